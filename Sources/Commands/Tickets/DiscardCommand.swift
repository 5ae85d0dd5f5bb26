import ArgumentParser
import Display
import Kernel
import Texts

/// `docket discard`: takes a ticket out of everybody's way.
struct DiscardCommand: TicketVerbCommand {
  static let configuration = CommandConfiguration(
    commandName: "discard",
    abstract: "Take a ticket out of everybody's way, as spam or by mistake.",
    discussion: """
      `docket restore` brings it back to where it was. Several tickets, or a query, are shown \
      first, and whoever asks is asked.

      Examples:
        docket discard 7 --to spam
        docket discard 7 --to deleted --note "entered twice"
        docket discard 4 6 8 --to spam
      """)

  @Option(
    help: "Where to, as the life cycle names it: spam, deleted …", completion: .source(.discards))
  var to: String?
  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var asked: TicketsOptions
  static let wordOption: String? = "--to"

  func request(in context: CommandContext) throws -> Request {
    var params: [String: Value] = [:]
    if let to { params["to"] = .text(to) }
    return context.request(
      .verb(.discard), note: note ?? "",
      params: params)
  }
}
