import Kernel

/// Compares what the search tables find with what the entries say.
///
/// The tables keep no texts, so each of their words is read with its place, and added up for each
/// entry; so are the words that the entry says. It holds a number for each entry in memory.
package struct SearchAudit {
  private let connection: Connection
  /// By entry: what the tables have, less what they should have.
  private var sums: [Int64: UInt64] = [:]

  /// FTS5 cuts longer words.
  ///
  /// Source: `FTS5_MAX_TOKEN_SIZE` in its source.
  private static let longestWord = 32_768

  /// The entries that are found by other words than they say, in their order.
  package static func differences(at path: String) throws -> [EntryID] {
    let connection = try Connection.open(path, mode: .read)
    // The file stays as it is: it was opened for reading, and what is made is temporary.
    try connection.execute(["PRAGMA query_only = OFF"])
    for table in tables.values {
      try connection.execute([
        "CREATE VIRTUAL TABLE temp.words_\(table) USING fts5vocab('main', '\(table)', 'instance')"
      ])
    }
    try connection.run("BEGIN")
    var audit = SearchAudit(connection: connection)
    for (visibility, table) in tables { try audit.addWords(of: table, visibility) }
    try audit.subtractEntries()
    try connection.run("COMMIT")
    return audit.sums.filter { $0.value != 0 }.keys.sorted().map(EntryID.init(rawValue:))
  }

  private static let tables: [Entry.Visibility: String] = [
    .public: "search_public", .internal: "search_internal",
  ]

  private mutating func addWords(of table: String, _ visibility: Entry.Visibility) throws {
    enum Found: Int, RowColumn { case doc, term, offset }
    let sql = "SELECT doc, term, offset FROM temp.words_\(table)"
    try connection.rows(sql) { (row: Row<Found>) in
      let word = SearchAudit.hash(row.bytes(.term), row.integer(.offset), visibility)
      sums[row.integer(.doc), default: 0] &+= word
    }
  }

  private mutating func subtractEntries() throws {
    let sql = "SELECT \(EntryRecord.list) FROM entry ORDER BY seq"
    try connection.rows(sql) { (row: Row<EntryColumn>) in
      var entry = try EntryRecord.entry(from: row)
      try entry.restore(try connection.payloads(of: entry.seq))
      // By bytes: a word that is one combining mark is no character apart from the space before it.
      let words = SearchRecord.tokens(of: entry).utf8.split(separator: UInt8(ascii: " "))
      for (offset, word) in words.enumerated() {
        let bytes = word.prefix(SearchAudit.longestWord)
        let sum = SearchAudit.hash(bytes, Int64(offset), entry.visibility)
        sums[entry.seq.rawValue, default: 0] &-= sum
      }
    }
  }

  /// The FNV-1a hash of a word at its place in one of the tables.
  private static func hash(
    _ word: some Sequence<UInt8>, _ offset: Int64, _ visibility: Entry.Visibility,
  ) -> UInt64 {
    var hash: UInt64 = visibility == .public ? 0xcbf2_9ce4_8422_2325 : 0x9e37_79b9_7f4a_7c15
    func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    for byte in word { mix(byte) }
    for shift in stride(from: 0, to: 32, by: 8) { mix(UInt8(truncatingIfNeeded: offset >> shift)) }
    return hash
  }
}
