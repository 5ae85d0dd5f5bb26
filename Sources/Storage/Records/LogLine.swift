import Kernel

enum LogColumn: Int, TableColumn {
  case id, at, level, plugin, message

  static let table = Table("desk_log", of: Self.self)
  /// What the lines of a `LogFilter` are like.
  fileprivate static let fits = """
    (CAST($2 AS TEXT) IS NULL OR plugin = $2) AND level IN ($3, $4, $5, $6)
    """
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
  /// The last lines of the desk's log that are asked for, oldest first.
  package func logLines(last count: Int, _ filter: LogFilter = LogFilter()) throws -> [LogLine] {
    let sql = "\(LogColumn.table.select) WHERE \(LogColumn.fits) ORDER BY id DESC LIMIT $1"
    return try rows(sql, Int64(count), filter, []).map(\.line).reversed()
  }

  /// The first lines of the desk's log behind a place that are asked for, oldest first.
  package func logLines(
    after place: Int64, upTo end: Int64, first count: Int, _ filter: LogFilter,
  ) throws -> [(place: Int64, line: LogLine)] {
    let sql = """
      \(LogColumn.table.select) WHERE \(LogColumn.fits) AND id > $7 AND id <= $8
      ORDER BY id LIMIT $1
      """
    return try rows(sql, Int64(count), filter, [.integer(place), .integer(end)])
  }

  /// The place of the last line of the desk's log; 0 where there is none.
  ///
  /// It goes back where all lines were deleted.
  package func logEnd() throws -> Int64 {
    try connection.integer("SELECT max(id) FROM desk_log") ?? 0
  }

  private func rows(
    _ sql: String, _ count: Int64, _ filter: LogFilter, _ more: [SQLValue],
  ) throws -> [(place: Int64, line: LogLine)] {
    // A level that is not asked for stands for `error`, which always is.
    let levels = LogLine.Level.allCases.map { level in
      SQLValue.text((level.rank < filter.least.rank ? .error : level).rawValue)
    }
    let values: [SQLValue] =
      [.integer(count), filter.plugin.map(SQLValue.text) ?? .null] + levels + more
    return try connection.all(sql, values) { (row: Row<LogColumn>) in
      guard let level = LogLine.Level(rawValue: row.text(.level)) else {
        throw RecordError(LogColumn.level, of: "\(row.integer(.id))")
      }
      let line = LogLine(
        at: Instant(milliseconds: row.integer(.at)), level: level, plugin: row.text(.plugin),
        message: row.text(.message))
      return (row.integer(.id), line)
    }
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
