import Kernel

/// Which rows of the outbox to list; what is `nil` does not matter.
package struct OutboxFilter: Sendable {
  package var state: OutboxRow.State?
  package var kind: OutboxRow.Kind?
  package var name: String?
  package var recipient: Person.ID?
  package var ticket: Ticket.ID?

  package init(
    state: OutboxRow.State? = nil, kind: OutboxRow.Kind? = nil, name: String? = nil,
    recipient: Person.ID? = nil, ticket: Ticket.ID? = nil,
  ) {
    self.state = state
    self.kind = kind
    self.name = name
    self.recipient = recipient
    self.ticket = ticket
  }

  /// Columns and what they must be.
  var conditions: [(column: OutboxColumn, value: SQLValue)] {
    var conditions: [(column: OutboxColumn, value: SQLValue)] = []
    if let state { conditions.append((.state, .text(state.rawValue))) }
    if let kind { conditions.append((.kind, .text(kind.rawValue))) }
    if let name { conditions.append((.name, .text(name))) }
    if let recipient { conditions.append((.recipient, .integer(recipient.rawValue))) }
    if let ticket { conditions.append((.ticket, .integer(ticket.rawValue))) }
    return conditions
  }
}

extension Reader {
  /// The last rows of the outbox that fit, oldest first.
  package func outboxRows(_ filter: OutboxFilter, last count: Int = .max) throws -> [OutboxRow] {
    var rows: [OutboxRow] = []
    try eachOutboxRow(filter, last: count) { rows.append($0) }
    return rows
  }

  /// Gives the last rows of the outbox that fit, oldest first, one at a time.
  package func eachOutboxRow(
    _ filter: OutboxFilter, last count: Int = .max, _ body: (OutboxRow) throws -> Void,
  ) throws {
    let first = try count == .max ? 0 : firstOutboxRow(filter, ofLast: count)
    guard let first else { return }
    let conditions = filter.conditions
    let terms = conditions.enumerated().map { " AND \($1.column.name) = $\($0 + 2)" }.joined()
    let sql = "SELECT \(OutboxRecord.list) FROM outbox WHERE id >= $1\(terms) ORDER BY id"
    let values = [.integer(first)] + conditions.map(\.value)
    try connection.rows(sql, values) { (row: Row<OutboxColumn>) in
      try body(OutboxRecord.outboxRow(from: row))
    }
  }

  /// The number of the first one of the last rows that fit; `nil` where none does.
  private func firstOutboxRow(_ filter: OutboxFilter, ofLast count: Int) throws -> Int64? {
    let conditions = filter.conditions
    let terms = conditions.enumerated().map { "\($1.column.name) = $\($0 + 2)" }
    let sql = """
      SELECT min(id) FROM (SELECT id FROM outbox
      \(terms.isEmpty ? "" : "WHERE " + terms.joined(separator: " AND "))
      ORDER BY id DESC LIMIT $1)
      """
    let values = [.integer(Int64(count))] + conditions.map(\.value)
    return try connection.integer(sql, values)
  }

  /// How many rows there are in each state.
  package func outboxCounts() throws -> [OutboxRow.State: Int] {
    var counts: [OutboxRow.State: Int] = [:]
    enum Found: Int, RowColumn { case state, count }
    let sql = "SELECT state, count(*) FROM outbox GROUP BY state"
    try connection.rows(sql) { (row: Row<Found>) in
      guard let state = OutboxRow.State(rawValue: row.text(.state)) else {
        throw RecordError(OutboxColumn.state, of: row.text(.state))
      }
      counts[state] = Int(row.integer(.count))
    }
    return counts
  }

  /// The rows of hooks and timers that were dropped because nothing is there to run them: how many there
  /// are, and the last one.
  package func lostOutboxRows() throws -> (count: Int, last: OutboxRow?) {
    let lost = """
      FROM outbox WHERE state = 'dropped' AND last_error <> '' AND plugin <> ''
        AND kind IN ('after', 'timer')
      """
    let count = try connection.integer("SELECT count(*) \(lost)") ?? 0
    let last = try connection.first(
      "SELECT \(OutboxRecord.list) \(lost) ORDER BY id DESC LIMIT 1", [], OutboxRecord.outboxRow)
    return (Int(count), last)
  }

  /// When the next row is due that nobody is at; `nil` where none waits.
  package func nextDue() throws -> Instant? {
    let sql = """
      SELECT not_before FROM outbox WHERE state = 'waiting' AND lease_owner = ''
      ORDER BY not_before LIMIT 1
      """
    return try connection.integer(sql).map(Instant.init(milliseconds:))
  }
}
