import Kernel

/// What statements give that have one column.
extension Connection {
  /// The number of the first row; `nil` where there is none, or it is null.
  func integer(_ sql: String, _ values: [SQLValue] = []) throws -> Int64? {
    try first(sql, values) { (row: Row<OnlyColumn>) in row.optionalInteger(.value) } ?? nil
  }

  /// The number of each row.
  func integers(_ sql: String, _ values: [SQLValue] = []) throws -> [Int64] {
    try all(sql, values) { (row: Row<OnlyColumn>) in row.integer(.value) }
  }

  /// The text of the first row; `nil` where there is none.
  func text(_ sql: String, _ values: [SQLValue] = []) throws -> String? {
    try first(sql, values) { (row: Row<OnlyColumn>) in row.text(.value) }
  }

  /// The text of each row.
  func texts(_ sql: String, _ values: [SQLValue] = []) throws -> [String] {
    try all(sql, values) { (row: Row<OnlyColumn>) in row.text(.value) }
  }

  /// The bytes of each row.
  func blobs(_ sql: String, _ values: [SQLValue] = []) throws -> [[UInt8]] {
    try all(sql, values) { (row: Row<OnlyColumn>) in row.bytes(.value) }
  }

  /// The ticket of each row.
  func ticketIDs(_ sql: String, _ values: [SQLValue] = []) throws -> [Ticket.ID] {
    try all(sql, values) { (row: Row<OnlyColumn>) in Ticket.ID(rawValue: row.integer(.value)) }
  }

  /// Whether there is a row.
  func has(_ sql: String, _ values: [SQLValue] = []) throws -> Bool {
    try first(sql, values) { (_: Row<OnlyColumn>) in true } ?? false
  }
}
