import Kernel

extension WriteTransaction {
  /// What became of the request with that key.
  ///
  /// Its edits are read from its entry and its rows from the outbox as they are now: words that were
  /// redacted since are not in it.
  package func receipt(forKey key: String) throws -> Receipt? {
    let sql = "SELECT ticket, seq, request, version, outbox FROM request_key WHERE key = $1"
    let found = try connection.first(sql, [.text(key)]) { row in
      let receipt = Receipt(
        ticket: Ticket.ID(rawValue: row.integer(0)),
        seq: row.optionalInteger(1).map(EntryID.init), request: row.text(2),
        version: row.integer(3), isRepeated: true)
      return (receipt, row.text(4))
    }
    guard var receipt = found?.0, let outbox = found?.1 else { return nil }
    guard let keys = JSON.texts(in: outbox) else {
      throw RecordError(table: "request_key", key: key, column: "outbox")
    }
    receipt.outbox = try keys.compactMap(connection.outboxRow(withKey:))
    if let seq = receipt.seq { receipt.edits = try connection.entry(seq)?.edits ?? [] }
    return receipt
  }

  package func remember(_ receipt: Receipt, forKey key: String) throws {
    try connection.run(
      """
      INSERT INTO request_key (key, ticket, seq, request, version, outbox)
      VALUES ($1, $2, $3, $4, $5, $6)
      """,
      [
        .text(key), .integer(receipt.ticket.rawValue), .optional(receipt.seq?.rawValue),
        .text(receipt.request), .integer(receipt.version),
        .text(receipt.outbox.isEmpty ? "[]" : JSON.texts(receipt.outbox.map(\.key)).text),
      ])
  }
}
