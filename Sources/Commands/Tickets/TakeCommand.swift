import ArgumentParser
import Display
import Kernel
import Texts

/// `docket take`: gives tickets to whoever asks.
struct TakeCommand: TicketVerbCommand {
  static let configuration = CommandConfiguration(
    commandName: "take",
    abstract: "Take a ticket to work on it yourself.",
    discussion: """
      The same as docket assign with yourself. Several tickets, or a query, are shown first, and \
      you are asked.

      Examples:
        docket take 7
        docket take 4 6 8 --yes
        docket take queue:returns no:assignee limit:5
      """)

  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var asked: TicketsOptions

  func request(in context: CommandContext) throws -> Request {
    context.request(
      .verb(.assign),
      set: [(TicketField.assignee.rawValue, .value(.person(context.person.id)))],
      note: note ?? "")
  }
}
