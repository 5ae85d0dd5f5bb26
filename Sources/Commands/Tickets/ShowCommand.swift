import ArgumentParser
import Desk
import Display
import Kernel

/// `docket show`: one ticket, now or in the past.
struct ShowCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a ticket, now or as it was.",
    discussion: """
      Notes are shown to those who may see them, marked as internal. What was said on a ticket that \
      was merged into this one stands among the rest, with that ticket's number.

      Examples:
        docket show 7
        docket show 7 --at -2h
        docket show 7 --at "2026-01-31 12:00" --json
      """)

  @Argument(help: "The ticket.") var id: TicketArgument

  @OptionGroup var past: PastOption
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    let moment = try past.moment(in: session)
    let seen = try session.existing(id.id, at: moment)
    let ticket = try session.computing([seen], at: moment)[0]
    let entries = try session.history(id.id, until: moment) ?? []
    guard !output.isJSON else {
      return try output.write(try session.values.json(ticket, with: entries))
    }
    let page = try session.page(of: ticket, entries, at: moment, on: output.standard)
    try output.page(page.lines())
  }
}
