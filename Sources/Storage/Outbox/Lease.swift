import Kernel

/// The right to work on outbox rows, for a while: no other process takes them meanwhile.
package struct Lease: Equatable, Sendable {
  /// Who holds it: unique among all processes and threads that work.
  package let owner: String
  /// When it ends by itself, as the holder may have died.
  package let until: Instant

  package init(owner: String, until: Instant) {
    self.owner = owner
    self.until = until
  }
}

extension WriteTransaction {
  /// Takes rows that are due, earliest first, and counts a try for each.
  ///
  /// Rows of one hook and ticket start in their order: while somebody else is at the first try of an
  /// earlier one, the later ones are left; one that waits for a retry holds up nothing.
  package func take(
    _ lease: Lease, now: Instant, limit: Int, from scope: OutboxScope = .all,
  ) throws -> [OutboxRow] {
    let (condition, values) = scope.condition(on: "due", from: 5)
    return try take(lease, now: now, narrowing: condition, [.integer(Int64(limit))] + values)
  }

  /// Takes that one row, if it is due, nobody else is at it, and it overtakes none.
  package func take(_ lease: Lease, now: Instant, key: String) throws -> OutboxRow? {
    let narrowing = """
      AND due.key = $5 AND NOT EXISTS (
        SELECT 1 FROM outbox AS untouched
        WHERE untouched.state = 'waiting' AND untouched.tries = 0 AND untouched.not_before <= $3
          AND untouched.ticket = due.ticket AND untouched.id < due.id
          AND untouched.kind = due.kind AND untouched.plugin = due.plugin
          AND untouched.name = due.name)
      """
    return try take(lease, now: now, narrowing: narrowing, [.integer(1), .text(key)]).first
  }

  private func take(
    _ lease: Lease, now: Instant, narrowing: String, _ values: [SQLValue],
  ) throws -> [OutboxRow] {
    let sql = """
      UPDATE outbox SET lease_owner = $1, lease_until = $2, tries = tries + 1
      WHERE id IN (
        SELECT due.id FROM outbox AS due
        WHERE due.state = 'waiting' AND due.not_before <= $3
          AND (due.lease_owner = '' OR due.lease_until <= $3) \(narrowing)
          AND NOT EXISTS (
            SELECT 1 FROM outbox AS earlier
            WHERE earlier.lease_owner <> '' AND earlier.lease_owner <> $1
              AND earlier.lease_until > $3 AND earlier.state = 'waiting' AND earlier.tries = 1
              AND earlier.ticket = due.ticket AND earlier.id < due.id
              AND earlier.kind = due.kind AND earlier.plugin = due.plugin
              AND earlier.name = due.name)
        ORDER BY due.not_before, due.id LIMIT $4)
      RETURNING \(OutboxRecord.list)
      """
    let fixed: [SQLValue] = [
      .text(lease.owner), .integer(lease.until.milliseconds), .integer(now.milliseconds),
    ]
    let rows = try connection.all(sql, fixed + values, OutboxRecord.outboxRow)
    return rows.sorted { ($0.notBefore, $0.id) < ($1.notBefore, $1.id) }
  }

  /// Prolongs the lease of a row; `false` where it has been lost.
  package func renew(_ lease: Lease, of row: Int64) throws -> Bool {
    try change(
      row, of: lease.owner, "lease_until = $3", [.integer(lease.until.milliseconds)])
  }

  /// Marks a row as done; `false` where the lease has been lost, and what was done must not stay.
  ///
  /// Comes first in its transaction: a timer that the same transaction sets again waits anew.
  package func acknowledge(_ row: Int64, owner: String) throws -> Bool {
    try change(
      row, of: owner, "state = 'done', last_error = '', lease_owner = '', lease_until = 0")
  }

  /// Marks as done what else waits for the row's reader on its channel and is due, and gives it, the
  /// first so many; rows that others are at are left, and so is what was passed on before.
  package func acknowledgeOthers(
    like row: OutboxRow, owner: String, now: Instant, limit: Int,
  ) throws -> [OutboxRow] {
    let sql = """
      UPDATE outbox SET state = 'done', last_error = '', lease_owner = '', lease_until = 0
      WHERE id IN (
        SELECT other.id FROM outbox AS other
        WHERE other.recipient = $1 AND other.recipient IS NOT NULL AND other.kind = 'notify'
          AND other.name = $2 AND other.state = 'waiting' AND other.not_before <= $3
          AND other.id <> $4 AND substr(other.key, 1, length($5)) <> $5
          AND (other.lease_owner IN ('', $6) OR other.lease_until <= $3)
        ORDER BY other.id LIMIT $7)
      RETURNING \(OutboxRecord.list)
      """
    let values: [SQLValue] = [
      .optional(row.recipient?.rawValue), .text(row.name), .integer(now.milliseconds),
      .integer(row.id), .text(PassedMessages.prefix), .text(owner), .integer(Int64(limit)),
    ]
    return try connection.all(sql, values, OutboxRecord.outboxRow)
  }

  /// Notes why a row failed, and when to try again; `nil` for never: it is dead.
  ///
  /// Returns `false` where the lease has been lost.
  package func fail(
    _ row: Int64, owner: String, error: String, retryAt moment: Instant?,
  ) throws -> Bool {
    let common = "last_error = $3, lease_owner = '', lease_until = 0"
    guard let moment else {
      return try change(row, of: owner, common + ", state = 'dead'", [.text(error)])
    }
    return try change(
      row, of: owner, common + ", not_before = $4", [.text(error), .integer(moment.milliseconds)])
  }

  /// Ends a row that cannot be done, and says why; `false` where the lease has been lost.
  package func drop(_ row: Int64, owner: String, reason: String) throws -> Bool {
    try change(
      row, of: owner, "state = 'dropped', last_error = $3, lease_owner = '', lease_until = 0",
      [.text(reason)])
  }

  /// Puts a row off as if it had not been begun, and says why; `false` where the lease has been lost.
  package func postpone(
    _ row: Int64, owner: String, until moment: Instant, reason: String,
  ) throws -> Bool {
    try change(
      row, of: owner,
      "not_before = $4, last_error = $3, tries = tries - 1, lease_owner = '', lease_until = 0",
      [.text(reason), .integer(moment.milliseconds)])
  }

  /// Gives back all rows that were taken and not begun; their tries do not count.
  package func release(owner: String) throws {
    try connection.run(
      """
      UPDATE outbox SET lease_owner = '', lease_until = 0, tries = tries - 1
      WHERE lease_owner <> '' AND lease_owner = $1 AND state = 'waiting'
      """, [.text(owner)])
  }

  private func change(
    _ row: Int64, of owner: String, _ assignments: String, _ values: [SQLValue] = [],
  ) throws -> Bool {
    let condition = " WHERE id = $1 AND lease_owner = $2 AND state = 'waiting'"
    try connection.run(
      "UPDATE outbox SET " + assignments + condition, [.integer(row), .text(owner)] + values)
    return connection.changes == 1
  }
}
