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

  package func write(_ entry: Entry, payloads: [Payload]) throws {
    try connection.run(EntryColumn.table.insert, EntryRecord.values(of: entry))
    if entry.ticket == .desk { noteNamedEpoch(in: entry) }
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
