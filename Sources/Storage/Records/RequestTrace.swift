import Kernel

/// A ticket that a request wrote entries to.
package struct RequestTrace: Sendable {
  package let ticket: Ticket.ID
  /// Whether it edited a field: else it only said something.
  package let isEdited: Bool
}

extension Reader {
  /// The tickets that a request wrote entries to, the one written to last first.
  ///
  /// There is no index of requests: it would cost every create, and this is asked seldom. A bulk is
  /// found by the keys of its items. For others the history is read backwards, so that what was
  /// done lately is found at once; an import, or a request that wrote nothing, takes all of it.
  package func traces(ofRequest name: String) throws -> [RequestTrace] {
    guard let span = try span(ofRequest: name) else { return [] }
    enum Found: Int, RowColumn { case ticket, seq, isEdited }
    let sql = """
      SELECT ticket, max(seq), max(edits <> '[]') FROM entry WHERE seq >= $2 AND seq <= $3 AND request = $1
      GROUP BY ticket ORDER BY 2 DESC
      """
    return try connection.all(
      sql, [.text(name), .integer(span.lowerBound), .integer(span.upperBound)]
    ) { (row: Row<Found>) in
      RequestTrace(
        ticket: Ticket.ID(rawValue: row.integer(.ticket)), isEdited: row.isTrue(.isEdited))
    }
  }

  /// Numbers between which all entries of the request are.
  private func span(ofRequest name: String) throws -> ClosedRange<Int64>? {
    guard name.hasPrefix("r"), let number = Int64(name.dropFirst()), "r\(number)" == name,
      (1...(try Counters(readFrom: connection).request)).contains(number)
    else { return nil }
    if try bulk(name) != nil { return try spanOfItems(name) }
    let sql = EntryColumn.table.select + " WHERE request = $1 ORDER BY seq DESC LIMIT 1"
    let last = try connection.first(sql, [.text(name)]) { (row: Row<EntryColumn>) in
      (
        row.integer(.seq), row.text(.source) == Source.import.rawValue || !row.isNull(.imported),
        row.optionalInteger(.origin)
      )
    }
    guard let (seq, isImport, origin) = last else { return nil }
    // All that one request writes is written at once; an import goes on and on.
    let first = isImport ? 1 : max(1, seq - Reader.mostAtOnce)
    guard let origin, origin < first, try request(of: origin) == name else { return first...seq }
    // So does what follows from an entry of the desk's own chain, part by part.
    return origin...seq
  }

  private func request(of seq: Int64) throws -> String? {
    try connection.text("SELECT request FROM entry WHERE seq = $1", [.integer(seq)])
  }

  /// The items of a bulk have the keys `<request>/<ticket>`: in the order of bytes, `0` follows `/`.
  private func spanOfItems(_ name: String) throws -> ClosedRange<Int64>? {
    enum Found: Int, RowColumn { case first, last }
    let sql = """
      SELECT min(seq), max(seq) FROM request_key WHERE key >= $1 AND key < $2 AND request = $3
      """
    let values: [SQLValue] = [.text(name + "/"), .text(name + "0"), .text(name)]
    let found = try connection.first(sql, values) { (row: Row<Found>) in
      (row.optionalInteger(.first), row.optionalInteger(.last))
    }
    guard let first = found?.0, let last = found?.1 else { return nil }
    return first...last + Reader.mostAtOnce
  }

  /// More entries than one request writes, with all that hooks ask for in its transaction.
  private static let mostAtOnce: Int64 = 1_000
}
