import Kernel

/// What undone entries led to.
extension WriteTransaction {
  package func outboxRows(of entries: [EntryID], on ticket: Ticket.ID) throws -> [OutboxRow] {
    var rows: [OutboxRow] = []
    for seq in entries {
      rows += try told(seq) + beginning("after/\(seq.rawValue)/")
    }
    // Timers stand under their ticket, and know the entry that set them last.
    let timers = try beginning("timer/\(ticket.rawValue)/")
    rows += timers.filter { row in row.entry.map(entries.contains) ?? false }
    var seen: Set<Int64> = []
    return rows.filter { seen.insert($0.id).inserted }.sorted { $0.id < $1.id }
  }

  /// Rows that say something about the entry: those with words have an index.
  private func told(_ seq: EntryID) throws -> [OutboxRow] {
    let sql = """
      SELECT \(OutboxRecord.list) FROM outbox
      WHERE entry = $1 AND entry IS NOT NULL AND payload <> ''
      """
    return try connection.all(sql, [.integer(seq.rawValue)], OutboxRecord.outboxRow)
  }

  /// Rows whose keys begin so; the index on keys is in the order of bytes, where `0` follows `/`.
  private func beginning(_ prefix: String) throws -> [OutboxRow] {
    let sql = "SELECT \(OutboxRecord.list) FROM outbox WHERE key >= $1 AND key < $2"
    let end = prefix.dropLast() + "0"
    return try connection.all(sql, [.text(prefix), .text(String(end))], OutboxRecord.outboxRow)
  }

  package func dropIdleOutboxRow(key: String, now: Instant) throws -> Bool {
    try connection.run(
      """
      UPDATE outbox SET state = 'dropped', lease_owner = '', lease_until = 0
      WHERE key = $1 AND state = 'waiting' AND (lease_owner = '' OR lease_until <= $2)
      """, [.text(key), .integer(now.milliseconds)])
    return connection.changes == 1
  }
}
