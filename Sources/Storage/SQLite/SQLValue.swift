import Kernel

/// A value bound to a `$n` of a statement.
package enum SQLValue: Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  /// The integer, or null where there is none.
  package static func optional(_ value: Int64?) -> SQLValue {
    value.map(SQLValue.integer) ?? .null
  }

  /// The text, or null where there is none.
  package static func optional(_ value: String?) -> SQLValue {
    value.map(SQLValue.text) ?? .null
  }

  /// The bytes, or null where there are none.
  package static func optional(_ value: [UInt8]?) -> SQLValue {
    value.map(SQLValue.blob) ?? .null
  }
}

extension SQLValue: Equatable {
  /// Equal as SQLite sees it: texts by their bytes.
  package static func == (left: SQLValue, right: SQLValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.integer(let left), .integer(let right)): left == right
    case (.real(let left), .real(let right)): left == right
    case (.text(let left), .text(let right)): left.hasSameBytes(as: right)
    case (.blob(let left), .blob(let right)): left == right
    default: false
    }
  }
}
