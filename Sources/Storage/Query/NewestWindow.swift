import Kernel

/// The newest part of a desk: the tickets from one number on, and their entries.
///
/// Where an answer wants the newest tickets only, and a word stands in very many, most of what the
/// search tables find would be thrown away. A window leaves that part out: every entry of a ticket in
/// it is in it too, so that what is found there is exact, and enough where it fills the answer.
struct NewestWindow: Equatable {
  /// The first ticket that counts.
  let ticket: Int64
  /// The first entry of all those tickets.
  let entry: Int64

  /// How many texts make a word common: fewer are found faster than a window.
  static let commonHits = 2_000
  /// How far back the windows reach, in tickets, one after the other.
  static let reaches: [Int64] = [500, 5_000]
}

extension Connection {
  /// The windows to look into before everything is; none, where that would be no faster.
  func newestWindows(for query: Query, wanting count: Int) throws -> [NewestWindow] {
    guard query.isNewestFirst, count <= Int(NewestWindow.reaches[0]),
      query.phrases.allSatisfy(\.isFoundByBeginning),
      try query.phrases.contains(where: isCommon)
    else { return [] }
    let newest = try integer("SELECT max(id) FROM ticket") ?? 0
    return try NewestWindow.reaches.filter { $0 < newest }.compactMap { reach in
      let ticket = newest - reach + 1
      // The addition keeps SQLite from reading all entries in the order of `seq` until one fits.
      let sql = "SELECT min(seq + 0) FROM entry WHERE ticket >= $1"
      let entry = try integer(sql, [.integer(ticket)])
      return entry.map { NewestWindow(ticket: ticket, entry: $0) }
    }
  }

  private func isCommon(_ phrase: SearchPhrase) throws -> Bool {
    let sql = """
      SELECT count(*) FROM (
        SELECT rowid FROM search_public WHERE tokens MATCH $1 LIMIT $2)
      """
    let most = Int64(NewestWindow.commonHits)
    let values: [SQLValue] = [.text(QueryCompiler.phrase(phrase)), .integer(most)]
    return try integer(sql, values) == most
  }
}
