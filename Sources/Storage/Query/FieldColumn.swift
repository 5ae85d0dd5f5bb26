import Kernel

/// Where the values of a field stand in the tables.
enum FieldColumn {
  /// A column of `ticket` that holds a text; empty is `''`.
  case text(String)
  /// A column of `ticket` that holds a number and is never null.
  case number(String)
  /// A column of `ticket` that holds a number, or null where the field is empty.
  case optionalNumber(String)
  /// Rows of another table, one for each element.
  case rows(ValueRows)

  init(_ field: QueryField) {
    guard let kernel = field.kernel, !kernel.isMany else {
      self = .rows(ValueRows(field))
      return
    }
    let column = "t." + kernel.rawValue
    if field.isNumeric {
      self = kernel.isNeverEmpty ? .number(column) : .optionalNumber(column)
    } else {
      self = .text(column)
    }
  }
}

/// The rows of `ticket_value` or `person_value` that are a field's elements.
struct ValueRows {
  /// The field, as the rows name it.
  let name: String
  let table: String
  /// The column that says whose they are.
  let owner: String
  /// Whose they are for a ticket: it, or a person whom it names, which may be null.
  let key: String
  let isOfPerson: Bool
  /// The column that holds the values.
  let column: String

  init(_ field: QueryField) {
    column = field.isNumeric ? ValueColumn.number.name : ValueColumn.text.name
    guard let step = field.step, let person = step.whose.ticketField else {
      (name, table, owner, key) = (field.name, ValueColumn.table.name, "ticket", "t.id")
      isOfPerson = false
      return
    }
    (name, table, owner) = (step.field, PersonValueColumn.table.name, "person")
    key = "t." + person.rawValue
    isOfPerson = true
  }

  /// The rows of the ticket at hand, as `row`; `field` is the parameter with the name.
  func from(as row: String, field: String) -> String {
    "\(table) AS \(row) WHERE \(row).\(owner) = \(key) AND \(row).field = \(field)"
  }

  /// The same beside the tickets, those without any included.
  func join(as row: String, field: String) -> String {
    "LEFT JOIN \(table) AS \(row) ON \(row).\(owner) = \(key) AND \(row).field = \(field)"
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
