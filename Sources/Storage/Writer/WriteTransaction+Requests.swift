import Kernel

enum RequestKeyColumn: Int, TableColumn {
  case key, ticket, seq, request, version, outbox

  static let table = Table("request_key", of: Self.self)
  static let find = table.select + " WHERE key = $1"

  static func values(of receipt: Receipt, key: String) -> [SQLValue] {
    values { column in
      switch column {
      case .key: .text(key)
      case .ticket: .integer(receipt.ticket.rawValue)
      case .seq: .optional(receipt.seq?.rawValue)
      case .request: .text(receipt.request)
      case .version: .integer(receipt.version)
      case .outbox:
        .text(receipt.outbox.isEmpty ? "[]" : JSON.texts(receipt.outbox.map(\.key)).text)
      }
    }
  }
}

extension WriteTransaction {
  /// What became of the request with that key.
  ///
  /// Its edits are read from its entry and its rows from the outbox as they are now: words that were
  /// redacted since are not in it.
  package func receipt(forKey key: String) throws -> Receipt? {
    let found = try connection.first(RequestKeyColumn.find, [.text(key)]) {
      (row: Row<RequestKeyColumn>) in
      let receipt = Receipt(
        ticket: Ticket.ID(rawValue: row.integer(.ticket)),
        seq: row.optionalInteger(.seq).map(EntryID.init), request: row.text(.request),
        version: row.integer(.version), isRepeated: true)
      return (receipt, row.text(.outbox))
    }
    guard var receipt = found?.0, let outbox = found?.1 else { return nil }
    guard let keys = JSON.texts(in: outbox) else {
      throw RecordError(RequestKeyColumn.outbox, of: key)
    }
    receipt.outbox = try keys.compactMap(connection.outboxRow(withKey:))
    if let seq = receipt.seq { receipt.edits = try connection.entry(seq)?.edits ?? [] }
    return receipt
  }

  package func remember(_ receipt: Receipt, forKey key: String) throws {
    try connection.run(
      RequestKeyColumn.table.insert, RequestKeyColumn.values(of: receipt, key: key))
  }
}
