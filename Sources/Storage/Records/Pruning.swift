import Kernel

extension WriteTransaction {
  /// Deletes lines of the desk's log: those before a moment, and the oldest that are too many.
  ///
  /// Too many are those beyond so many lines or characters. Returns how many went.
  package func pruneLog(before moment: Instant, lines: Int, characters: Int) throws -> Int {
    try connection.run(
      """
      DELETE FROM desk_log WHERE at < $1 OR id <= (
        SELECT id FROM desk_log ORDER BY id DESC LIMIT 1 OFFSET $2)
      """, [.integer(moment.milliseconds), .integer(Int64(lines))])
    let old = connection.changes
    try connection.run(
      """
      WITH sized (id, total) AS (
        SELECT id, sum(length(message)) OVER (ORDER BY id DESC) FROM desk_log)
      DELETE FROM desk_log WHERE id <= (SELECT max(id) FROM sized WHERE total > $1)
      """, [.integer(Int64(characters))])
    return old + connection.changes
  }

  /// Deletes rows of the outbox that were due before a moment and are done or dropped, at most so
  /// many; returns how many went.
  ///
  /// The rows of the channel `inbox` stay: they are people's inboxes. With a row go the keys of the
  /// requests that it led to, since it is never tried again.
  package func pruneOutbox(before moment: Instant, atMost limit: Int) throws -> Int {
    let rows = try connection.integers(
      """
      SELECT id FROM outbox WHERE state IN ('done', 'dropped') AND not_before < $1
        AND NOT (kind = 'notify' AND name = 'inbox')
      ORDER BY id LIMIT $2
      """, [.integer(moment.milliseconds), .integer(Int64(limit))])
    for row in rows {
      try connection.run("DELETE FROM outbox WHERE id = $1", [.integer(row)])
      // `0` comes after `/`, so these are all that begin so.
      try connection.run(
        "DELETE FROM request_key WHERE key >= $1 AND key < $2 OR key = $3",
        [.text("\(row)/"), .text("\(row)0"), .text("wake/\(row)")])
    }
    return rows.count
  }
}
