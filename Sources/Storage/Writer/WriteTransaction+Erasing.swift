import Crypto
import Kernel

extension WriteTransaction {
  /// Deletes parts of an entry's words, with what the search and the outbox have of them.
  ///
  /// The caller folds the ticket anew and writes its row. Once the transaction is committed, the
  /// words are in no file of the desk any more: see `Connection.erase`.
  package func deleteWords(of seq: EntryID, _ parts: Set<PayloadPart>) throws {
    guard let entry = try connection.entry(seq) else { return }
    for part in parts {
      try connection.run(
        "DELETE FROM payload WHERE seq = $1 AND part = $2",
        [.integer(seq.rawValue), .text(part.rawValue)])
    }
    let left = try connection.entry(seq).map(SearchRecord.tokens) ?? ""
    try replaceTokens(of: entry, by: left)
    try connection.run(
      "UPDATE outbox SET \(Self.emptied) WHERE entry = $1 AND entry IS NOT NULL AND payload <> ''",
      [.integer(seq.rawValue)])
    connection.hasErased = true
  }

  package func toldReports() throws -> [OutboxRow] {
    // Read from end to end, as on a purge.
    try connection.all(
      """
      SELECT \(OutboxRecord.list) FROM outbox
      WHERE kind = 'notify' AND payload <> '' AND ticket IS NULL ORDER BY id
      """, [], OutboxRecord.outboxRow
    ).filter(\.isReport)
  }

  package func deleteWords(ofRow id: Int64) throws {
    try connection.run("UPDATE outbox SET \(Self.emptied) WHERE id = $1", [.integer(id)])
    connection.hasErased = true
  }

  /// Deletes the ticket's row; its entries stay, and its number is not given again.
  package func remove(_ id: Ticket.ID) throws {
    try connection.run("DELETE FROM ticket WHERE id = $1", [.integer(id.rawValue)])
    try connection.run("DELETE FROM ticket_value WHERE ticket = $1", [.integer(id.rawValue)])
    // Read from end to end: purges are rare, and an index would cost every row.
    try connection.run(
      """
      UPDATE outbox SET payload = '', last_error = '', lease_owner = '', lease_until = 0,
        state = CASE WHEN state = 'waiting' THEN 'dropped' ELSE state END
      WHERE ticket = $1
      """, [.integer(id.rawValue)])
    connection.hasErased = true
  }

  package func keepContents(of id: Ticket.ID, only kept: Set<Digest>) throws {
    let sql = "SELECT digest FROM attachment WHERE ticket = $1"
    let all = try connection.all(sql, [.integer(id.rawValue)]) { (row: Row<OnlyColumn>) in
      row.digest(.value)
    }
    for digest in all.compactMap(\.self) where !kept.contains(digest) {
      try connection.run(
        "DELETE FROM attachment WHERE ticket = $1 AND digest = $2",
        [.integer(id.rawValue), .blob(digest.bytes)])
      for table in ["content_part", "content"] {
        try connection.run(
          """
          DELETE FROM \(table) WHERE digest = $1
            AND NOT EXISTS (SELECT 1 FROM attachment WHERE digest = $1)
          """, [.blob(digest.bytes)])
      }
      try forgetForwarded(digest)
      connection.hasErased = true
    }
  }

  /// Takes a file out of what was forwarded of tickets that do not have it.
  private func forgetForwarded(_ digest: Digest) throws {
    // Read from end to end, as on a purge.
    let sql = """
      SELECT \(OutboxRecord.list) FROM outbox
      WHERE kind = 'notify' AND payload LIKE $1
        AND NOT EXISTS (
          SELECT 1 FROM attachment WHERE attachment.ticket = outbox.ticket AND digest = $2)
      """
    let rows = try connection.all(
      sql, [.text("%\(digest.hex)%"), .blob(digest.bytes)], OutboxRecord.outboxRow)
    for row in rows {
      guard var forward = Forward(payload: try JSON(parsing: row.payload)) else { continue }
      forward.files.removeAll { $0.attachment.digest == digest }
      try connection.run(
        "UPDATE outbox SET payload = $2 WHERE id = $1",
        [.integer(row.id), .text(forward.payload)])
    }
  }

  /// What becomes of a row whose words are deleted: there is nothing left to tell.
  private static let emptied = """
    payload = '', last_error = '',
    state = CASE WHEN state = 'waiting' AND kind = 'notify' THEN 'dropped' ELSE state END
    """

  private func replaceTokens(of entry: Entry, by left: String) throws {
    let seq = SQLValue.integer(entry.seq.rawValue)
    let tokens = SearchRecord.tokens(of: entry)
    guard tokens != left else { return }
    try connection.run(SearchRecord.delete(entry.visibility), [seq, .text(tokens)])
    if !left.isEmpty {
      try connection.run(SearchRecord.insert(entry.visibility), [seq, .text(left)])
    }
    connection.hasErasedSearch = true
  }
}

extension Connection {
  /// Takes deleted words out of the search tables, which keep them until their parts are merged.
  ///
  /// Called before the commit; takes time in proportion to all that can be searched.
  func mergeSearch() throws(StorageError) {
    guard hasErasedSearch else { return }
    for table in SearchRecord.tables {
      try run("INSERT INTO \(table) (\(table)) VALUES ('optimize')")
    }
    hasErasedSearch = false
  }

  /// Takes deleted words out of the write-ahead log, once they are gone from the database.
  ///
  /// Where somebody still reads what was before, the log stays as it is until the next commit that
  /// finds nobody, or until the desk is closed. Deleted pages themselves are overwritten, as
  /// `secure_delete` says. Source: https://www.sqlite.org/pragma.html#pragma_wal_checkpoint.
  func eraseLog() {
    guard hasErased else { return }
    do {
      hasErased = try integer("PRAGMA wal_checkpoint(TRUNCATE)") != 0
    } catch {
      // What was committed is committed; the flag stays up, so that the next commit tries again.
      hasErased = true
    }
  }
}
