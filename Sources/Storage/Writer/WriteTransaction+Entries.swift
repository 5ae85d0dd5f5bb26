import Kernel

extension WriteTransaction {
  /// The first entry of a ticket that is not of that request, nor follows from one of it, nor is
  /// the desk's own doing.
  package func firstEntry(of id: Ticket.ID, besides request: String) throws -> EntryID? {
    let sql = """
      SELECT seq FROM entry WHERE ticket = $1 AND request <> $2
      AND action <> $3 AND NOT EXISTS (
        SELECT 1 FROM entry AS first WHERE first.seq = entry.origin AND first.request = $2)
      ORDER BY number LIMIT 1
      """
    let values: [SQLValue] = [
      .integer(id.rawValue), .text(request), .text(DeskAction.rename.rawValue),
    ]
    return try connection.integer(sql, values).map(EntryID.init)
  }

  package func lastDeskEntry() throws -> Entry? {
    try connection.lastEntry(of: .desk)
  }

  package func chain(from origin: EntryID) throws -> CauseChain {
    if let known = known.chain, known.origin == origin { return known.chain }
    let chain = CauseChain(try entries(origin: origin))
    known.chain = (origin, chain)
    return chain
  }

  package func write(_ entry: Entry, payloads: [Payload]) throws {
    let row = EntryRecord.values(of: entry)
    try connection.run(EntryColumn.table.insert, row)
    if let known = known.chain, known.origin == entry.origin { self.known.chain = nil }
    if entry.ticket == .desk {
      noteNamedEpoch(in: entry)
    } else {
      try connection.run(CountedColumn.table.insert, CountedRecord.values(of: row))
    }
    for payload in payloads {
      try connection.run(
        PayloadColumn.table.insert, PayloadColumn.values(of: payload, seq: entry.seq))
    }
    let tokens = SearchRecord.tokens(of: entry)
    guard !tokens.isEmpty else { return }
    try connection.run(
      SearchRecord.insert(entry.visibility), [.integer(entry.seq.rawValue), .text(tokens)])
  }
}

extension WriteTransaction {
  package func write(_ ticket: Ticket, before: Ticket?) throws {
    if let before {
      try update(
        ticket.id, from: TicketRecord.values(of: before), to: TicketRecord.values(of: ticket))
    } else {
      try connection.run(TicketRecord.table.insert, TicketRecord.values(of: ticket))
    }
    try writeValues(of: ticket, before: before)
  }

  /// Sets the columns that differ: a column left out costs none of its indexes.
  private func update(
    _ id: Ticket.ID, from before: [SQLValue], to after: [SQLValue],
  ) throws {
    let changed = after.indices.filter { after[$0] != before[$0] }
    guard !changed.isEmpty else { return }
    let assignments = changed.enumerated().map { "\(TicketRecord.table.columns[$1]) = $\($0 + 2)" }
    try connection.run(
      "UPDATE ticket SET " + assignments.joined(separator: ", ") + " WHERE id = $1",
      [.integer(id.rawValue)] + changed.map { after[$0] })
  }

  private func writeValues(of ticket: Ticket, before: Ticket?) throws {
    let after = ValueRecord.fields(of: ticket)
    let earlier = before.map(ValueRecord.fields) ?? [:]
    for (field, _) in earlier where earlier[field] != after[field] {
      try connection.run(
        "DELETE FROM ticket_value WHERE ticket = $1 AND field = $2",
        [.integer(ticket.id.rawValue), .text(field)])
    }
    for (field, value) in after where earlier[field] != value {
      for row in ValueRecord.rows(of: value, ticket: ticket.id, field: field) {
        try connection.run(ValueColumn.table.insert, row)
      }
    }
  }
}
