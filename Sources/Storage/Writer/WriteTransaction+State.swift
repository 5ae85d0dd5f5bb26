import Kernel

extension WriteTransaction {
  package func state(of plugin: String, key: String) throws -> String? {
    try connection.state(of: plugin, key: key)
  }

  package func setState(of plugin: String, key: String, to value: String?) throws {
    try keepState(of: plugin, key: key)
    guard let value else {
      try connection.run(
        "DELETE FROM plugin_state WHERE plugin = $1 AND key = $2", [.text(plugin), .text(key)])
      return
    }
    try connection.run(
      """
      INSERT INTO plugin_state (plugin, key, value, seq) VALUES ($1, $2, $3, $4)
      ON CONFLICT (plugin, key) DO UPDATE SET value = excluded.value, seq = excluded.seq
      """, [.text(plugin), .text(key), .text(value), .integer(counters.seq)])
  }

  package func stateKeys(of plugin: String, prefix: String) throws -> [String] {
    try connection.stateKeys(of: plugin, prefix: prefix)
  }

  package func stateSize(of plugin: String) throws -> Int64 {
    try connection.stateSize(of: plugin)
  }

  /// Keeps what a plugin remembered up to now, so that the past can be replayed.
  private func keepState(of plugin: String, key: String) throws {
    try connection.run(
      """
      INSERT INTO plugin_state_past (plugin, key, value, seq, until)
      SELECT plugin, key, value, seq, CAST($3 AS BIGINT) FROM plugin_state
      WHERE plugin = $1 AND key = $2 AND seq < $3
      """, [.text(plugin), .text(key), .integer(counters.seq)])
  }
}

extension Connection {
  func stateSize(of plugin: String) throws -> Int64 {
    let sql = """
      SELECT coalesce(sum(length(key) + length(value)), 0) FROM plugin_state
      WHERE plugin = $1
      """
    return try first(sql, [.text(plugin)]) { $0.integer(0) } ?? 0
  }

  func state(of plugin: String, key: String) throws -> String? {
    let sql = "SELECT value FROM plugin_state WHERE plugin = $1 AND key = $2"
    return try first(sql, [.text(plugin), .text(key)]) { $0.text(0) }
  }
}
