/// Finds what stands between the cells of a table.
enum Separator {
  /// In the order in which one is taken where several fit as well.
  static let known: [UInt8] = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }

  /// The separator of a table that begins with these bytes; a comma where there is one column.
  ///
  /// It is the one by which most rows have as many cells as the first, and of those the one with
  /// most cells.
  static func found(in beginning: some Collection<UInt8>) -> UInt8 {
    let rows = counts(in: beginning)
    guard let first = rows.first else { return known[0] }
    var best = (separator: known[0], rows: 0, cells: 0)
    for (index, separator) in known.enumerated() where first[index] > 0 {
      let alike = rows.count { $0[index] == first[index] }
      if (alike, first[index]) > (best.rows, best.cells) {
        best = (separator, alike, first[index])
      }
    }
    return best.separator
  }

  /// So many rows are looked at.
  private static let most = 50

  /// How often each separator stands in each of the first rows, outside of quotes.
  private static func counts(in bytes: some Collection<UInt8>) -> [[Int]] {
    var rows: [[Int]] = []
    var row = known.map { _ in 0 }
    var (isQuoted, hasCell) = (false, false)
    for byte in bytes {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if !isQuoted, byte == 0x0A || byte == 0x0D {
        if hasCell { rows.append(row) }
        (row, hasCell) = (known.map { _ in 0 }, false)
        if rows.count == most { return rows }
        continue
      } else if !isQuoted, let index = known.firstIndex(of: byte) {
        row[index] += 1
      }
      hasCell = true
    }
    if hasCell, rows.isEmpty || !isQuoted { rows.append(row) }
    return rows
  }
}
