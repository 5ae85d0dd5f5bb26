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

  package func lastDeskEntry() throws -> Entry? {
    try connection.lastEntry(of: .desk)
  }

  package func write(_ entry: Entry, payloads: [Payload]) throws {
    try connection.run(EntryRecord.insert, EntryRecord.values(of: entry))
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

  /// Deletes all words of an entry: its payload, its search row and what the outbox has of it.
  ///
  /// The caller folds the ticket anew and writes its row: the entry's edits are empty from now on.
  package func deleteWords(of seq: EntryID) throws {
    guard let entry = try connection.entry(seq) else { return }
    let tokens = SearchRecord.tokens(of: entry)
    if !tokens.isEmpty {
      try connection.run(
        SearchRecord.delete(entry.visibility), [.integer(seq.rawValue), .text(tokens)])
    }
    try connection.run("DELETE FROM payload WHERE seq = $1", [.integer(seq.rawValue)])
    try connection.run(
      "UPDATE outbox SET payload = '' WHERE entry = $1 AND entry IS NOT NULL AND payload <> ''",
      [.integer(seq.rawValue)])
  }
}
