import Kernel

enum PluginUseColumn: Int, TableColumn {
  case plugin, kind, name, calls, faults, instructions, memory, times, since

  static let table = Table("plugin_use", of: Self.self)
}

extension DeskReader {
  /// What the functions of all plugins have used, by plugin, kind and name.
  package func uses() throws -> [CountedUse] {
    let sql = PluginUseColumn.table.select + " ORDER BY plugin, kind, name"
    return try connection.all(sql) { (row: Row<PluginUseColumn>) in
      var use = HookUse()
      (use.calls, use.faults) = (row.integer(.calls), row.integer(.faults))
      (use.instructions, use.memory) = (row.integer(.instructions), row.integer(.memory))
      guard let times = TimeHistogram(text: row.text(.times)) else {
        throw RecordError(PluginUseColumn.times, of: row.text(.plugin))
      }
      use.times = times
      return CountedUse(
        key: HookUse.Key(
          plugin: row.text(.plugin), kind: row.text(.kind), name: row.text(.name)),
        use: use, since: Instant(milliseconds: row.integer(.since)))
    }
  }

  /// How many characters each plugin remembers, keys included.
  package func stateSizes() throws -> [String: Int64] {
    let sql = """
      SELECT plugin, sum(length(key) + length(value)) FROM plugin_state GROUP BY plugin
      """
    let sizes = try connection.all(sql) { (row: Row<StateSizeColumn>) in
      (row.text(.plugin), row.integer(.size))
    }
    return Dictionary(sizes) { first, _ in first }
  }
}

extension WriteTransaction {
  /// Adds what was counted to what stands there.
  package func add(_ use: HookUse, of key: HookUse.Key, at moment: Instant) throws {
    let place: [SQLValue] = [.text(key.plugin), .text(key.kind), .text(key.name)]
    let stored = try connection.text(
      "SELECT times FROM plugin_use WHERE plugin = $1 AND kind = $2 AND name = $3", place)
    var times = use.times
    if let earlier = stored.flatMap(TimeHistogram.init(text:)) { times.merge(earlier) }
    try connection.run(
      """
      \(PluginUseColumn.table.insert)
      ON CONFLICT (plugin, kind, name) DO UPDATE SET calls = plugin_use.calls + excluded.calls,
        faults = plugin_use.faults + excluded.faults,
        instructions = plugin_use.instructions + excluded.instructions,
        memory = CASE WHEN plugin_use.memory > excluded.memory
          THEN plugin_use.memory ELSE excluded.memory END,
        times = excluded.times
      """,
      PluginUseColumn.values([
        .plugin: .text(key.plugin), .kind: .text(key.kind), .name: .text(key.name),
        .calls: .integer(use.calls), .faults: .integer(use.faults),
        .instructions: .integer(use.instructions), .memory: .integer(use.memory),
        .times: .text(times.text), .since: .integer(moment.milliseconds),
      ]))
  }

  /// Begins all counting anew.
  package func clearUses() throws {
    try connection.run("DELETE FROM plugin_use")
  }
}

private enum StateSizeColumn: Int, RowColumn { case plugin, size }
