import Kernel

extension WriteTransaction {
  package func entries(of id: Ticket.ID) throws -> [Entry] {
    try connection.entries(of: id)
  }

  package func entry(_ seq: EntryID) throws -> Entry? {
    try connection.entry(seq)
  }

  package func entries(origin: EntryID) throws -> [Entry] {
    try connection.entries(origin: origin)
  }

  package func countEntries(origin: EntryID) throws -> Int {
    try connection.countEntries(origin: origin)
  }

  /// The last entry of a ticket.
  package func lastEntry(of id: Ticket.ID) throws -> Entry? {
    try connection.lastEntry(of: id)
  }

  package func lastDeskEntry() throws -> Entry? {
    try connection.lastEntry(of: .desk)
  }

  package func write(_ entry: Entry, payloads: [Payload]) throws {
    try connection.run(EntryRecord.insert, EntryRecord.values(of: entry))
    if entry.ticket == .desk { noteNamedEpoch(in: entry) }
    for payload in payloads {
      try connection.run(
        "INSERT INTO payload (seq, part, salt, value) VALUES ($1, $2, $3, $4)",
        [
          .integer(entry.seq.rawValue), .text(payload.part.rawValue), .blob(payload.salt),
          .text(payload.value),
        ])
    }
    let tokens = SearchRecord.tokens(of: entry)
    guard !tokens.isEmpty else { return }
    try connection.run(
      SearchRecord.insert(entry.visibility), [.integer(entry.seq.rawValue), .text(tokens)])
  }
}
