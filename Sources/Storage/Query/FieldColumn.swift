import Kernel

/// Where the values of a field stand in the tables.
enum FieldColumn {
  /// A column of `ticket` that holds a text; empty is `''`.
  case text(String)
  /// A column of `ticket` that holds a number and is never null.
  case number(String)
  /// A column of `ticket` that holds a number, or null where the field is empty.
  case optionalNumber(String)
  /// Rows of `ticket_value`, one for each element, in its column `text` or `number`.
  case rows(name: String, isNumeric: Bool)

  init(_ field: QueryField) {
    guard let kernel = field.kernel, !kernel.isMany else {
      self = .rows(name: field.name, isNumeric: field.isNumeric)
      return
    }
    let column = "t." + kernel.rawValue
    if field.isNumeric {
      self = kernel.isNeverEmpty ? .number(column) : .optionalNumber(column)
    } else {
      self = .text(column)
    }
  }

  /// The column of `ticket_value` that holds the values.
  static func valueColumn(isNumeric: Bool) -> String {
    isNumeric ? "number" : "text"
  }
}

extension SQLValue {
  /// The value as it is compared.
  init(_ scalar: Scalar) {
    self =
      switch scalar {
      case .text(let value): .text(value)
      case .integer(let value): .integer(value)
      case .number(let value): .real(value)
      }
  }
}
