import ArgumentParser
import Display
import Kernel

/// `docket assign`: gives a ticket to somebody.
struct AssignCommand: ActionCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Give a ticket to somebody to work on.",
    discussion: """
      Examples:
        docket assign 7 ann
        docket assign 7 me
        docket assign 7 ann --note "she knows that printer"
      """)

  @Argument(help: "The ticket.") var id: TicketArgument
  @Argument(help: "Who is to work on it.", completion: .source(.people)) var to: String
  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func request(by actor: Actor) throws -> Request {
    Request(
      actor: actor, source: .cli, action: .verb(.assign), ticket: id.id,
      set: [("assignee", .value(.naming(to)))], note: note ?? "")
  }
}
