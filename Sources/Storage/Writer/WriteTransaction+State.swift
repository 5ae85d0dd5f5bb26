import Kernel

enum StateColumn: Int, TableColumn {
  case plugin, key, value, seq

  static let table = Table("plugin_state", of: Self.self)
  static let put = upsert(on: .plugin, .key)
}

enum PastStateColumn: Int, TableColumn {
  case plugin, key, value, seq, until

  static let table = Table("plugin_state_past", of: Self.self)
}

extension WriteTransaction {
  package func setState(of plugin: String, key: String, to value: String?) throws {
    try keepState(of: plugin, key: key)
    guard let value else {
      try connection.run(
        "DELETE FROM plugin_state WHERE plugin = $1 AND key = $2", [.text(plugin), .text(key)])
      return
    }
    try connection.run(
      StateColumn.put,
      StateColumn.values([
        .plugin: .text(plugin), .key: .text(key), .value: .text(value),
        .seq: .integer(counters.seq),
      ]))
  }

  /// Keeps what a plugin remembered up to now, so that the past can be replayed.
  private func keepState(of plugin: String, key: String) throws {
    try connection.run(
      """
      INSERT INTO plugin_state_past (\(PastStateColumn.table.list))
      SELECT \(StateColumn.table.list), CAST($3 AS BIGINT) FROM plugin_state
      WHERE plugin = $1 AND key = $2 AND seq < $3
      """, [.text(plugin), .text(key), .integer(counters.seq)])
  }
}

extension DeskReader {
  /// How many characters a plugin's state has, keys included.
  package func stateSize(of plugin: String) throws -> Int64 {
    let sql = """
      SELECT coalesce(sum(length(key) + length(value)), 0) FROM plugin_state
      WHERE plugin = $1
      """
    return try connection.integer(sql, [.text(plugin)]) ?? 0
  }

  /// A plugin's own state.
  package func state(of plugin: String, key: String) throws -> String? {
    let sql = "SELECT value FROM plugin_state WHERE plugin = $1 AND key = $2"
    return try connection.text(sql, [.text(plugin), .text(key)])
  }
}
