import Kernel

extension WriteTransaction {
  /// Writes a plugin as it is to be; inserts it where there is none of that name.
  package func write(_ plugin: PluginRecord) throws {
    try change(
      DeskRow(.plugin, plugin.name), PluginColumn.put,
      PluginColumn.values([
        .name: .text(plugin.name), .version: .text(plugin.version),
        .digest: .text(plugin.digest), .enabled: .integer(plugin.isEnabled ? 1 : 0),
        .position: .integer(plugin.position), .isScript: .integer(plugin.isScript ? 1 : 0),
        .settings: .text(plugin.settings),
      ]))
  }

  /// Forgets a plugin; its files and the registries that it was part of stay, for the history.
  package func removePlugin(named name: String) throws {
    try change(DeskRow(.plugin, name), "DELETE FROM plugin WHERE name = $1", [.text(name)])
  }

  /// Keeps what was agreed to of a plugin; `nil` where it is agreed to no more.
  package func keepConsent(of plugin: String, _ terms: String?) throws {
    let row = DeskRow(.consent, plugin)
    guard let terms else {
      return try change(row, "DELETE FROM plugin_consent WHERE plugin = $1", [.text(plugin)])
    }
    try change(
      row, ConsentColumn.put,
      ConsentColumn.values([.plugin: .text(plugin), .terms: .text(terms)]))
  }

  /// Keeps a plugin's files under their digest, and no others; those that are kept already stay.
  package func write(_ files: [PluginFile], digest: String) throws {
    let wanted = files.sorted { $0.path.precedesByBytes($1.path) }
    guard try connection.pluginFiles(digest: digest) != wanted else { return }
    try connection.run("DELETE FROM plugin_file WHERE digest = $1", [.text(digest)])
    for file in wanted {
      try connection.insert(
        into: PluginFileColumn.self,
        [.digest: .text(digest), .path: .text(file.path), .content: .blob(file.content)])
    }
  }

  /// Keeps a registry under its digest and decides by it from now on.
  package func decide(byRegistry text: String, epoch: String) throws {
    try connection.run(
      RegistryColumn.put,
      RegistryColumn.values([.epoch: .text(epoch), .text: .text(text)]))
    setEpoch(epoch)
  }
}

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
