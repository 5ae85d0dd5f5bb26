import ArgumentParser
import Desk
import Kernel
import Texts

/// `docket list`: the tickets that a query asks for.
struct ListCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List tickets that a query asks for.",
    discussion: """
      Without a query: all tickets but the discarded ones, oldest first. A table has 50 rows unless \
      the query has a `limit:`; CSV and JSON have all.

      A query is terms FIELD:VALUE, all of which must hold: a,b for several values, a..b for a range, \
      not: before a term, or and ( ) between them. is: and was: take open, waiting, postponed, \
      closed, discarded; no: and has: ask whether a field is empty; times are +2d, -7d or dates; me \
      is you; other words search the texts. sort:-priority,due and limit:20 order and cut.

      Examples:
        docket list is:open assignee:me
        docket list queue:billing priority:high.. sort:-priority,due
        docket list '"does not boot"' created:-7d.. --columns id,subject,requester
        docket list is:closed --format csv > closed.csv
      """)

  @Argument(help: "What to look for; nothing for all.") var query: [String] = []

  @Option(
    help: ArgumentHelp(
      "Fields to show, separated by commas.", valueName: "a,b"))
  var columns: String?

  @Option(help: "table (which it is by itself) or csv.") var format: ListFormat?

  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    guard !global.json || format == nil else {
      throw Failure(.usage, Text("usage.json_and_format"))
    }
    try stage.read { try list($0, on: stage.output) }
  }

  private func list(_ session: DeskSession, on output: Output) throws {
    let query = try session.query(query.joined(separator: " "))
    let isWhole = output.isJSON || format == .csv
    let limit = query.limit ?? (isWhole ? .max : ListCommand.rows)
    let tickets = try session.list(query, limit: limit)
    if output.isJSON {
      return try output.write(.array(try tickets.map(session.values.json)))
    }
    let table = TicketTable(
      columns: try TicketTable.columns(columns, in: session), values: session.values)
    switch format ?? .table {
    case .csv: try output.write(table.csv(of: tickets, on: output.standard))
    case .table:
      try output.page(table.lines(of: tickets, on: output.standard))
      try tellRest(of: query, shown: tickets.count, in: session, on: output)
    }
  }

  /// Says how many there are where not all are shown.
  private func tellRest(
    of query: Query, shown: Int, in session: DeskSession, on output: Output,
  ) throws {
    if shown == 0 { return try output.say(Text("said.no_match")) }
    guard query.limit == nil, shown == ListCommand.rows else { return }
    let count = try session.count(query)
    guard count > shown else { return }
    try output.say(Text("said.some_of", ["shown": shown, "count": count]))
  }

  private static let rows = 50
}

/// How a list is written.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  case table
  case csv
}
