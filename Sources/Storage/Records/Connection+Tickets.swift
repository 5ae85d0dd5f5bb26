import Kernel

extension Connection {
  /// The ticket's row with its lists and custom fields; `nil` where there is none.
  func ticket(_ id: Ticket.ID) throws -> Ticket? {
    let found = try first(Self.ticketOfOne, [.integer(id.rawValue)], TicketRecord.ticket)
    guard var ticket = found else { return nil }
    var reader = ValueReader()
    try rows(Self.valuesOfOne, [.integer(id.rawValue)]) { row in
      try reader.take(row) { _, name, value in ticket.set(name, to: value) }
    }
    reader.finish { _, name, value in ticket.set(name, to: value) }
    return ticket
  }

  /// The tickets of those ids, in that order; ids without a ticket are left out.
  ///
  /// Takes two statements for every 64 ids.
  func tickets(_ ids: [Ticket.ID]) throws -> [Ticket] {
    let places = Dictionary(ids.enumerated().map { ($1, $0) }) { first, _ in first }
    var found = [Ticket?](repeating: nil, count: ids.count)
    for start in stride(from: 0, to: ids.count, by: Self.chunk) {
      let part = ids.dropFirst(start).prefix(Self.chunk)
      let values = part.map { SQLValue.integer($0.rawValue) }
      let padded = values + Array(repeating: .null, count: Self.chunk - values.count)
      try rows(Self.ticketsOfMany, padded) { row in
        let ticket = try TicketRecord.ticket(from: row)
        if let place = places[ticket.id] { found[place] = ticket }
      }
    }
    var tickets = found.compactMap(\.self)
    try readValues(into: &tickets)
    return tickets
  }

  /// The version of each of those tickets that there are.
  func versions(of ids: [Ticket.ID]) throws -> [Ticket.ID: Int64] {
    enum Found: Int, RowColumn { case id, version }
    var versions: [Ticket.ID: Int64] = [:]
    for start in stride(from: 0, to: ids.count, by: Self.chunk) {
      let values = ids.dropFirst(start).prefix(Self.chunk).map { SQLValue.integer($0.rawValue) }
      let padded = values + Array(repeating: .null, count: Self.chunk - values.count)
      try rows(Self.versionsOfMany, padded) { (row: Row<Found>) in
        versions[Ticket.ID(rawValue: row.integer(.id))] = row.integer(.version)
      }
    }
    return versions
  }

  /// Reads the lists and custom fields of tickets that have the other columns already.
  func readValues(into tickets: inout [Ticket]) throws {
    for start in stride(from: 0, to: tickets.count, by: Self.chunk) {
      let part = start..<min(start + Self.chunk, tickets.count)
      let places = Dictionary(part.map { (tickets[$0].id, $0) }) { first, _ in first }
      let values = part.map { SQLValue.integer(tickets[$0].id.rawValue) }
      let padded = values + Array(repeating: .null, count: Self.chunk - values.count)
      var reader = ValueReader()
      func set(_ id: Ticket.ID, _ name: String, _ value: Value) {
        if let place = places[id] { tickets[place].set(name, to: value) }
      }
      try rows(Self.valuesOfMany, padded) { row in try reader.take(row, set) }
      reader.finish(set)
    }
  }

  private static let chunk = 64
  private static let placeholders = (1...chunk).map { "$\($0)" }.joined(separator: ", ")

  private static let ticketOfOne = TicketRecord.table.select + " WHERE id = $1"

  private static let valuesOfOne =
    ValueColumn.table.select + " WHERE ticket = $1 ORDER BY ticket, field, position"

  private static let versionsOfMany =
    "SELECT id, version FROM ticket WHERE id IN (\(placeholders))"

  private static let ticketsOfMany = TicketRecord.table.select + " WHERE id IN (\(placeholders))"

  private static let valuesOfMany =
    ValueColumn.table.select
    + " WHERE ticket IN (\(placeholders)) ORDER BY ticket, field, position"
}

/// Gathers rows of `ticket_value`, which come in the order of ticket, field and position.
///
/// `set` is called with each field's value once all of its rows are there.
struct ValueReader {
  typealias Setter = (_ id: Ticket.ID, _ name: String, _ value: Value) -> Void

  private var id = Ticket.ID.desk
  private var name = ""
  private var isList = false
  private var elements: [Value] = []

  mutating func take(_ row: Row<ValueColumn>, _ set: Setter) throws {
    let position = row.integer(.position)
    let columns = row.columns(of: ElementColumn.self, from: .text)
    guard let element = ValueRecord.element(from: columns) else {
      throw RecordError(ValueColumn.kind, of: "\(row.integer(.ticket))/\(row.text(.field))")
    }
    if position <= 1 {
      finish(set)
      id = Ticket.ID(rawValue: row.integer(.ticket))
      name = row.text(.field)
      isList = position > 0
    }
    elements.append(element)
  }

  /// Gives the last field, where there is one.
  mutating func finish(_ set: Setter) {
    guard let first = elements.first else { return }
    set(id, name, isList ? .list(elements) : first)
    elements.removeAll(keepingCapacity: true)
  }
}
