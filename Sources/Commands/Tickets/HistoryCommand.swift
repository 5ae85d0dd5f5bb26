import ArgumentParser
import Desk
import Kernel
import Texts

/// `docket history`: who changed what, when, and through which plugin.
struct HistoryCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show who changed what, when, and through which plugin.",
    discussion: """
      Oldest first. With a ticket: its entries; without: those of all tickets that you see, the \
      newest 50 of them unless the query has a `limit:` (JSON has all). A query has terms ticket:, \
      actor:, action:, edited:, at:, source:, data.NAME:, replaces:, and seq:, request:, cause: and \
      origin: for those who see notes; not:, no:, has:, or and ( ) as in `docket list`.

      Examples:
        docket history 7
        docket history 7 edited:priority,assignee --json
        docket history action:close at:-7d..
        docket history actor:me at:2026-01-31
        docket history 7 --at -2d
      """)

  @Argument(help: ArgumentHelp("The ticket, and which entries.", valueName: "id query"))
  var words: [String] = []

  @OptionGroup var past: PastOption
  @OptionGroup var global: GlobalOptions

  private static let rows = 50

  func run(on stage: Stage) throws {
    try stage.read { try show($0, on: stage.output) }
  }

  private func show(_ session: DeskSession, on output: Output) throws {
    let moment = try past.moment(in: session)
    let ticket = try words.first.flatMap(TicketArgument.init(argument:)).map {
      try session.existing($0.id, at: moment)
    }
    let may = ticket.map(session.maySeeHistory) ?? session.mayEverSeeHistory
    guard may else {
      throw Failure(.denied, Text("history.denied", ["person": session.person.name]))
    }
    let text = words.dropFirst(ticket == nil ? 0 : 1).joined(separator: " ")
    var query = try session.entryQuery(text)
    if let moment { query = query.until(moment) }
    if let ticket { query = query.of(ticket.id) }
    let isWhole = output.isJSON || ticket != nil || query.limit != nil
    let entries = try session.history(query, limit: isWhole ? .max : HistoryCommand.rows)
    guard !output.isJSON else {
      return try output.write(.array(try entries.map(session.values.json)))
    }
    let page = HistoryPage(
      entries: entries, values: session.values, surface: output.standard,
      showsTickets: ticket == nil)
    try output.page(page.lines())
    if entries.isEmpty { return try output.say(Text("history.none")) }
    guard !isWhole, entries.count == HistoryCommand.rows else { return }
    let count = try session.count(query)
    guard count > entries.count else { return }
    try output.say(Text("history.more", ["shown": entries.count, "count": count]))
  }
}
