import ArgumentParser
import Display
import Kernel
import System
import Texts

/// `docket help`: how everything is used.
struct HelpCommand: DocketSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: "Explain a command or a topic; without one, list them all.",
    discussion: """
      Examples:
        docket help
        docket help list
        docket help plugin enable
        docket help queries
        docket help api docket.tickets.find
        docket help api --html api.html
      """)

  @Argument(
    help: ArgumentHelp("A command or a topic.", valueName: "command or topic"),
    completion: .source(.topics))
  var words: [String] = []

  @Option(
    help: ArgumentHelp(
      "Write the reference of the Lua API to this file, as a page to search; - for standard output.",
      valueName: "file"), completion: .file())
  var html: String?
  @Flag(help: "Replace a file of that name.") var force = false
  @OptionGroup var global: GlobalOptions

  func run() throws {
    guard html != nil || !force else { throw Failure(.usage, Text.usageReportForce) }
    if let html { return try writePage(to: html) }
    try HelpAnswer(words: words, output: Output(answering: global), global: global).write()
  }
}

extension HelpCommand {
  private func writePage(to path: String) throws {
    guard words == ["api"] else { throw Failure(.usage, Text.authorHtml) }
    let output = Output(answering: global)
    let html = APIPage(version: Program.version).html
    let bytes = Array(html.utf8)
    guard path != "-" else {
      guard output.isJSON else { return try StandardStream.output.put(bytes, isData: true) }
      return try output.write(.object([("file", .null), ("text", .string(html))]))
    }
    do throws(SystemError) {
      try NewFile.write(bytes, to: path, replaces: force, isPrivate: false)
    } catch {
      throw Failure(error)
    }
    guard !output.isJSON else {
      return try output.write(
        .object([("file", .string(path)), ("bytes", .integer(Int64(bytes.count)))]))
    }
    try output.say(Text.saidWrote(path: output.error.shown(path)))
  }
}

/// What is answered to somebody who asks for help on these words.
struct HelpAnswer {
  let words: [String]
  let output: Output
  var global = GlobalOptions.unasked

  /// Help in the reader's language.
  private var help: HelpWords { HelpWords(output.language) }

  func write() throws {
    let page = HelpPage(on: output.standard)
    if words.isEmpty {
      let overview = HelpOverview()
      guard !output.isJSON else { return try output.write(overview.json(by: help)) }
      return try output.page(
        page.lines(overview.title(by: help), overview.blocks.translated(by: help.of)))
    }
    if words[0] == "api", words.count > 1 || output.isJSON {
      return try APIReference(words.dropFirst().joined(separator: " ")).write(on: output)
    }
    if words.count == 1, let topic = HelpTopic.named(words[0]) {
      guard !output.isJSON else { return try output.write(json(of: topic, page)) }
      let title = "docket help \(topic.name): \(help.of(topic.summary))"
      return try output.page(page.lines(title, topic.blocks.translated(by: help.of)))
    }
    try writeCommand(page)
  }

  private func writeCommand(_ page: HelpPage) throws {
    guard let command = HelpAnswer.command(words) else {
      if try writeAction() { return }
      let advice = CommandSuggestion(words, topics: HelpTopic.all.map(\.name)).text
      throw Failure(
        .usage, advice ?? Text.usageNoHelp(words: words.joined(separator: " ")))
    }
    guard !output.isJSON else {
      return try output.write(
        .object([
          ("name", .string(words.joined(separator: " "))),
          ("text", .string(page.text(of: command, by: help))),
        ]))
    }
    try output.page(page.lines(of: command, by: help))
  }

  /// Tells of an action that a plugin of the desk adds, where there is a desk and such an action.
  private func writeAction() throws -> Bool {
    guard words.count == 1 else { return false }
    var isFound = false
    do {
      try OpenDesk(global).read { session, context in
        guard let list = ActionList(of: words[0], in: session) else { return }
        isFound = true
        if !output.isJSON { try context.output.write(Text.actionHelp(action: words[0])) }
        try list.write(to: context.output)
      }
    } catch {
      guard !isFound else { throw error }
      // Help is for those, too, who have no desk or are not known there.
      return false
    }
    return isFound
  }

  private func json(of topic: HelpTopic, _ page: HelpPage) -> JSON {
    .object([
      ("name", .string(topic.name)), ("summary", .string(help.of(topic.summary))),
      (
        "text",
        .string(page.lines(topic.blocks.translated(by: help.of)).joined(separator: "\n"))
      ),
    ])
  }

  /// The command that the first of the words lead to; what follows is its own.
  static func command(leading words: [String]) -> (any ParsableCommand.Type)? {
    var command: any ParsableCommand.Type = DocketCommand.self
    for word in words {
      let next = command.configuration.subcommands.first { $0.configuration.name == word }
      guard let next else { break }
      command = next
    }
    return command
  }

  /// The command that the words lead to.
  static func command(_ words: [String]) -> (any ParsableCommand.Type)? {
    var command: any ParsableCommand.Type = DocketCommand.self
    for word in words {
      let next = command.configuration.subcommands.first { $0.configuration.name == word }
      guard let next else { return nil }
      command = next
    }
    return command
  }
}
