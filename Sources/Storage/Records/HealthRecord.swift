import Kernel

extension Connection {
  private static let healthList = "plugin, faults, last_fault, suspensions, suspended_until"

  /// The health of all plugins that failed since they were enabled, by name.
  func pluginHealth() throws -> [PluginHealth] {
    try all(
      "SELECT \(Connection.healthList) FROM plugin_health ORDER BY plugin", [], Connection.health)
  }

  /// The health of a plugin; `nil` where it did not fail.
  func pluginHealth(of plugin: String) throws -> PluginHealth? {
    let sql = "SELECT \(Connection.healthList) FROM plugin_health WHERE plugin = $1"
    return try first(sql, [.text(plugin)], Connection.health)
  }

  private static func health(from row: Row) throws -> PluginHealth {
    guard let faults = (try? JSON(parsing: row.text(1)))?.array else {
      throw RecordError(table: "plugin_health", key: row.text(0), column: "faults")
    }
    return PluginHealth(
      plugin: row.text(0),
      faults: faults.compactMap(\.integer).map(Instant.init(milliseconds:)),
      lastFault: row.text(2), suspensions: row.integer(3),
      end: row.optionalInteger(4).map(Instant.init(milliseconds:)))
  }
}

extension Reader {
  /// The health of all plugins that failed since they were enabled, by name.
  package func pluginHealth() throws -> [PluginHealth] { try connection.pluginHealth() }
}

extension WriteTransaction {
  /// The health of all plugins that failed since they were enabled, by name.
  package func pluginHealth() throws -> [PluginHealth] { try connection.pluginHealth() }

  /// The health of a plugin; `nil` where it did not fail.
  package func pluginHealth(of plugin: String) throws -> PluginHealth? {
    try connection.pluginHealth(of: plugin)
  }

  /// Writes how a plugin fares.
  package func write(_ health: PluginHealth) throws {
    let faults = JSON.array(health.faults.map { .integer($0.milliseconds) }).text
    try connection.run(
      """
      INSERT INTO plugin_health (plugin, faults, last_fault, suspensions, suspended_until)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (plugin) DO UPDATE SET faults = excluded.faults,
        last_fault = excluded.last_fault, suspensions = excluded.suspensions,
        suspended_until = excluded.suspended_until
      """,
      [
        .text(health.plugin), .text(faults), .text(health.lastFault),
        .integer(health.suspensions), .optional(health.end?.milliseconds),
      ])
  }

  /// Forgets a plugin's faults; `false` where there were none.
  package func clearHealth(of plugin: String) throws -> Bool {
    try connection.run("DELETE FROM plugin_health WHERE plugin = $1", [.text(plugin)])
    return connection.changes > 0
  }
}
