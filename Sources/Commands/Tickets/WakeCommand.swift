import ArgumentParser
import Display
import Kernel

/// `docket wake`: takes up a postponed ticket before its time.
struct WakeCommand: ActionCommand {
  static let configuration = CommandConfiguration(
    commandName: "wake",
    abstract: "Take up a postponed ticket before its time.",
    discussion: """
      Examples:
        docket wake 7
      """)

  @Argument(help: "The ticket.") var id: TicketArgument
  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func request(by actor: Actor) throws -> Request {
    Request(actor: actor, source: .cli, action: .verb(.wake), ticket: id.id, note: note ?? "")
  }
}
