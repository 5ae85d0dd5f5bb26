import ArgumentParser
import Display
import Kernel

/// `docket discard`: takes a ticket out of everybody's way.
struct DiscardCommand: ActionCommand {
  static let configuration = CommandConfiguration(
    commandName: "discard",
    abstract: "Take a ticket out of everybody's way, as spam or by mistake.",
    discussion: """
      `docket restore` brings it back to where it was.

      Examples:
        docket discard 7 --to spam
        docket discard 7 --to deleted --note "entered twice"
      """)

  @Argument(help: "The ticket.") var id: TicketArgument
  @Option(
    help: "Where to, as the life cycle names it: spam, deleted …", completion: .source(.discards))
  var to: String?
  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func request(by actor: Actor) throws -> Request {
    var params: [String: Value] = [:]
    if let to { params["to"] = .text(to) }
    return Request(
      actor: actor, source: .cli, action: .verb(.discard), ticket: id.id, note: note ?? "",
      params: params)
  }
}
