import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket postpone`: puts a ticket aside until a moment.
struct PostponeCommand: ActionCommand {
  static let configuration = CommandConfiguration(
    commandName: "postpone",
    abstract: "Put a ticket aside until a moment; it wakes by itself then.",
    discussion: """
      The ticket's due time becomes the same moment, whatever it was before; `docket history` \
      keeps the earlier one, and `docket undo` brings it back.

      Examples:
        docket postpone 7 +3d
        docket postpone 7 2026-12-01T09:00 --note "the part arrives then"
      """)

  @Argument(help: "The ticket.") var id: TicketArgument
  @Argument(
    help: "Until when, which is its due time as well: +3d, +1mo, 2026-01-31, 2026-01-31T12:00Z.",
    completion: .nothing)
  var till: String
  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    var request = try request(by: .person(context.person.id))
    request.params["till"] = try context.read { session in
      let moment = try Moment.parse(till, now: session.now, zone: session.zone)
      guard moment > session.now else {
        throw Failure(.usage, Text.usagePast(time: till))
      }
      return .time(moment)
    }
    request.expectedVersion = action.version
    try ActionRun(context: context, options: action).perform(request)
  }

  func request(by actor: Actor) throws -> Request {
    Request(
      actor: actor, source: .cli, action: .verb(.postpone), ticket: id.id, note: note ?? "")
  }
}
