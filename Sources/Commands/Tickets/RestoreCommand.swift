import ArgumentParser
import Display
import Kernel
import Texts

/// `docket restore`: brings a discarded ticket back.
struct RestoreCommand: TicketVerbCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Bring a discarded ticket back to where it was.",
    discussion: """
      Several tickets, or a query, are shown first, and whoever asks is asked.

      Examples:
        docket restore 7
        docket restore is:discarded updated:-1h..
      """)

  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var asked: TicketsOptions

  func request(in context: CommandContext) throws -> Request {
    context.request(.verb(.restore), note: note ?? "")
  }
}
