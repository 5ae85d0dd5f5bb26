import Kernel

enum HealthColumn: Int, TableColumn {
  case plugin, faults, lastFault, suspensions, suspendedUntil

  static let table = Table("plugin_health", of: Self.self)
  static let put = upsert(on: .plugin)
}

extension DeskReader {
  /// The health of all plugins that failed since they were enabled, by name.
  package func pluginHealth() throws -> [PluginHealth] {
    try connection.all(HealthColumn.table.select + " ORDER BY plugin", [], health)
  }

  /// The health of a plugin; `nil` where it did not fail.
  package func pluginHealth(of plugin: String) throws -> PluginHealth? {
    try connection.first(HealthColumn.table.select + " WHERE plugin = $1", [.text(plugin)], health)
  }

  private func health(from row: Row<HealthColumn>) throws -> PluginHealth {
    guard let faults = (try? JSON(parsing: row.text(.faults)))?.array else {
      throw RecordError(HealthColumn.faults, of: row.text(.plugin))
    }
    return PluginHealth(
      plugin: row.text(.plugin),
      faults: faults.compactMap(\.integer).map(Instant.init(milliseconds:)),
      lastFault: row.text(.lastFault), suspensions: row.integer(.suspensions),
      end: row.optionalInteger(.suspendedUntil).map(Instant.init(milliseconds:)))
  }
}

extension WriteTransaction {
  /// Writes how a plugin fares.
  package func write(_ health: PluginHealth) throws {
    let faults = JSON.array(health.faults.map { .integer($0.milliseconds) }).text
    try connection.run(
      HealthColumn.put,
      HealthColumn.values([
        .plugin: .text(health.plugin), .faults: .text(faults),
        .lastFault: .text(health.lastFault), .suspensions: .integer(health.suspensions),
        .suspendedUntil: .optional(health.end?.milliseconds),
      ]))
  }

  /// Forgets a plugin's faults; `false` where there were none.
  package func clearHealth(of plugin: String) throws -> Bool {
    try connection.run("DELETE FROM plugin_health WHERE plugin = $1", [.text(plugin)])
    return connection.changes > 0
  }
}
