import Kernel

enum LogColumn: Int, TableColumn {
  case id, at, level, plugin, message

  static let table = Table("desk_log", of: Self.self)
}

extension WriteTransaction {
  /// Adds a line to the desk's log, which forgets what lies too far back.
  ///
  /// A worker keeps the log much shorter; this is for desks that have none.
  package func write(_ line: LogLine) throws {
    // SQLite gives a row without an id the next one.
    try connection.insert(
      into: LogColumn.self,
      [
        .id: .null, .at: .integer(line.at.milliseconds), .level: .text(line.level.rawValue),
        .plugin: .text(line.plugin), .message: .text(line.message.cut(toBytes: LogLine.longest)),
      ])
    try connection.run(
      "DELETE FROM desk_log WHERE id <= (SELECT max(id) FROM desk_log) - $1",
      [.integer(LogLine.mostLines)])
  }
}

extension DeskReader {
  /// The last lines of the desk's log, oldest first; of one plugin only where it is named.
  package func logLines(last count: Int, plugin: String? = nil) throws -> [LogLine] {
    let sql = """
      \(LogColumn.table.select)
      WHERE CAST($2 AS TEXT) IS NULL OR plugin = $2 ORDER BY id DESC LIMIT $1
      """
    let values: [SQLValue] = [.integer(Int64(count)), plugin.map(SQLValue.text) ?? .null]
    let lines = try connection.all(sql, values) { (row: Row<LogColumn>) in
      guard let level = LogLine.Level(rawValue: row.text(.level)) else {
        throw RecordError(LogColumn.level, of: "\(row.integer(.id))")
      }
      return LogLine(
        at: Instant(milliseconds: row.integer(.at)), level: level, plugin: row.text(.plugin),
        message: row.text(.message))
    }
    return lines.reversed()
  }
}

extension LogLine {
  /// So many lines are kept at most, whoever writes them.
  static let mostLines: Int64 = 50_000
  /// A message has at most so many bytes.
  static let longest = 16_384
}

extension String {
  /// The beginning of a text that is too long, with a sign that something is missing.
  fileprivate func cut(toBytes most: Int) -> String {
    guard utf8.count > most else { return self }
    var end = utf8.index(startIndex, offsetBy: most)
    while end > startIndex, String.Index(end, within: self) == nil { end = utf8.index(before: end) }
    return self[..<end] + "…"
  }
}
