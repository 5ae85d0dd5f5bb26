import Kernel

/// What one function of a plugin has used since counting began.
package struct CountedUse: Equatable, Sendable {
  package let key: HookUse.Key
  package let use: HookUse
  package let since: Instant
}

extension Connection {
  func uses() throws -> [CountedUse] {
    let sql = """
      SELECT plugin, kind, name, calls, faults, instructions, memory, times, since
      FROM plugin_use ORDER BY plugin, kind, name
      """
    return try all(sql) { row in
      var use = HookUse()
      (use.calls, use.faults, use.instructions) = (row.integer(3), row.integer(4), row.integer(5))
      use.memory = row.integer(6)
      guard let times = TimeHistogram(text: row.text(7)) else {
        throw RecordError(table: "plugin_use", key: row.text(0), column: "times")
      }
      use.times = times
      return CountedUse(
        key: HookUse.Key(plugin: row.text(0), kind: row.text(1), name: row.text(2)), use: use,
        since: Instant(milliseconds: row.integer(8)))
    }
  }
}

extension Reader {
  /// What the functions of all plugins have used, by plugin, kind and name.
  package func uses() throws -> [CountedUse] { try connection.uses() }

  /// How many characters each plugin remembers, keys included.
  package func stateSizes() throws -> [String: Int64] {
    let sql = """
      SELECT plugin, sum(length(key) + length(value)) FROM plugin_state GROUP BY plugin
      """
    let sizes = try connection.all(sql) { ($0.text(0), $0.integer(1)) }
    return Dictionary(sizes) { first, _ in first }
  }
}

extension WriteTransaction {
  /// Adds what was counted to what stands there.
  package func add(_ use: HookUse, of key: HookUse.Key, at moment: Instant) throws {
    let place: [SQLValue] = [.text(key.plugin), .text(key.kind), .text(key.name)]
    let stored = try connection.first(
      "SELECT times FROM plugin_use WHERE plugin = $1 AND kind = $2 AND name = $3", place
    ) { $0.text(0) }
    var times = use.times
    if let earlier = stored.flatMap(TimeHistogram.init(text:)) { times.merge(earlier) }
    try connection.run(
      """
      INSERT INTO plugin_use AS old
        (plugin, kind, name, calls, faults, instructions, memory, times, since)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (plugin, kind, name) DO UPDATE SET calls = old.calls + excluded.calls,
        faults = old.faults + excluded.faults,
        instructions = old.instructions + excluded.instructions,
        memory = CASE WHEN old.memory > excluded.memory THEN old.memory ELSE excluded.memory END,
        times = excluded.times
      """,
      place + [
        .integer(use.calls), .integer(use.faults), .integer(use.instructions),
        .integer(use.memory), .text(times.text), .integer(moment.milliseconds),
      ])
  }

  /// Begins all counting anew.
  package func clearUses() throws {
    try connection.run("DELETE FROM plugin_use")
  }
}
