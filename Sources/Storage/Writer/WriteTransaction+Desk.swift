import Crypto
import Kernel

/// What a transaction has changed of the desk itself and no entry tells of yet.
struct DeskChanges {
  /// The rows as they were before the transaction, or before the last entry that told of them.
  fileprivate(set) var before: [DeskRow: JSON] = [:]
  /// The epoch that the last entry named which this transaction wrote; `nil` where none did.
  var namedEpoch: String?
}

extension WriteTransaction {
  /// Changes a row of the desk itself: the next entry of the desk's chain tells of it.
  ///
  /// All statements that write to such a table go through here.
  func change(_ row: DeskRow, _ sql: String, _ values: [SQLValue]) throws {
    if row.isRecorded, changes.before[row] == nil {
      changes.before[row] = try connection.unlimited { try connection.content(of: row) }
    }
    try connection.run(sql, values)
  }

  /// What an entry of the desk's chain is to say in its `data`: every row that was changed since the
  /// last one, by its name, as a JSON array of what it was and what it is.
  package func takeDeskChanges() throws -> [String: Value] {
    var data: [String: Value] = [:]
    for (row, before) in changes.before {
      let after = try connection.content(of: row)
      guard after.text != before.text else { continue }
      data[row.name] = .text(JSON.array([before, after]).text)
    }
    changes.before = [:]
    return data
  }

  /// All rows of the desk itself as they are, for the entries that an older desk begins with.
  package func deskBaseline() throws -> [[String: Value]] {
    var shared: [String: Value] = [:]
    var people: [[String: Value]] = []
    for table in DeskTable.allCases {
      for (name, content) in try connection.contents(of: table).sorted(by: { $0.key < $1.key }) {
        let value = Value.text(JSON.array([.null, content]).text)
        // A person's row goes into an entry of its own, so that it can be erased alone.
        if table == .person { people.append([name: value]) } else { shared[name] = value }
      }
    }
    for (digest, found) in try connection.otherFileDigests() {
      let content = JSON.object([("digest", .string(found))])
      shared[DeskFold.filesName(digest)] = .text(JSON.array([.null, content]).text)
    }
    return [shared] + people
  }

  /// Notes the epoch that an entry of the desk's chain names.
  func noteNamedEpoch(in entry: Entry) {
    guard let edit = entry.edits.last(where: { $0.field == DeskEntry.epoch }) else { return }
    changes.namedEpoch = edit.to.text
  }

  /// Refuses to commit what no entry of the desk's chain tells of.
  func checkDeskChanges(from earlier: Counters) throws {
    var rows: [String] = []
    for (row, before) in changes.before
    where try connection.content(of: row).text != before.text { rows.append(row.name) }
    if counters.epoch != earlier.epoch, changes.namedEpoch != counters.epoch {
      rows.append(DeskEntry.epoch)
    }
    guard rows.isEmpty else { throw StorageError.unrecorded(rows: rows.sorted()) }
  }
}

extension DeskReader {
  /// Whether this may be a desk of an older version whose state is not in its history yet.
  package func isBaselineMarked() throws -> Bool {
    try connection.setting(DeskRow.baselineSetting) != nil
  }

  /// Whether the desk's state is to be written to its history now.
  ///
  /// Never where an entry tells of rows already, whatever the setting says: what somebody changed
  /// behind Docket's back must not become the state that the history begins with.
  package func isBaselineDue() throws -> Bool {
    guard try isBaselineMarked() else { return false }
    let sql = """
      SELECT 1 FROM entry JOIN payload ON payload.seq = entry.seq
      WHERE entry.ticket = 0 AND payload.part = 'data' LIMIT 1
      """
    return try !connection.has(sql)
  }

  /// The digest of the files that an older desk was found to have under another one: what its
  /// baseline says of files, or what is there as long as it has none.
  package func foundDigest(ofFiles digest: String) throws -> String? {
    if try isBaselineDue() { return try connection.otherFileDigests()[digest] }
    let sql = """
      SELECT \(EntryRecord.list) FROM entry
      WHERE ticket = 0 AND action = $1 AND NOT EXISTS (
        SELECT 1 FROM entry AS earlier JOIN payload ON payload.seq = earlier.seq
        WHERE earlier.ticket = 0 AND earlier.number < entry.number AND payload.part = 'data')
      """
    let baseline = try connection.first(
      sql, [.text(DeskAction.baseline.rawValue)], EntryRecord.entry)
    guard var entry = baseline else { return nil }
    try entry.restore(payloads(of: entry.seq))
    return DeskFold(folding: [entry]).foundFiles[digest]
  }
}

extension Connection {
  /// The digests that files of plugins have, where they are not kept under their own.
  func otherFileDigests() throws -> [String: String] {
    var digests: [String: String] = [:]
    for digest in try texts("SELECT DISTINCT digest FROM plugin_file") {
      let found = PluginFile.digest(of: try pluginFiles(digest: digest)).hex
      if found != digest { digests[digest] = found }
    }
    return digests
  }
}

extension WriteTransaction {
  /// Notes that the desk's state stands in its history.
  package func endBaseline() throws {
    known.settings[DeskRow.baselineSetting] = nil
    try connection.run(
      "DELETE FROM setting WHERE name = $1", [.text(DeskRow.baselineSetting)])
  }
}

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
