import ArgumentParser
import Desk
import Display
import Kernel
import System
import Texts

/// The whole program: reads the command line, does the command, and tells what went wrong.
package enum Program {
  /// The program's version.
  static let version = "0.1.0"

  /// Runs the program with those arguments, without its own name; returns the exit status.
  package static func run(_ arguments: [String]) -> Int32 {
    ThisProcess.outliveFileLimit()
    let output = Output(GlobalOptions(unparsed: arguments))
    do {
      let isMended = arguments.contains { $0.unicodeScalars.contains("\u{FFFD}") }
      if isMended, let number = ThisProcess.damagedArgument {
        return try tell(Failure(.invalid, Text.usageNotUtf8(number: number)), on: output)
      }
      if asksForVersion(arguments) {
        let json = arguments.filter { $0 == "--json" }
        return try run([VersionCommand.configuration.name] + json, output: output)
      }
      if arguments.first == CompletionReply.argument {
        try output.write(CompletionReply(Array(arguments.dropFirst())).lines)
        return 0
      }
      return try run(arguments, output: output)
    } catch {
      // There is nobody left to tell.
      return Failure.Code.failed.exitStatus
    }
  }

  /// Does a command on a desk that is open already; `false` for one that does not work on any, or that
  /// would need it opened otherwise: for a dry run.
  ///
  /// It answers to the standard streams, and throws what goes wrong.
  package static func run(_ arguments: [String], on desk: Desk) throws -> Bool {
    guard let command = try parsed(arguments) as? any OpenDeskCommand,
      command.isDryRun == desk.isDryRun
    else { return false }
    try command.run(on: OpenDesk(desk, command.global))
    return true
  }

  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    let separated = NegativeArguments(arguments).separated
    let asksForHelp = has("--help", arguments) || has("-h", arguments)
    if !asksForHelp, let repeated = try RepeatedOption(in: separated) {
      throw Failure(.usage, repeated.text)
    }
    return try CommandChoice(separated)?.command ?? DocketCommand.parseAsRoot(separated)
  }

  private static func run(_ arguments: [String], output: Output) throws -> Int32 {
    var command: any ParsableCommand
    do {
      command = try parsed(arguments)
    } catch {
      return try end(parsing: error, of: arguments)
    }
    do {
      try command.run()
      return 0
    } catch let exit as ExitCode {
      // The command has said what is wrong, among its data.
      return exit.rawValue
    } catch {
      // Asking for help is a command of the parser's own, which answers by an error.
      guard let command = command as? any DocketSubcommand else {
        if let group = CommandGroupAnswer.to(arguments, parsedAs: command) {
          return try group.write(on: Output(answering: GlobalOptions(unparsed: arguments)))
        }
        return try end(parsing: error, of: arguments)
      }
      let failure = Failure(error)
      // What went wrong before it was known who asks is told in their language all the same.
      let output =
        failure.language == nil ? Output(answering: command.global) : Output(command.global)
      return try tell(failure, on: output)
    }
  }

  /// Help, versions and completion scripts are data; the rest is usage, which is explained.
  private static func end(
    parsing error: any Error, of arguments: [String],
  ) throws -> Int32 {
    let output = Output(answering: GlobalOptions(unparsed: arguments))
    if let failure = error as? Failure { return try tell(failure, on: output) }
    if let suggestion = CommandSuggestion(arguments).text {
      return try tell(Failure(.usage, suggestion), on: output)
    }
    let isHelp = has("--help", arguments) || has("-h", arguments)
    // Asked what the error is, the parser makes its help for the terminal, and stops where that has no
    // room for it.
    let isNarrow = isHelp && HelpPage(on: output.standard).isWiderThanTerminal
    guard !isNarrow, DocketCommand.exitCode(for: error) != .success else {
      if isHelp, CommandSuggestion.words(arguments).isEmpty {
        try HelpAnswer(words: [], output: output).write()
      } else {
        try help(on: arguments, parsing: error, output: output)
      }
      return 0
    }
    let own = ParserMessage(
      shortened(DocketCommand.message(for: error)), in: output.language)
    if output.isJSON { return try tell(Failure(.usage, own.text), on: output) }
    guard !own.isOwn else { return try tell(Failure(.usage, own.text), on: output) }
    let message = shortened(DocketCommand.fullMessage(for: error))
    let words = message.hasPrefix("Error: ") ? String(message.dropFirst(7)) : message
    let lines = own.lines(of: words, on: output.error)
    let head = output.error.styled("docket:", .danger)
    try output.say("\(head) \(lines.first ?? "")")
    for line in lines.dropFirst() { try output.say(line) }
    return Failure.Code.usage.exitStatus
  }

  /// What the parser answers that is no mistake: help, mostly, which is read in the reader's language.
  private static func help(
    on arguments: [String], parsing error: any Error, output: Output,
  ) throws {
    let page = HelpPage(on: output.standard)
    let words = HelpWords(output.language)
    let command = HelpAnswer.command(leading: CommandSuggestion.words(arguments))
    let isHelp = has("--help", arguments) || has("-h", arguments)
    guard isHelp, !words.isEnglish, let command else {
      return try output.page(
        page.styled(DocketCommand.fullMessage(for: error, columns: page.columns)))
    }
    try output.page(page.lines(of: command, by: words))
  }

  /// The parser's message with long words cut: it says back whatever it was given.
  private static func shortened(_ message: String) -> String {
    guard message.utf8.count > Text.mostEchoed else { return message }
    return message.split(separator: " ", omittingEmptySubsequences: false).map { word in
      word.count > Text.mostEchoed ? "\(word.prefix(Text.mostEchoed))…" : String(word)
    }.joined(separator: " ")
  }

  static func tell(_ failure: Failure, on output: Output) throws(Failure) -> Int32 {
    var output = output
    output.language = failure.language ?? output.language
    output.zone = failure.zone
    if output.isJSON {
      try output.write(failure.json(in: output.language))
    } else {
      for line in failure.lines(on: output.error) { try output.say(line) }
    }
    return failure.code.exitStatus
  }

  private static func has(_ flag: String, _ arguments: [String]) -> Bool {
    arguments.prefix { $0 != "--" }.contains(flag)
  }
}
