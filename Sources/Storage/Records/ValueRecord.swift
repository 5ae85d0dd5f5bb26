import Crypto
import Kernel

enum ValueColumn: Int, TableColumn {
  case ticket, field, position, text, number, kind

  static let table = Table("ticket_value", of: Self.self)
}

/// Rows of table `person_value`, which follow from the people's own.
enum PersonValueColumn: Int, TableColumn {
  case person, field, position, text, number, kind

  static let table = Table("person_value", of: Self.self)
}

/// The columns of one element, of `ticket_value`, `person_value` or of a group.
enum ElementColumn: Int, RowColumn {
  case text, number, kind
}

/// Rows of table `ticket_value`: how lists and custom fields stand in typed columns.
///
/// `kind` says what to read back: `text`, `boolean`, `integer`, `number`, `time`, `person`, `ticket`
/// `stage.CATEGORY` or `attachment.SIZE.DIGEST.TYPE`. All but texts, stages and the names of
/// attachments stand in `number`.
enum ValueRecord {
  /// The list fields of the kernel that are kept here; their elements have no column.
  static let lists = TicketField.allCases.filter(\.isMany)

  /// All fields of a ticket that are kept here and have a value.
  static func fields(of ticket: Ticket) -> [String: Value] {
    var fields = ticket.fields
    for field in lists {
      let value = ticket.value(of: field)
      if !value.isEmpty { fields[field.rawValue] = value }
    }
    return fields
  }

  /// The rows for one field, as values of all columns.
  static func rows(of value: Value, ticket: Ticket.ID, field: String) -> [[SQLValue]] {
    let start: Int64 = if case .list = value { 1 } else { 0 }
    return value.elements.enumerated().map { index, element in
      let (text, number, kind) = columns(of: element)
      return ValueColumn.values { column in
        switch column {
        case .ticket: .integer(ticket.rawValue)
        case .field: .text(field)
        case .position: .integer(start + Int64(index))
        case .text: text
        case .number: number
        case .kind: .text(kind)
        }
      }
    }
  }

  /// The rows for one field of a person, as values of all columns.
  static func rows(of value: Value, person: Person.ID, field: String) -> [[SQLValue]] {
    let start: Int64 = if case .list = value { 1 } else { 0 }
    return value.elements.enumerated().map { index, element in
      let (text, number, kind) = columns(of: element)
      return PersonValueColumn.values { column in
        switch column {
        case .person: .integer(person.rawValue)
        case .field: .text(field)
        case .position: .integer(start + Int64(index))
        case .text: text
        case .number: number
        case .kind: .text(kind)
        }
      }
    }
  }

  /// One element; `nil` where its kind is no kind of a value.
  static func element(from row: Row<ElementColumn>) -> Value? {
    switch row.text(.kind) {
    case "text": return .text(row.text(.text))
    case "boolean": return .boolean(row.integer(.number) != 0)
    case "integer": return .integer(row.integer(.number))
    case "number": return .number(row.real(.number))
    case "time": return .time(Instant(milliseconds: row.integer(.number)))
    case "person": return .person(Person.ID(rawValue: row.integer(.number)))
    case "ticket": return .ticket(Ticket.ID(rawValue: row.integer(.number)))
    case let kind:
      if kind.hasPrefix("attachment.") { return attachment(row.text(.text), kind: kind) }
      guard kind.hasPrefix("stage."), let category = Category(rawValue: String(kind.dropFirst(6)))
      else { return nil }
      return .stage(row.text(.text), category)
    }
  }

  private static func attachment(_ name: String, kind: String) -> Value? {
    let parts = kind.split(separator: ".", maxSplits: 3)
    guard parts.count == 4, let size = Int64(parts[1]), let digest = Digest(hex: String(parts[2]))
    else { return nil }
    return .attachment(
      Attachment(name: name, size: size, type: String(parts[3]), digest: digest))
  }

  /// The fields of tickets whose rows are read as a value that they do not have: what is no number is
  /// read as one, and queries compare what is there.
  static let misstored = """
    SELECT DISTINCT ticket, field FROM ticket_value WHERE CASE
      WHEN kind = 'boolean' THEN text IS NOT NULL OR typeof(number) <> 'integer' OR number NOT IN (0, 1)
      WHEN kind IN ('integer', 'time', 'person', 'ticket')
        THEN text IS NOT NULL OR typeof(number) <> 'integer'
      WHEN kind = 'number' THEN text IS NOT NULL OR typeof(number) <> 'real'
      ELSE text IS NULL OR number IS NOT NULL END
    ORDER BY ticket, field
    """

  private static func columns(of element: Value) -> (SQLValue, SQLValue, String) {
    switch element {
    case .none, .list: preconditionFailure("an element is one value")
    case .boolean(let value): (.null, .integer(value ? 1 : 0), "boolean")
    case .integer(let value): (.null, .integer(value), "integer")
    case .number(let value): (.null, .real(value), "number")
    case .text(let value): (.text(value), .null, "text")
    case .time(let value): (.null, .integer(value.milliseconds), "time")
    case .person(let value): (.null, .integer(value.rawValue), "person")
    case .ticket(let value): (.null, .integer(value.rawValue), "ticket")
    case .stage(let name, let category): (.text(name), .null, "stage." + category.rawValue)
    case .attachment(let value):
      (
        .text(value.name), .null, "attachment.\(value.size).\(value.digest.hex).\(value.type)"
      )
    }
  }
}
