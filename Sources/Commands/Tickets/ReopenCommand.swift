import ArgumentParser
import Display
import Kernel

/// `docket reopen`: opens a closed ticket again.
struct ReopenCommand: ActionCommand {
  static let configuration = CommandConfiguration(
    commandName: "reopen",
    abstract: "Open a closed ticket again.",
    discussion: """
      Its close reason and that reason's evidence are cleared.

      Examples:
        docket reopen 7 --note "it came back"
      """)

  @Argument(help: "The ticket.") var id: TicketArgument
  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func request(by actor: Actor) throws -> Request {
    Request(actor: actor, source: .cli, action: .verb(.reopen), ticket: id.id, note: note ?? "")
  }
}
