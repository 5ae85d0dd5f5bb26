/// A statement while it is put together: text with `$n`, and the values bound to them.
struct SQLBuilder {
  private(set) var values: [SQLValue] = []

  /// The `$n` for a value that is bound.
  mutating func bind(_ value: SQLValue) -> String {
    values.append(value)
    return "$\(values.count)"
  }

  /// Several `$n` with commas between.
  mutating func bind(_ values: [SQLValue]) -> String {
    values.map { bind($0) }.joined(separator: ", ")
  }
}

/// Expressions that are each true or false, never unknown, as one.
///
/// They are joined two by two: SQLite refuses trees deeper than 1,000, which a long chain would be.
func joined(_ parts: [String], by word: String, empty: String) -> String {
  switch parts.count {
  case 0: return empty
  case 1: return parts[0]
  default:
    let middle = parts.count / 2
    let left = joined(Array(parts[..<middle]), by: word, empty: empty)
    let right = joined(Array(parts[middle...]), by: word, empty: empty)
    return "(\(left) \(word) \(right))"
  }
}
