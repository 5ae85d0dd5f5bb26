import ArgumentParser
import Desk
import Display
import Kernel
import Prompt
import System
import Texts

/// `docket repl`: a prompt that speaks Lua and the query language.
struct ReplCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Inspect tickets and try Lua at a prompt.",
    discussion: """
      Lua expressions and statements are evaluated in your name. Without --write nothing can be \
      changed. With -e or a file, or where standard input is no terminal, entries are evaluated one \
      after the other until one fails; --json writes each value as a JSON document.

      Examples:
        docket repl
        docket repl -e 'tickets("is:open"):group("queue")'
        docket repl -e 'docket.tickets.count("created:-7d..")' --json
        docket repl --write -e 't42:note{ text = "seen" }'
      """)

  @Option(name: .customShort("e"), help: "Evaluate this, and end.", completion: .nothing)
  var code: [String] = []
  @Flag(help: "Let what is evaluated change the desk.") var write = false
  @Argument(help: "A file to evaluate, and end.", completion: .file(extensions: ["lua"]))
  var file: String?
  @Argument(help: "What the file is given.", completion: .nothing) var arguments: [String] = []
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    var options = PromptLoop.Options()
    options.typed = context.askedLanguage
    options.mayWrite = write
    options.version = Program.version
    options.commandLine = { try commandLine($0, in: context) }
    options.deliver = { rows, keys in
      let deliveries = Deliveries(context: context)
      if !rows.isEmpty {
        try deliveries.follow(Receipt(ticket: .desk, seq: nil, request: "", outbox: rows))
      }
      try deliveries.follow(keys)
    }
    let loop = try PromptLoop(
      context.desk, as: context.person, on: context.output, options: options)
    defer { loop.finish() }
    for text in code { try loop.run(text) }
    if let file { try loop.load(file, arguments) }
    guard code.isEmpty, file == nil else { return }
    if StandardStream.input.isTerminal, StandardStream.output.isTerminal {
      try loop.runTerminal()
    } else {
      try loop.runInput()
    }
  }

  /// Carries out a command of the command line, on the same desk and as the same person.
  private func commandLine(_ words: [String], in context: CommandContext) throws {
    var arguments = words + ["--desk", global.folder]
    if let person = global.person { arguments += ["--as", person] }
    if let lang = global.lang { arguments += ["--lang", lang] }
    if global.json { arguments.append("--json") }
    guard var command = CommandChoice(arguments)?.command else {
      throw Failure(.usage, Text.promptNoLine(words: words.joined(separator: " ")))
    }
    try command.run()
  }
}
