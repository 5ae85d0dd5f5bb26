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
    let sql = ImportMarkColumn.table.select + " WHERE source = $1 ORDER BY rows"
    return try connection.all(sql, [.text(source)]) { (row: Row<ImportMarkColumn>) in
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
}
