import ArgumentParser
import Display
import Kernel

/// `docket restore`: brings a discarded ticket back.
struct RestoreCommand: ActionCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Bring a discarded ticket back to where it was.",
    discussion: """
      Examples:
        docket restore 7
      """)

  @Argument(help: "The ticket.") var id: TicketArgument
  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func request(by actor: Actor) throws -> Request {
    Request(actor: actor, source: .cli, action: .verb(.restore), ticket: id.id, note: note ?? "")
  }
}
