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
}
