import ArgumentParser
import Display
import Kernel
import Texts

/// `docket wake`: takes up a postponed ticket before its time.
struct WakeCommand: TicketVerbCommand {
  static let configuration = CommandConfiguration(
    commandName: "wake",
    abstract: "Take up a postponed ticket before its time.",
    discussion: """
      The due time of before the postponement comes back, unless another one was set meanwhile. \
      Several tickets, or a query, are shown first, and whoever asks is asked.

      Examples:
        docket wake 7
        docket wake is:postponed queue:billing
      """)

  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var asked: TicketsOptions

  func request(in context: CommandContext) throws -> Request {
    context.request(.verb(.wake), note: note ?? "")
  }
}
