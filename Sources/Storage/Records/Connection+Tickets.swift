import Crypto
import Kernel

extension DeskReader {
  /// The ticket's row with its lists and custom fields; `nil` where there is none.
  package func ticket(_ id: Ticket.ID) throws -> Ticket? {
    let found = try connection.first(
      TicketStatements.ticketOfOne, [.integer(id.rawValue)], TicketRecord.ticket)
    guard var ticket = found else { return nil }
    var reader = ValueReader()
    try connection.rows(TicketStatements.valuesOfOne, [.integer(id.rawValue)]) { row in
      try reader.take(row) { _, name, value in ticket.set(name, to: value) }
    }
    reader.finish { _, name, value in ticket.set(name, to: value) }
    return ticket
  }

  /// The tickets of those ids, in that order; ids without a ticket are left out.
  ///
  /// Takes two statements for every 64 ids.
  package func tickets(_ ids: [Ticket.ID]) throws -> [Ticket] {
    let places = Dictionary(ids.enumerated().map { ($1, $0) }) { first, _ in first }
    var found = [Ticket?](repeating: nil, count: ids.count)
    for start in stride(from: 0, to: ids.count, by: TicketStatements.chunk) {
      let part = ids.dropFirst(start).prefix(TicketStatements.chunk)
      let values = part.map { SQLValue.integer($0.rawValue) }
      let padded = values + Array(repeating: .null, count: TicketStatements.chunk - values.count)
      try connection.rows(TicketStatements.ticketsOfMany, padded) { row in
        let ticket = try TicketRecord.ticket(from: row)
        if let place = places[ticket.id] { found[place] = ticket }
      }
    }
    var tickets = found.compactMap(\.self)
    try readValues(into: &tickets)
    return tickets
  }

  /// The tickets that name that one in one of those fields, in the order of their numbers.
  package func tickets(naming id: Ticket.ID, in fields: [String]) throws -> [Ticket.ID] {
    let found = try fields.flatMap { field in
      try connection.integers(
        """
        SELECT ticket FROM ticket_value WHERE field = $1 AND number = $2 AND kind = 'ticket'
        """, [.text(field), .integer(id.rawValue)])
    }
    return Set(found).sorted().map(Ticket.ID.init(rawValue:))
  }

  /// The version of each of those tickets that there are.
  package func versions(of ids: [Ticket.ID]) throws -> [Ticket.ID: Int64] {
    var versions: [Ticket.ID: Int64] = [:]
    for start in stride(from: 0, to: ids.count, by: TicketStatements.chunk) {
      let values = ids.dropFirst(start).prefix(TicketStatements.chunk).map {
        SQLValue.integer($0.rawValue)
      }
      let padded = values + Array(repeating: .null, count: TicketStatements.chunk - values.count)
      try connection.rows(TicketStatements.versionsOfMany, padded) { (row: Row<VersionColumn>) in
        versions[Ticket.ID(rawValue: row.integer(.id))] = row.integer(.version)
      }
    }
    return versions
  }

  /// Reads the lists and custom fields of tickets that have the other columns already.
  func readValues(into tickets: inout [Ticket]) throws {
    for start in stride(from: 0, to: tickets.count, by: TicketStatements.chunk) {
      let part = start..<min(start + TicketStatements.chunk, tickets.count)
      let places = Dictionary(part.map { (tickets[$0].id, $0) }) { first, _ in first }
      let values = part.map { SQLValue.integer(tickets[$0].id.rawValue) }
      let padded = values + Array(repeating: .null, count: TicketStatements.chunk - values.count)
      var reader = ValueReader()
      func set(_ id: Ticket.ID, _ name: String, _ value: Value) {
        if let place = places[id] { tickets[place].set(name, to: value) }
      }
      try connection.rows(TicketStatements.valuesOfMany, padded) { row in try reader.take(row, set)
      }
      reader.finish(set)
    }
  }
}

/// The statements that read tickets, so many with one.
enum TicketStatements {
  static let chunk = 64
  static let placeholders = (1...chunk).map { "$\($0)" }.joined(separator: ", ")

  static let ticketOfOne = TicketRecord.table.select + " WHERE id = $1"

  static let valuesOfOne =
    ValueColumn.table.select + " WHERE ticket = $1 ORDER BY ticket, field, position"

  static let versionsOfMany =
    "SELECT id, version FROM ticket WHERE id IN (\(placeholders))"

  static let ticketsOfMany = TicketRecord.table.select + " WHERE id IN (\(placeholders))"

  static let valuesOfMany =
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

private enum VersionColumn: Int, RowColumn { case id, version }

extension DeskReader {
  /// The entries of a ticket in the order of their numbers, with the words that are still there.
  package func entries(of id: Ticket.ID) throws -> [Entry] {
    var words: [EntryID: [Payload]] = [:]
    try connection.rows(PayloadColumn.ofTicket, [.integer(id.rawValue)]) { row in
      words[EntryID(rawValue: row.integer(.seq)), default: []].append(try payload(from: row))
    }
    let entries = "SELECT \(EntryRecord.list) FROM entry WHERE ticket = $1 ORDER BY number"
    return try connection.all(entries, [.integer(id.rawValue)]) { row in
      var entry = try EntryRecord.entry(from: row)
      try entry.restore(words[entry.seq] ?? [])
      return entry
    }
  }

  /// One entry with the words that are still there.
  package func entry(_ seq: EntryID) throws -> Entry? {
    let sql = "SELECT \(EntryRecord.list) FROM entry WHERE seq = $1"
    return try complete(connection.first(sql, [.integer(seq.rawValue)], EntryRecord.entry))
  }

  /// The number of the entry that was written last, on the whole desk; 0 if there is none.
  package func lastSeq() throws -> EntryID {
    EntryID(rawValue: try connection.integer("SELECT max(seq) FROM entry") ?? 0)
  }

  /// The numbers of the entries behind one, oldest first, at most so many.
  package func seqs(after seq: EntryID, limit: Int) throws -> [EntryID] {
    try connection.integers(
      "SELECT seq FROM entry WHERE seq > $1 ORDER BY seq LIMIT $2",
      [.integer(seq.rawValue), .integer(Int64(limit))]
    ).map(EntryID.init(rawValue:))
  }

  /// The last entry of a chain.
  package func lastEntry(of id: Ticket.ID) throws -> Entry? {
    let sql = "SELECT \(EntryRecord.list) FROM entry WHERE ticket = $1 ORDER BY number DESC LIMIT 1"
    return try complete(connection.first(sql, [.integer(id.rawValue)], EntryRecord.entry))
  }

  /// The registry that the desk's chain names last, by its digest; empty where it names none.
  ///
  /// `nil` where the entry that names it is not what was written.
  package func namedEpoch() throws -> String? {
    let sql = """
      SELECT \(EntryRecord.list) FROM entry
      WHERE ticket = 0 AND instr(edits, '"field":"epoch"') > 0 ORDER BY number DESC LIMIT 1
      """
    guard var entry = try connection.first(sql, [], EntryRecord.entry) else { return "" }
    let words = try payloads(of: entry.seq)
    let isWhole =
      entry.digest == Digest(of: entry.canonicalForm)
      && words.allSatisfy { entry.parts[$0.part] == $0.digest }
    guard isWhole else { return nil }
    // The rest of the words, which are whole, may be long.
    try entry.restore(words.filter { $0.part == .to })
    return entry.edits.last { $0.field == DeskEntry.epoch }?.to.text
  }

  /// The words of an entry that are still there.
  package func payloads(of seq: EntryID) throws -> [Payload] {
    try connection.all(PayloadColumn.ofEntry, [.integer(seq.rawValue)], payload)
  }

  /// The entries that have that origin, itself left out, without their words.
  package func entries(origin: EntryID) throws -> [Entry] {
    let sql = """
      SELECT \(EntryRecord.list) FROM entry WHERE origin = $1 AND seq <> $1 ORDER BY seq
      """
    return try connection.all(sql, [.integer(origin.rawValue)], EntryRecord.entry)
  }

  /// The entries of other tickets that have an origin in common with one's own, with their words.
  package func entries(following id: Ticket.ID) throws -> [Entry] {
    let sql = """
      SELECT \(EntryRecord.list) FROM entry
      WHERE origin IN (SELECT coalesce(origin, seq) FROM entry WHERE ticket = $1)
        AND ticket <> $1 AND ticket > 0 ORDER BY seq
      """
    return try connection.all(sql, [.integer(id.rawValue)], EntryRecord.entry).map { entry in
      var entry = entry
      try entry.restore(payloads(of: entry.seq))
      return entry
    }
  }

  /// How many entries have that origin, itself left out.
  package func countEntries(origin: EntryID) throws -> Int {
    let sql = "SELECT count(*) FROM entry WHERE origin = $1 AND seq <> $1"
    return Int(try connection.integer(sql, [.integer(origin.rawValue)]) ?? 0)
  }

  private func complete(_ found: Entry?) throws -> Entry? {
    guard var entry = found else { return nil }
    try entry.restore(payloads(of: entry.seq))
    return entry
  }

  private func payload(from row: Row<PayloadColumn>) throws -> Payload {
    guard let part = PayloadPart(rawValue: row.text(.part)) else {
      throw RecordError(PayloadColumn.part, of: "\(row.integer(.seq))")
    }
    return Payload(part: part, salt: row.bytes(.salt), value: row.text(.value))
  }
}
