import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket outbox`: what is to be done after commits.
struct OutboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox",
    abstract: "Show, retry and drop what is to be done after changes.",
    discussion: """
      Examples:
        docket outbox list
        docket outbox retry 12
        docket outbox drop 12 13
      """,
    subcommands: [OutboxListCommand.self, OutboxRetryCommand.self, OutboxDropCommand.self])
}

/// `docket outbox list`: the rows, oldest first.
struct OutboxListCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the outbox's rows, oldest first.",
    discussion: """
      A table has the last 1000 rows unless --limit says otherwise; JSON has all.

      Examples:
        docket outbox list
        docket outbox list --limit 20
        docket outbox list --state dead
        docket outbox list --json
      """)

  @Option(help: "At most so many, the last ones.", completion: .nothing)
  var limit: CountArgument?
  @Option(
    help: "Only rows in this state: waiting, done, dead or dropped.",
    completion: .list(OutboxRow.State.allCases.map(\.rawValue)))
  var state: String?
  @OptionGroup var global: GlobalOptions

  /// So many rows are shown to people who do not say how many.
  private static let rows = 1_000

  func read(_ session: DeskSession, on output: Output) throws {
    let limit = try limit?.count(in: session, 1...Int.max, orElse: Text.usageOutboxLimit)
    try session.require(.outboxManage)
    let state = try asked()
    guard !output.isJSON else { return try write(session, last: limit, in: state) }
    let rows = try session.outbox(last: limit ?? OutboxListCommand.rows, in: state)
    var due = Table.Column(Text.columnDue)
    due.isWhole = true
    var table = Table([
      .init(Text.columnId, isNumeric: true), .init(Text.columnState),
      .init(Text.columnWhat), .init(Text.columnTicket),
      .init(Text.columnFor), due,
      .init(Text.columnTries, isNumeric: true),
      .init(Text.columnError, isFlexible: true),
    ])
    for row in rows { table.append(try cells(of: row, in: session, on: output)) }
    try output.write(table.lines(on: output.standard))
    if rows.isEmpty { return try output.say(Text.saidOutboxEmpty) }
    let count = try session.outboxCount(in: state)
    guard limit == nil, count > rows.count else { return }
    try output.say(Text.outboxSomeOf(shown: rows.count, count: count))
  }

  /// The state that was asked for.
  private func asked() throws(Failure) -> OutboxRow.State? {
    guard let word = state else { return nil }
    if let state = OutboxRow.State(rawValue: word) { return state }
    let known = OutboxRow.State.allCases.map(\.rawValue)
    throw Failure(
      .usage,
      Text.usageOutboxState(
        state: word, states: known.joined(separator: ", "),
        hint: Text.nearest(nearestName(to: word, among: known))))
  }

  /// All rows as one document, of which never more than one is in memory.
  private func write(
    _ session: DeskSession, last limit: Int?, in state: OutboxRow.State?,
  ) throws {
    let out = OutputBuffer(isArray: true)
    let values = session.values
    try session.eachOutboxRow(last: limit ?? .max, in: state) {
      try out.write(values.json($0).shownBytes)
    }
    try out.finish()
  }

  private func cells(
    of row: OutboxRow, in session: DeskSession, on output: Output,
  ) throws -> [Table.Cell] {
    let surface = output.standard
    return [
      .init("\(row.id)"), .init(surface.words(row.state.text), row.state.meaning),
      .init(surface.words(row.deed)),
      .init(row.ticket.map { "\($0.rawValue)" } ?? ""),
      .init(try session.values.recipient(of: row) ?? ""),
      .init(session.values.times.clock(row.notBefore)), .init("\(row.tries)"),
      .init(row.lastError),
    ]
  }
}

extension OutboxRow.State {
  fileprivate var meaning: Meaning {
    switch self {
    case .waiting: .plain
    case .done: .good
    case .dead: .danger
    case .dropped: .faint
    }
  }
}

/// `docket outbox retry`: has rows tried again now.
struct OutboxRetryCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Have rows tried again now, dead ones too.",
    discussion: """
      Examples:
        docket outbox retry 12
      """)

  @Argument(
    help: ArgumentHelp("The rows' numbers.", valueName: "number"), completion: .nothing)
  var ids: [Int64]
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let ids = ids
    try context.administer { try $0.retryOutbox(ids) }
    try context.tell(Text.saidRetried(count: ids.count))
  }
}

/// `docket outbox drop`: gives rows up.
struct OutboxDropCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop", abstract: "Give rows up; they stay listed as dropped.",
    discussion: """
      Examples:
        docket outbox drop 12 13
      """)

  @Argument(
    help: ArgumentHelp("The rows' numbers.", valueName: "number"), completion: .nothing)
  var ids: [Int64]
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let ids = ids
    try context.administer { try $0.dropOutbox(ids) }
    try context.tell(Text.saidDropped(count: ids.count))
  }
}
