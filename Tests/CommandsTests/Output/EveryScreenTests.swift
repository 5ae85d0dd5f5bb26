import Foundation
import Testing

/// Every command, asked rightly and wrongly, answers in the reader's language and in no other.
@Suite struct EveryScreenTests {
  @Test(arguments: ["ru", "de", "nl", "es"])
  func `no English word is on a screen but names as they are typed`(language: String) throws {
    let desk = try TestDesk()
    try prepare(desk)
    let names = try names(of: desk)
    let foreign = try ForeignWords(in: language)
    let asked = ScreenCommands.all.sorted { $0.key < $1.key }
      .flatMap { command, ways in ways.map { (command: command, line: $0) } }
    let answers = try desk.answers(
      to: asked.map { _, line in
        // A shell that asks gives its words and no options.
        CommandLineInput(arguments: line[0].hasPrefix("---") ? line : line + ["--lang", language])
      }, as: nil)
    var wrong: [String] = []
    for ((command, line), answer) in zip(asked, answers)
    where ScreenDesk.forAuthors[command] == nil {
      let screen = answer.output + "\n" + answer.errors
      let typed = Set(line.flatMap(ForeignWords.words))
      let except = names.union(typed).union(ScreenDesk.exceptions[command]?.words ?? [])
      let found = foreign.found(in: screen, except: except)
      if !found.isEmpty { wrong.append("\(line.joined(separator: " ")): \(found)\n\(screen)") }
    }
    #expect(wrong.isEmpty, "\(wrong.count) screens\n\(wrong.joined(separator: "\n"))")
  }

  @Test func `each command is asked, and once at least wrongly`() throws {
    let help = try TestDesk.unchanged().run("--experimental-dump-help").output
    let tree = try JSONSerialization.jsonObject(with: Data(help.utf8)) as? [String: Any]
    var found: Set<String> = ["---complete"]
    func visit(_ command: [String: Any], _ path: [String]) {
      let inner = command["subcommands"] as? [[String: Any]] ?? []
      // A group without a command of its own is not asked for anything.
      if inner.isEmpty || command["defaultSubcommand"] != nil {
        found.insert(path.joined(separator: " "))
      }
      for one in inner { visit(one, path + [one["commandName"] as? String ?? ""]) }
    }
    visit(try #require(tree?["command"] as? [String: Any]), [])
    found.subtract(["", "subscribe"])
    #expect(found == Set(ScreenCommands.all.keys))
    #expect(ScreenCommands.all.values.allSatisfy { !$0.isEmpty })
  }

  @Test(arguments: [
    ("заявка: keyboard", ["keyboard"]), ("сторона: mouse, документ", ["mouse"]),
    ("введите `reply` или docket reply 7", []), ("право ticket.close, поле due_by", []),
    ("без --dry-run", []), ("запрос is:open", []), ("Ответ (ann)", []),
  ])
  func `a foreign word is told from what is typed`(screen: String, words: [String]) throws {
    let foreign = try ForeignWords(in: "ru")
    #expect(foreign.found(in: screen, except: ["ann"]) == words)
  }

  private func prepare(_ desk: TestDesk) throws {
    for (name, text) in ScreenDesk.files {
      let file = URL(fileURLWithPath: "\(desk.folder)/\(name)")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let lines = ScreenDesk.beginning.map { CommandLineInput(arguments: $0) }
    for (line, answer) in zip(lines, try desk.answers(to: lines, as: nil)) {
      #expect(answer.status == 0, "\(line.arguments): \(answer.errors)")
    }
  }

  /// What the desk's people and plugins have named: names are typed, and the same in every language.
  private func names(of desk: TestDesk) throws -> Set<String> {
    var found = ScreenDesk.given
    let lists: [[String]] = [
      ["plugin", "list"], ["person", "list"], ["role", "list"], ["queue", "list"],
      ["field", "list"], ["type", "list"], ["reason", "list"], ["stage", "list"], ["view", "list"],
      ["report"], ["rule", "list"], ["setting", "list"], ["script", "list"],
    ]
    for list in lists {
      let result = try desk.process(list + ["--json"]).run()
      let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      for name in json as? [String] ?? [] { found.formUnion(ForeignWords.words(of: name)) }
      for row in json as? [[String: Any]] ?? [] {
        for key in ["name", "lifecycle", "login", "setting", "plugin"] {
          if let name = row[key] as? String { found.formUnion(ForeignWords.words(of: name)) }
        }
      }
    }
    // Actions and forms with what they take.
    for list in [["do", "--list"], ["intake"]] {
      let text = try desk.process(list + ["--json"]).run().output
      for match in text.matches(of: /"(name|choices)":(\[[^\]]*\]|"[^"]*")/) {
        found.formUnion(ForeignWords.words(of: String(match.output.2)))
      }
    }
    return found
  }
}
