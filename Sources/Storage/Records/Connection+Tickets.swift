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
  private var fields: [Ticket.ID: [(name: String, value: Value)]] = [:]

  /// Takes a row of ticket, field, position, text, number, kind.
  mutating func take(_ row: Row) throws {
    let id = Ticket.ID(rawValue: row.integer(0))
    let name = row.text(1)
    guard let element = ValueRecord.element(from: row, at: 3) else {
      throw RecordError(table: "ticket_value", key: "\(id.rawValue)/\(name)", column: "kind")
    }
    if row.integer(2) < 2 {
      let value = row.integer(2) == 0 ? element : .list([element])
      fields[id, default: []].append((name, value))
    } else if let last = fields[id]?.indices.last,
      case .list(let elements) = fields[id]?[last].value
    {
      fields[id]?[last].value = .list(elements + [element])
    }
  }

  /// Gives the ticket its lists and custom fields.
  func fill(_ ticket: inout Ticket) {
    for (name, value) in fields[ticket.id] ?? [] { ticket.set(name, to: value) }
  }
}
