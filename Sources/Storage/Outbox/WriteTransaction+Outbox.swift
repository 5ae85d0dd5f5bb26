import Kernel

extension WriteTransaction {
  package func enqueue(_ row: OutboxRow) throws {
    let sql =
      switch row.kind {
      case .timer, .every: OutboxRecord.move
      case .after, .notify: OutboxRecord.add
      }
    try connection.run(sql, OutboxRecord.values(of: row, id: nextOutboxID()))
  }

  package func dropOutboxRow(key: String) throws {
    try connection.run(
      """
      UPDATE outbox SET state = 'dropped', lease_owner = '', lease_until = 0
      WHERE key = $1 AND state = 'waiting'
      """, [.text(key)])
  }

  /// Makes a row that is dead, dropped or waiting due now, with all its tries; `false` for another.
  ///
  /// What its lane has left alone is asked again.
  package func retryOutboxRow(_ id: Int64, now: Instant) throws -> Bool {
    if let row = try connection.outboxRow(id) {
      try endPauses(of: OutboxLane(of: row), at: now)
    }
    try connection.run(
      """
      UPDATE outbox SET state = 'waiting', not_before = $2, tries = 0, lease_owner = '',
        lease_until = 0
      WHERE id = $1 AND state <> 'done'
      """, [.integer(id), .integer(now.milliseconds)])
    return connection.changes == 1
  }

  /// Drops a row that waits, is dead, or was dropped for a reason, which is forgotten; `false` for
  /// another.
  package func dropOutboxRow(_ id: Int64) throws -> Bool {
    try connection.run(
      """
      UPDATE outbox SET state = 'dropped', last_error = '', lease_owner = '', lease_until = 0
      WHERE id = $1 AND (state IN ('waiting', 'dead') OR state = 'dropped' AND last_error <> '')
      """, [.integer(id)])
    return connection.changes == 1
  }
}
