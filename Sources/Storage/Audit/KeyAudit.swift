import Kernel
import Texts

/// Checks what stands beside the history: the keys of requests, and the numbers to be given next.
struct KeyAudit {
  let connection: Connection

  func problems() throws -> [AuditProblem] {
    try keys() + counters()
  }

  /// Keys whose receipt is not of the entry that it names.
  private func keys() throws -> [AuditProblem] {
    let wrong = """
      SELECT request_key.key, request_key.ticket FROM request_key
      LEFT JOIN entry ON entry.seq = request_key.seq
      WHERE CASE WHEN request_key.seq IS NULL
        THEN NOT EXISTS (SELECT 1 FROM entry WHERE entry.ticket = request_key.ticket)
        ELSE entry.seq IS NULL OR entry.ticket <> request_key.ticket
          OR entry.request <> request_key.request OR entry.version <> request_key.version END
      ORDER BY request_key.key
      """
    enum Found: Int, RowColumn { case key, ticket }
    return try connection.all(wrong) { (row: Row<Found>) in
      AuditProblem(
        .key, ticket: Ticket.ID(rawValue: row.integer(.ticket)),
        Text.auditRequestKey(key: row.text(.key)))
    }
  }

  /// Sees that the next numbers given are new ones, and that none is left out.
  private func counters() throws -> [AuditProblem] {
    let (given, last) = (try Counters(readFrom: connection), try LastNumbers(readFrom: connection))
    var problems: [AuditProblem] = []
    if given.seq < last.seq || given.ticket < last.ticket || given.person < last.person {
      problems.append(AuditProblem(.counters, Text.auditCounters))
    }
    if given.seq > last.seq || given.person > last.person
      || given.ticket > max(last.ticket, last.reserved)
    {
      problems.append(AuditProblem(.counters, Text.auditCountersAhead))
    }
    return problems
  }
}

/// The last numbers that stand anywhere.
struct LastNumbers {
  let seq: Int64
  let ticket: Int64
  let person: Int64
  /// The last number of a ticket that is kept for an import.
  let reserved: Int64

  init(readFrom connection: Connection) throws {
    func last(_ column: String, of table: String) throws -> Int64 {
      try connection.integer("SELECT max(\(column)) FROM \(table)") ?? 0
    }
    seq = try last("seq", of: "entry")
    ticket = try last("ticket", of: "entry")
    person = try last("id", of: "person")
    var reserved: Int64 = 0
    for (name, value) in try connection.settings()
    where name.hasPrefix("import.") && name.hasSuffix(".numbers") {
      for range in (try? JSON(parsing: value))?.array ?? [] {
        // Each is the last number of the other desk, and how far its numbers were moved.
        guard let pair = range.array, pair.count == 2, let last = pair[0].integer,
          let distance = pair[1].integer
        else { continue }
        reserved = max(reserved, last.addingReportingOverflow(distance).partialValue)
      }
    }
    self.reserved = reserved
  }
}
