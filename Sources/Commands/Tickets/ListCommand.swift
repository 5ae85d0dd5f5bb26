import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket list`: the tickets that a query asks for.
struct ListCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List tickets that a query asks for, or count them by fields.",
    discussion: """
      Without a query: all tickets but the discarded ones, oldest first. A table has 50 rows unless \
      the query has a `limit:` or --limit says otherwise; CSV and JSON have all. On a terminal the \
      widest texts are cut until a row fits; in a pipe nothing is. CSV is for spreadsheets: a text \
      that one would take for a formula gets an apostrophe before it; --json has the exact texts. \
      With --columns it has only those members, and `id`; fields of plugins stand in `fields`.

      A query is terms FIELD:VALUE, all of which must hold: a,b for several values, a..b for a range, \
      not: before a term, or and ( ) between them. is: and was: take open, waiting, postponed, \
      closed, discarded; no: and has: ask whether a field is empty; times are +2d, -7d or dates; me \
      is you; other words search the texts. sort:-priority,due and limit:20 order and cut; \
      group:queue counts by a field, group:queue,assignee by two, group:created.week by the weeks of \
      a time. --view takes a saved query, which further terms narrow; what it says of columns, \
      groups and order holds where nothing else is said. See docket help queries.

      With --at tickets are found and shown as they were then, and times of the query are reckoned \
      from then; who sees which tickets is judged by how they are now. It goes through all entries \
      up to that time, of which there may be 500,000.

      Examples:
        docket list is:open assignee:me
        docket list queue:billing priority:high.. sort:-priority,due
        docket list "does not boot" created:-7d.. --columns id,subject,requester
        docket list is:open --group assignee
        docket list created:2026 --group created.month,queue
        docket list "#3"
        docket list is:open assignee:me --at "2026-01-31 12:00"
        docket list is:closed --format csv > closed.csv
      """)

  @Argument(help: "What to look for; nothing for all.", completion: .source(.query))
  var query: [String] = []

  @Option(help: "A saved view, which the query narrows.", completion: .source(.views))
  var view: String?

  @Option(
    help: ArgumentHelp(
      "Fields to show, separated by commas.", valueName: "a,b"), completion: .source(.columns))
  var columns: String?

  @Option(
    help: ArgumentHelp(
      "Count the tickets by one or two fields; created.week for a time's day, week, month, year.",
      valueName: "a,b"),
    completion: .source(.columns))
  var group: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The order: fields, a minus turns one around.", valueName: "a,-b"),
    completion: .source(.columns))
  var sort: String?

  @Option(help: "At most so many.", completion: .nothing) var limit: CountArgument?

  @Option(help: "table (which it is by itself), csv or json.") var format: ListFormat?

  @OptionGroup var past: PastOption
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    guard !global.json || format == nil || format == .json else {
      throw Failure(.usage, Text.usageJsonFormat(format: format?.rawValue ?? ""))
    }
    guard columns == nil || group == nil else {
      throw Failure(.usage, Text.usageColumnsGroup)
    }
    let limit = try limit?.count(in: session, 1...1_000_000, orElse: Text.usageListLimit)
    let form: ListFormat = global.json ? .json : format ?? .table
    let moment = try past.moment(in: session)
    let all = try wanted(in: session, at: moment)
    let asked = limit.map(all.limited(to:)) ?? all
    if !asked.groups.isEmpty {
      try count(asked, at: moment, as: form, in: session, on: output)
    } else {
      try list(asked, at: moment, as: form, in: session, on: output)
    }
  }

  /// What is asked for: the view, narrowed by the query, with what the options say.
  private func wanted(in session: DeskSession, at moment: Instant?) throws -> Query {
    var asked = try session.query(QueryWords(query).text, at: moment)
    guard columns == nil || asked.groups.isEmpty else {
      throw Failure(.usage, Text.usageColumnsGroupTerm)
    }
    if let group { asked = asked.narrowed(by: try modifier("group", group, in: session)) }
    if let sort { asked = asked.narrowed(by: try modifier("sort", sort, in: session)) }
    if let view {
      asked = try session.query(of: session.view(named: view)).narrowed(by: asked)
    }
    return columns == nil ? asked : asked.ungrouped
  }

  /// The query that says only that; what is wrong with it is the option's, at no column.
  private func modifier(
    _ word: String, _ option: String, in session: DeskSession,
  ) throws -> Query {
    let names = option.split(separator: ",", omittingEmptySubsequences: false)
      .map { QueryWords.quoted($0.trimmingBlanks) }
    do throws(QueryError) {
      return try session.query("\(word):\(names.joined(separator: ","))")
    } catch {
      throw Failure(.usage, Text.usageModifier(option: "--\(word)", problem: error.message))
    }
  }

  /// Says how a ticket is asked for by its number, which alone is a word of the texts.
  private func tellOfNumber(in session: DeskSession, on output: Output) throws {
    guard query.count == 1, Int64(query[0]) != nil,
      let id = TicketArgument(argument: query[0])?.id, try session.ticket(id) != nil
    else { return }
    try output.say(Text.saidNumberAsWord(ticket: id.rawValue))
  }

  private func list(
    _ query: Query, at moment: Instant?, as form: ListFormat, in session: DeskSession,
    on output: Output,
  ) throws {
    let asked = query.modifiers.columns.joined(separator: ",")
    let columns = columns ?? (asked.isEmpty ? nil : asked)
    let table = TicketTable(
      columns: try TicketTable.columns(columns, in: session), values: session.values)
    let limit = query.limit ?? (form == .table ? ListCommand.rows : .max)
    let past = try moment.map { try session.list(query, at: $0, limit: limit) }
    let found = session.withPeople(
      try past?.tickets ?? session.list(query, limit: limit), in: table.columns.map(\.name))
    let tickets = try session.computing(
      found, only: form == .json && columns == nil ? nil : Set(table.columns.map(\.name)),
      at: moment)
    switch form {
    case .json:
      let only = columns == nil ? nil : Set(table.columns.map(\.name))
      try output.write(.array(try tickets.map { try session.values.json($0, only: only) }))
    case .csv: try output.write(table.csv(of: tickets, on: output.standard))
    case .table:
      try output.page(
        table.lines(of: tickets, on: output.standard, leavingOutEmpty: columns == nil))
    }
    if form == .table, moment == nil { try tellOfNumber(in: session, on: output) }
    if tickets.isEmpty, form != .json { return try output.say(Text.saidNoMatch) }
    guard form == .table, query.limit == nil, tickets.count == ListCommand.rows else { return }
    // Says how many there are where not all are shown.
    let count = try past?.count ?? session.count(query)
    guard count > tickets.count else { return }
    try output.say(Text.saidSomeOf(shown: tickets.count, count: count))
  }

  private func count(
    _ query: Query, at moment: Instant?, as form: ListFormat, in session: DeskSession,
    on output: Output,
  ) throws {
    let groups = try moment.map { try session.groups(query, at: $0) } ?? session.groups(query)
    let table = GroupTable(of: query, groups: groups, values: session.values)
    switch form {
    case .json: try output.write(table.json())
    case .csv: try output.write(table.csv(on: output.standard))
    case .table: try output.page(table.lines(on: output.standard))
    }
    if groups.isEmpty, form != .json { try output.say(Text.saidNoMatch) }
  }

  private static let rows = 50
}

/// How a list is written.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  case table
  case csv
  case json
}
