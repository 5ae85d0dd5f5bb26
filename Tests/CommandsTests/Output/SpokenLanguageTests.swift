import Foundation
import Testing

/// Which language things are said in, and that all of it is.
@Suite struct SpokenLanguageTests {
  @Test(arguments: [
    (["show", "x"], "ru", "`x`"), (["list", "--nonsense"], "de", "--nonsense"),
    (["new"], "nl", "<subject>"), (["completion", "csh"], "es", "csh"),
    (["sohw"], "de", "show"), (["export", "--raw"], "ru", "--raw"),
  ])
  func `a wrong command line is told in the reader's language`(
    arguments: [String], language: String, typed: String,
  ) throws {
    let desk = try TestDesk.unchanged()
    let english = try desk.process(arguments).run()
    let own = try desk.process(arguments + ["--lang", language]).run()
    #expect(own.status == 2 && english.status == 2)
    #expect(own.errors.contains(typed), "\(own.errors)")
    let lines = english.errors.split(separator: "\n").map(String.init)
    for line in lines { #expect(!own.errors.contains(line), "\(own.errors)") }
    #expect(!own.errors.contains("Usage: ") && !own.errors.contains("for more information"))
  }

  @Test(arguments: [("de_DE.UTF-8", false), ("fi_FI.UTF-8", true), ("C", true)])
  func `what goes wrong before a desk is open is said in the language of the environment`(
    locale: String, isEnglish: Bool,
  ) throws {
    let result = try DocketProcess(
      arguments: ["list"], environment: ["LANG": locale], folder: "/"
    ).run()
    let english = try DocketProcess(arguments: ["list"], folder: "/").run().errors
    #expect(result.status != 0 && (result.errors == english) == isEnglish, "\(result.errors)")
    let asked = try DocketProcess(
      arguments: ["list", "--lang", "de"], environment: ["LANG": locale], folder: "/"
    ).run().errors
    #expect(asked != english)
  }

  @Test(arguments: [
    ("ru", "да", true), ("ru", "Д", true), ("ru", "y", true), ("ru", "нет", false),
    ("de", "j", true), ("nl", "ja", true), ("es", "sí", true), ("es", "si", true),
    ("en", "ja", false),
  ])
  func `a question is answered in the reader's language, or in English`(
    language: String, answer: String, isDone: Bool,
  ) throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    try desk.run("new", "y")
    let process = desk.process(["update", "1", "2", "priority=high", "--lang", language])
    _ = try process.runOnTerminal(columns: 80, typing: answer + "\n")
    let changed = try desk.run("list", "priority:high", "--format", "csv").lines.count - 1
    #expect(changed == (isDone ? 2 : 0))
  }

  @Test func `numbers and yes stand in the reader's language, and for programs as ever`() throws {
    let desk = try TestDesk()
    try desk.write(
      plugin: "measures",
      """
      docket.field{ name = "ratio", type = "number" }
      docket.field{ name = "urgent_call", type = "boolean" }
      """)
    try desk.run("plugin", "enable", "measures", "--yes")
    let new = try desk.run("new", "x", "--field", "ratio=1.5", "--field", "urgent_call=yes")
    #expect(new.status == 0, "\(new.errors)")
    let page = try desk.run("show", "1", "--lang", "de").output
    #expect(page.contains("1,5") && page.contains(" ja"), "\(page)")
    let plain = try desk.run("show", "1").output
    #expect(plain.contains("1.5") && plain.contains("yes"), "\(plain)")
    let rows = try desk.run(
      "list", "--lang", "de", "--format", "csv", "--columns", "ratio,urgent_call")
    #expect(rows.lines.last == "1.5,yes", "\(rows.output)")
  }

  @Test(arguments: [("ru", "1,5 КБ"), ("de", "1,5 kB"), ("en", "1.5 kB")])
  func `sizes of files stand in the reader's language`(language: String, size: String) throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let file = desk.folder + "/a.bin"
    try Data(count: 1_536).write(to: URL(fileURLWithPath: file))
    try desk.run("attach", "1", file)
    #expect(try desk.run("show", "1", "--lang", language).output.contains(size))
  }

  /// Phrases of the English catalogue in what is answered in Russian.
  @Test func `nothing of what many commands answer in Russian is English`() throws {
    let desk = try TestDesk.spoken.get()
    let phrases = try SpokenLanguageTests.phrases()
    #expect(phrases.count > 500)
    let lines = SpokenLanguageTests.commands.map {
      CommandLineInput(arguments: $0 + ["--lang", "ru"])
    }
    let answers = try desk.answers(to: lines, as: "mia")
    for (line, answer) in zip(lines, answers) {
      let words = answer.output + answer.errors
      #expect(!words.isEmpty, "\(line.arguments)")
      let found = phrases.filter { words.contains($0) }
      #expect(found.isEmpty, "\(line.arguments): \(found)\n\(words)")
    }
  }

  private static let commands: [[String]] = [
    ["list"], ["list", "--group", "stage"], ["list", "nonsense:1"], ["list", "due:sometime"],
    ["show", "1"], ["show", "99"], ["history", "1"], ["view", "list"], ["view", "show", "nobody"],
    ["inbox"], ["report"], ["report", "nonsense"], ["dashboard"], ["new", "x", "--dry-run"],
    ["new", "x", "--queue", "nowhere"], ["update", "1", "priority=hgh"],
    ["update", "1", "nonsense=1"], ["update", "1", "priority=low", "--dry-run"],
    ["close", "1"], ["close", "1", "--reason", "nonsense"], ["assign", "1", "nobody"],
    ["take", "1", "--dry-run"], ["postpone", "1", "3d"], ["postpone", "1", "someday"],
    ["postpone", "1", "+3d", "--dry-run"], ["undo", "999999"], ["reopen", "1"], ["wake", "1"],
    ["restore", "1"], ["merge", "1", "1"], ["do", "1"], ["do", "1", "nonsense"],
    ["attachment", "1", "nothing.txt"], ["detach", "1", "nothing.txt"], ["person", "list"],
    ["person", "show", "ann"], ["person", "show", "nobody"], ["role", "list"],
    ["role", "show", "agent"], ["queue", "list"], ["why", "ann", "ticket.close"],
    ["why", "ann", "ticket.close", "1"], ["why", "ann", "nonsense"], ["field", "list"],
    ["type", "list"], ["reason", "list"], ["rule", "list"], ["subscribe", "list"],
    ["subscribe", "--event", "nonsense"], ["plugin", "list"], ["plugin", "info", "support"],
    ["plugin", "settings", "support"], ["plugin", "order"], ["explain", "ticket.close"],
    ["explain", "nonsense"], ["script", "list"], ["setting", "list"], ["outbox"], ["log"],
    ["help"], ["help", "times"], ["help", "list"], ["help", "nonsense"], ["nonsense"],
    ["list", "--nonsense"], ["--lang", "ru", "version"],
  ]

  /// Stretches of English templates of three words or more, which no name and nothing typed has.
  private static func phrases() throws -> Set<String> {
    let folder =
      #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()
      + "/Sources/Texts/Catalogue/en"
    struct Section: Decodable { var texts: [String: String] }
    // What the authors of plugins read is English for everybody.
    let ofAuthors: Set = [
      "api", "author", "check", "editor", "lane", "manifest", "spec",
    ]
    var found: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder)
    where file != "labels.json" {
      let content = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)"))
      let sections = try JSONDecoder().decode([String: Section].self, from: content)
      // Words of dates are typed, not said.
      let unsaid = ofAuthors.union(["dates", "language"])
      let templates = sections.filter { !unsaid.contains($0.key) }.flatMap(\.value.texts.values)
      for template in templates {
        let plain = template.replacing(
          /\{[^{}]*\}|`[^`]*`|--[a-z-]+|docket [A-Za-z .-]+/, with: "¤")
        for piece in plain.split(whereSeparator: { "¤;:,.?()".contains($0) }) {
          let words = piece.split(separator: " ")
          if words.count >= 3, words.count(where: { $0.count > 3 }) >= 2 {
            found.insert(words.joined(separator: " "))
          }
        }
      }
    }
    return found
  }
}

extension TestDesk {
  /// A desk with tickets in several states, for tests that only read.
  static let spoken: Result<TestDesk, any Error> = Result {
    let desk = try TestDesk()
    for plugin in ["reports", "routing", "time-tracking", "intake"] {
      try desk.run("plugin", "enable", plugin, "--yes")
    }
    try desk.run("new", "The printer on the third floor does not print", "--requester", "carl")
    try desk.run("new", "Slow pages", "--queue", "billing", "--due", "+2d", "--priority", "high")
    try desk.run("reply", "1", "We look into it", as: "ann")
    try desk.run("note", "1", "It has no paper", as: "ann")
    try desk.run("close", "2", "--reason", "no_answer", as: "mia")
    try desk.run("postpone", "1", "+3d", as: "ann")
    return desk
  }
}
