import ArgumentParser
import Desk
import Display
import Kernel

/// What every command takes that changes a ticket.
struct ActionOptions: ParsableArguments {
  @Flag(help: "Change nothing; show what would happen, step by step.")
  var dryRun = false

  @Option(help: "Refuse if the ticket has changed since this version.", completion: .nothing)
  var version: Int64?

  @Flag(help: "Leave what follows from the change to `docket work`.")
  var noWork = false

  @Flag(help: "Do not ask.")
  var yes = false
}

/// `--at`: a ticket as it was.
struct PastOption: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "As it was at that time: -2h, yesterday, 2026-01-31T12:00Z.", valueName: "time"),
    completion: .nothing)
  var at: String?

  /// The moment asked for; `nil` for now.
  ///
  /// Throws where it is still to come.
  func moment(in session: DeskSession) throws -> Instant? {
    try at.map { try session.pastMoment($0) }
  }
}

/// A query as it comes from the command line, an argument a term.
struct QueryWords {
  /// The query's text: an argument that is words only stays the one phrase that it was in the shell.
  let text: String

  init(_ arguments: [String]) {
    text = arguments.map(QueryWords.term).joined(separator: " ")
  }

  private static func term(_ argument: String) -> String {
    let hasSpaces = argument.contains { $0.isWhitespace }
    return hasSpaces && !argument.contains { ":<>=\"()".contains($0) } ? quoted(argument) : argument
  }

  /// A text as the query language quotes it.
  static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}
