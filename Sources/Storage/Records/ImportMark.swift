import Crypto

/// How far an import has come: what was read up to a row, so that a changed file is noticed.
package struct ImportMark: Equatable, Sendable {
  /// How many rows had been read.
  package let rows: Int64
  /// The digest of all that had been read.
  package let digest: Digest
  /// The beginnings of the digests of the rows since the mark before, 8 bytes each.
  package let checks: [UInt8]

  /// How many bytes of a row's digest are kept.
  package static let checkCount = 8

  package init(rows: Int64, digest: Digest, checks: [UInt8]) {
    self.rows = rows
    self.digest = digest
    self.checks = checks
  }
}

enum ImportMarkColumn: Int, TableColumn {
  case source, rows, digest, checks

  static let table = Table("import_mark", of: Self.self)
}

extension DeskReader {
  /// The marks of a source in the order of their rows.
  package func importMarks(of source: String) throws -> [ImportMark] {
    try importMarks(of: source, where: "source = $1", [.text(source)])
  }

  /// The same of those that tell of these rows, of which all were read.
  package func importMarks(of source: String, over rows: ClosedRange<Int64>) throws -> [ImportMark]
  {
    let name = ImportMarkColumn.table.name
    let last = "(SELECT min(rows) FROM \(name) WHERE source = $1 AND rows >= $3)"
    return try importMarks(
      of: source, where: "source = $1 AND rows >= $2 AND rows <= \(last)",
      [.text(source), .integer(rows.lowerBound), .integer(rows.upperBound)])
  }

  private func importMarks(
    of source: String, where condition: String, _ values: [SQLValue],
  ) throws -> [ImportMark] {
    let sql = ImportMarkColumn.table.select + " WHERE \(condition) ORDER BY rows"
    return try connection.all(sql, values) { (row: Row<ImportMarkColumn>) in
      guard let digest = row.digest(.digest) else {
        throw RecordError(ImportMarkColumn.digest, of: "\(source)/\(row.integer(.rows))")
      }
      return ImportMark(rows: row.integer(.rows), digest: digest, checks: row.bytes(.checks))
    }
  }
}

extension WriteTransaction {
  /// Adds a mark in the transaction that imports its rows.
  package func add(_ mark: ImportMark, of source: String) throws {
    try connection.insert(
      into: ImportMarkColumn.self,
      [
        .source: .text(source), .rows: .integer(mark.rows), .digest: .blob(mark.digest.bytes),
        .checks: .blob(mark.checks),
      ])
  }

  /// Puts the checks of a mark in place of those that it had.
  package func setChecks(of mark: ImportMark, of source: String) throws {
    try connection.run(
      "UPDATE import_mark SET checks = $3 WHERE source = $1 AND rows = $2",
      [.text(source), .integer(mark.rows), .blob(mark.checks)])
  }
}
