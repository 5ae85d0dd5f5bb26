import Foundation
import Testing

/// Help in the languages that Docket speaks.
@Suite struct HelpLanguageTests {
  private static let languages = ["de", "es", "nl", "ru"]

  @Test(arguments: languages)
  func `a language has a translation for each paragraph of help, and no others`(
    language: String,
  ) throws {
    let shown = try Set(texts(of: outside("manual", "--texts").output).keys)
    let file = HelpLanguageTests.catalogue + "/\(language)/help.json"
    let translated = try texts(of: String(contentsOfFile: file, encoding: .utf8))
    let missing = shown.filter { translated[$0, default: ""].isEmpty }.sorted()
    #expect(missing.isEmpty, "\(missing)")
    let needless = Set(translated.keys).subtracting(shown).sorted()
    #expect(needless.isEmpty, "\(needless)")
  }

  @Test(arguments: languages)
  func `a translation of help keeps what is typed`(language: String) throws {
    let file = HelpLanguageTests.catalogue + "/\(language)/help.json"
    for (english, own) in try texts(of: String(contentsOfFile: file, encoding: .utf8)) {
      for typed in english.matches(of: /`[^`]+`|--[a-z][a-z-]+|\{[a-z]+\}/) {
        #expect(own.contains(typed.output), "\(typed.output): \(own)")
      }
    }
  }

  /// What the parser lays out in English is laid out in the same places.
  @Test(arguments: languages + ["qps"])
  func `help of a command has the arguments and commands of the English one`(
    language: String,
  ) throws {
    let desk = try TestDesk.unchanged()
    let commands = try HelpLanguageTests.commands()
    #expect(commands.count > 100)
    let english = try desk.answers(
      to: commands.map { .init(arguments: $0 + ["--help"]) }, as: "ann")
    let own = try desk.answers(
      to: commands.map { .init(arguments: $0 + ["--help", "--lang", language]) }, as: "ann")
    for (command, (plain, said)) in zip(commands, zip(english, own)) {
      #expect(said.status == 0 && said.output != plain.output, "\(command)")
      #expect(labels(of: said.output) == labels(of: plain.output), "\(command): \(said.output)")
      for line in said.lines where !line.contains("docket ") {
        #expect(line.count <= 100, "\(command): \(line)")
      }
    }
  }

  @Test func `headings, groups and topics are read in the reader's language`() throws {
    let all = try outside("help", "--lang", "de").output
    #expect(!all.contains("\nReading\n") && all.contains("  show  ") && !all.contains("Show a"))
    let list = try outside("list", "--help", "--lang=de").output
    #expect(!list.contains("OVERVIEW") && !list.contains("Examples:"))
    #expect(list.contains("docket list is:open assignee:me"))
    let topic = try outside("help", "queries", "--lang", "ru").output
    #expect(topic.contains("FIELD:a..b") && !topic.contains("the field has the value"))
    let api = try outside("help", "api", "docket.tickets.find", "--lang", "de").output
    #expect(try api == outside("help", "api", "docket.tickets.find").output)
  }

  @Test func `help is read in the language of the person, of the desk, of the environment`() throws
  {
    let desk = try TestDesk()
    try desk.run("person", "set", "ann", "--language", "nl")
    let dutch = try desk.run("help", "list", "--lang", "nl").output
    #expect(try desk.run("help", "list", as: "ann").output == dutch)
    #expect(try desk.run("list", "--help", as: "ann").output == dutch)
    #expect(try desk.run("help", "list", as: "bob").output != dutch)
    try desk.run("setting", "set", "language", "nl")
    #expect(try desk.run("help", "list", as: "bob").output == dutch)
    #expect(try outside("help", "list", environment: ["LANG": "nl_NL.UTF-8"]).output == dutch)
    let english = try outside("help", "list").output
    #expect(try outside("help", "list", environment: ["LANG": "fi_FI.UTF-8"]).output == english)
  }

  /// The words before the texts, and the line that shows how the command is written.
  private func labels(of help: String) -> [String] {
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let usage =
      lines.firstIndex { line in
        line.firstRange(of: ": docket ").map {
          line[..<$0.lowerBound].allSatisfy(\.isUppercase)
        } ?? false
      } ?? 0
    // Texts stand from column 26 on, behind one blank or more.
    let labels = lines[usage...].filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .map { line -> String in
        guard line.dropFirst(25).first == " " else { return line }
        return line.prefix(25).split(separator: " ").joined(separator: " ")
      }
    let typed = lines[usage...].prefix { !$0.isEmpty }.joined(separator: " ")
      .split(separator: " ").joined(separator: " ")
    let shape = typed.firstRange(of: ": ").map { String(typed[$0.upperBound...]) }
    // The last line tells where there is more, in words.
    return [shape ?? ""]
      + labels.filter { !$0.contains(" docket ") && !$0.contains("'docket ") }
      .filter { !$0.contains("docket") }
  }

  private func texts(of document: String) throws -> [String: String] {
    try JSONDecoder().decode([String: String].self, from: Data(document.utf8))
  }

  private func outside(
    _ arguments: String..., environment: [String: String] = [:],
  ) throws -> DocketProcess.Result {
    try DocketProcess(arguments: arguments, environment: environment, folder: "/").run()
  }

  /// All commands that are listed, by their words.
  private static func commands() throws -> [[String]] {
    let dump = try DocketProcess(arguments: ["--experimental-dump-help"], folder: "/").run().output
    let whole = try JSONSerialization.jsonObject(with: Data(dump.utf8)) as? [String: Any]
    func walk(_ command: [String: Any], _ path: [String]) -> [[String]] {
      guard command["shouldDisplay"] as? Bool ?? true else { return [] }
      let below = command["subcommands"] as? [[String: Any]] ?? []
      return (path.isEmpty ? [] : [path])
        + below.flatMap { next in walk(next, path + [next["commandName"] as? String ?? ""]) }
    }
    return walk(whole?["command"] as? [String: Any] ?? [:], []).filter { $0.last != "help" }
  }

  private static let catalogue =
    #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()
    + "/Sources/Texts/Catalogue"
}
