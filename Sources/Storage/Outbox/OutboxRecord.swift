import Kernel

/// The row of table `outbox` as the kernel sees it, without its lease.
enum OutboxRecord {
  static let list = """
    outbox.id, outbox.key, outbox.kind, outbox.plugin, outbox.name, outbox.ticket, outbox.entry, \
    outbox.recipient, outbox.payload, outbox.not_before, outbox.tries, outbox.state, \
    outbox.last_error
    """

  private static let insert = """
    INSERT INTO outbox (id, key, kind, plugin, name, ticket, entry, recipient, payload, not_before,
      tries, state, last_error, lease_owner, lease_until)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', 0)
    """

  /// Leaves a row of the same key alone.
  static let add = insert + " ON CONFLICT (key) DO NOTHING"

  /// Moves a row of the same key: it waits again, and whoever was at it has lost it.
  ///
  /// It takes the new number: requests of hooks are known by their row's number, and what a timer
  /// asks for again at its next firing is another request.
  static let move =
    insert + """
       ON CONFLICT (key) DO UPDATE SET id = excluded.id, plugin = excluded.plugin,
        name = excluded.name, ticket = excluded.ticket, entry = excluded.entry, recipient = excluded.recipient,
        payload = excluded.payload, not_before = excluded.not_before, tries = excluded.tries,
        state = excluded.state, last_error = '', lease_owner = '', lease_until = 0
      """

  static func values(of row: OutboxRow, id: Int64) -> [SQLValue] {
    [
      .integer(id), .text(row.key), .text(row.kind.rawValue), .text(row.plugin), .text(row.name),
      .optional(row.ticket?.rawValue), .optional(row.entry?.rawValue),
      .optional(row.recipient?.rawValue), .text(row.payload),
      .integer(row.notBefore.milliseconds), .integer(row.tries), .text(row.state.rawValue),
      .text(row.lastError),
    ]
  }

  /// The outbox row of a row of `list`.
  static func outboxRow(from row: Row) throws -> OutboxRow {
    guard let kind = OutboxRow.Kind(rawValue: row.text(2)) else {
      throw RecordError(table: "outbox", key: "\(row.integer(0))", column: "kind")
    }
    guard let state = OutboxRow.State(rawValue: row.text(11)) else {
      throw RecordError(table: "outbox", key: "\(row.integer(0))", column: "state")
    }
    return OutboxRow(
      id: row.integer(0), key: row.text(1), kind: kind, plugin: row.text(3), name: row.text(4),
      ticket: row.optionalInteger(5).map(Ticket.ID.init),
      entry: row.optionalInteger(6).map(EntryID.init),
      recipient: row.optionalInteger(7).map(Person.ID.init), payload: row.text(8),
      notBefore: Instant(milliseconds: row.integer(9)), tries: row.integer(10), state: state,
      lastError: row.text(12))
  }
}

extension Connection {
  /// The row of that key in whatever state.
  func outboxRow(withKey key: String) throws -> OutboxRow? {
    let sql = "SELECT \(OutboxRecord.list) FROM outbox WHERE key = $1"
    return try first(sql, [.text(key)], OutboxRecord.outboxRow)
  }

  /// The row of that number in whatever state.
  func outboxRow(_ id: Int64) throws -> OutboxRow? {
    let sql = "SELECT \(OutboxRecord.list) FROM outbox WHERE id = $1"
    return try first(sql, [.integer(id)], OutboxRecord.outboxRow)
  }
}
