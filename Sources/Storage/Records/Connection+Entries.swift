import Crypto
import Kernel

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
    try entry.restore(words)
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
