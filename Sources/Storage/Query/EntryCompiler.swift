import Kernel

/// Turns a filter of entries into one statement.
enum EntryCompiler {
  /// The entries of tickets that fit, the newest first.
  static func entries(fitting filter: EntryFilter, limit: Int) -> CompiledQuery {
    var builder = SQLBuilder()
    var parts = ["entry.ticket > 0"]
    func anyOf(_ column: String, _ values: [SQLValue]?) {
      guard let values else { return }
      parts.append(values.isEmpty ? "1 = 0" : "\(column) IN (\(builder.bind(values)))")
    }
    anyOf("entry.ticket", filter.tickets?.map { .integer($0.rawValue) })
    anyOf("entry.action", filter.actions?.map(SQLValue.text))
    anyOf("entry.actor", filter.actors?.map { .text($0.text) })
    if let since = filter.since {
      parts.append("entry.at >= \(builder.bind(.integer(since.milliseconds)))")
    }
    if let until = filter.until {
      parts.append("entry.at <= \(builder.bind(.integer(until.milliseconds)))")
    }
    if let before = filter.before {
      parts.append("entry.seq < \(builder.bind(.integer(before.rawValue)))")
    }
    if let edited = filter.edited {
      // The edits are JSON with sorted keys; a field's name has neither quotes nor wildcards but _.
      let fits = edited.map { name in
        let pattern = "%\"field\":\"\(name.replacing("_", with: "!_"))\"%"
        return "entry.edits LIKE \(builder.bind(.text(pattern))) ESCAPE '!'"
      }
      parts.append(joined(fits, by: "OR", empty: "1 = 0"))
    }
    if filter.hasData {
      parts.append(
        "EXISTS (SELECT 1 FROM payload AS p WHERE p.seq = entry.seq AND p.part = 'data')")
    }
    let sql = """
      SELECT \(EntryRecord.list) FROM entry WHERE \(joined(parts, by: "AND", empty: "1 = 1")) \
      ORDER BY entry.seq DESC LIMIT \(builder.bind(.integer(Int64(limit))))
      """
    return CompiledQuery(sql: sql, values: builder.values)
  }
}

extension Connection {
  /// Entries of tickets that fit the filter, the newest first, with the words that are still there.
  func entries(fitting filter: EntryFilter, limit: Int) throws -> [Entry] {
    let compiled = EntryCompiler.entries(fitting: filter, limit: limit)
    let entries = try all(compiled.sql, compiled.values, EntryRecord.entry)
    return try entries.map { entry in
      guard !entry.parts.isEmpty else { return entry }
      var whole = entry
      try whole.restore(payloads(of: entry.seq))
      return whole
    }
  }

  /// The verbs of all entries, those of plugins that are gone too.
  func actions() throws -> [String] {
    try all("SELECT DISTINCT action FROM entry WHERE ticket > 0") { $0.text(0) }
  }
}

extension Reader: EntryReading {
  package func entries(fitting filter: EntryFilter, limit: Int) throws -> [Entry] {
    try connection.entries(fitting: filter, limit: limit)
  }

  /// The verbs of all entries, those of plugins that are gone too.
  package func actionsOfEntries() throws -> [String] {
    try connection.actions()
  }
}

extension WriteTransaction {
  package func entries(fitting filter: EntryFilter, limit: Int) throws -> [Entry] {
    try connection.entries(fitting: filter, limit: limit)
  }
}
