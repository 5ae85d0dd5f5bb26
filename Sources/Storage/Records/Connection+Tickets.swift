import Kernel

extension Connection {
  /// The ticket's row with its lists and custom fields; `nil` where there is none.
  func ticket(_ id: Ticket.ID) throws -> Ticket? {
    let sql = "SELECT \(TicketRecord.list) FROM ticket WHERE id = $1"
    let found = try first(sql, [.integer(id.rawValue)], TicketRecord.ticket)
    guard var ticket = found else { return nil }
    var reader = ValueReader()
    try rows(Self.valuesOfOne, [.integer(id.rawValue)]) { row in
      try reader.take(row)
    }
    reader.fill(&ticket)
    return ticket
  }

  /// The tickets of those ids, in that order; ids without a ticket are left out.
  ///
  /// Takes two statements for every 64 ids.
  func tickets(_ ids: [Ticket.ID]) throws -> [Ticket] {
    var found: [Ticket.ID: Ticket] = [:]
    var reader = ValueReader()
    for start in stride(from: 0, to: ids.count, by: Self.chunk) {
      let part = ids.dropFirst(start).prefix(Self.chunk).map { SQLValue.integer($0.rawValue) }
      let values = part + Array(repeating: .null, count: Self.chunk - part.count)
      try rows(Self.ticketsOfMany, values) { row in
        let ticket = try TicketRecord.ticket(from: row)
        found[ticket.id] = ticket
      }
      try rows(Self.valuesOfMany, values) { row in try reader.take(row) }
    }
    return ids.compactMap { id in
      guard var ticket = found[id] else { return nil }
      reader.fill(&ticket)
      return ticket
    }
  }

  private static let chunk = 64
  private static let placeholders = (1...chunk).map { "$\($0)" }.joined(separator: ", ")

  private static let valuesOfOne = """
    SELECT ticket, field, position, text, number, kind FROM ticket_value
    WHERE ticket = $1 ORDER BY ticket, field, position
    """

  private static let ticketsOfMany =
    "SELECT \(TicketRecord.list) FROM ticket WHERE id IN (\(placeholders))"

  private static let valuesOfMany = """
    SELECT ticket, field, position, text, number, kind FROM ticket_value
    WHERE ticket IN (\(placeholders)) ORDER BY ticket, field, position
    """
}

/// Gathers rows of `ticket_value`, which come in the order of ticket, field and position.
struct ValueReader {
  private struct Field {
    let name: String
    let isList: Bool
    var elements: [Value]
  }

  private var fields: [Ticket.ID: [Field]] = [:]

  /// Takes a row of ticket, field, position, text, number, kind.
  mutating func take(_ row: Row) throws {
    let id = Ticket.ID(rawValue: row.integer(0))
    let position = row.integer(2)
    guard let element = ValueRecord.element(from: row, at: 3) else {
      let key = "\(id.rawValue)/\(row.text(1))"
      throw RecordError(table: "ticket_value", key: key, column: "kind")
    }
    if position > 1, let last = fields[id]?.indices.last {
      fields[id]?[last].elements.append(element)
    } else {
      let field = Field(name: row.text(1), isList: position > 0, elements: [element])
      fields[id, default: []].append(field)
    }
  }

  /// Gives the ticket its lists and custom fields.
  func fill(_ ticket: inout Ticket) {
    for field in fields[ticket.id] ?? [] {
      ticket.set(field.name, to: field.isList ? .list(field.elements) : field.elements[0])
    }
  }
}
