import ArgumentParser
import Display
import Kernel
import Texts

/// `docket reopen`: opens a closed ticket again.
struct ReopenCommand: TicketVerbCommand {
  static let configuration = CommandConfiguration(
    commandName: "reopen",
    abstract: "Open a closed ticket again.",
    discussion: """
      Its close reason and that reason's evidence are cleared. Several tickets, or a query, are \
      shown first, and whoever asks is asked.

      Examples:
        docket reopen 7 --note "it came back"
        docket reopen 4 6 8
      """)

  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var asked: TicketsOptions

  func request(in context: CommandContext) throws -> Request {
    context.request(.verb(.reopen), note: note ?? "")
  }
}
