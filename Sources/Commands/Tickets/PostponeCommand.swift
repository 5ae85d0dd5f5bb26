import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket postpone`: puts tickets aside until a moment.
struct PostponeCommand: LastWordCommand {
  static let configuration = CommandConfiguration(
    commandName: "postpone",
    abstract: "Put a ticket aside until a moment; it wakes by itself then.",
    discussion: """
      The last word is the moment; what stands before it are the tickets: one, several, or a query. \
      Several are shown first, and whoever asks is asked.

      The ticket's due time becomes the same moment, whatever it was before. Where the ticket wakes \
      earlier, by hand or by a customer's reply, it has its due time of before again, unless that was \
      set anew meanwhile.

      Examples:
        docket postpone 7 +3d
        docket postpone 7 "monday 9:00"
        docket postpone 7 2026-12-01T09:00 --note "the part arrives then"
        docket postpone is:waiting +2d --yes
      """)

  @Argument(
    help: ArgumentHelp(
      "The ticket, tickets or query, and last until when, which is its due time as well: +3d, "
        + "friday, 2026-01-31, 2026-01-31T12:00Z.", valueName: "id|query till"),
    completion: .source(.which))
  var words: [String]
  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var bulk: AtomicOption
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func request(in context: CommandContext) throws -> Request {
    let till = try parts.last
    let moment = try context.read { session in
      let moment = try session.moment(till)
      guard moment > session.now else {
        throw Failure(.usage, Text.usagePast(time: till))
      }
      return moment
    }
    return context.request(
      .verb(.postpone), note: note ?? "",
      params: ["till": .time(moment)])
  }

  var parts: TicketsAndLast {
    get throws { try TicketsAndLast(till: words, of: .postpone) }
  }
}
