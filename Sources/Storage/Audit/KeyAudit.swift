import Kernel
import Texts

/// Checks what stands beside the history: the keys of requests, and the numbers to be given next.
struct KeyAudit {
  let connection: Connection

  func problems() throws -> [AuditProblem] {
    try keys() + outboxes() + counters()
  }

  /// Keys whose receipt is not of the entry that it names, and keys of a bulk's part that are not the
  /// bulk's and the ticket's.
  private func keys() throws -> [AuditProblem] {
    let wrong = """
      SELECT request_key.key, request_key.ticket FROM request_key
      LEFT JOIN entry ON entry.seq = request_key.seq
      WHERE CASE WHEN request_key.seq IS NULL
        THEN NOT EXISTS (SELECT 1 FROM entry WHERE entry.ticket = request_key.ticket)
        ELSE entry.seq IS NULL OR entry.ticket <> request_key.ticket
          OR entry.request <> request_key.request OR entry.version <> request_key.version END
        OR request_key.key GLOB 'r[0-9]*/[0-9]*' AND request_key.key NOT GLOB '*/*/*'
          AND request_key.key <> request_key.request || '/' || request_key.ticket
      ORDER BY request_key.key
      """
    enum Found: Int, RowColumn { case key, ticket }
    return try connection.all(wrong) { (row: Row<Found>) in
      AuditProblem(
        .key, ticket: Ticket.ID(rawValue: row.integer(.ticket)),
        Text.auditRequestKey(key: row.text(.key)))
    }
  }

  /// Keys whose receipt names rows of the outbox that are none, or that another request's entry led to.
  ///
  /// Rows are pruned once they are done, so that their keys alone are looked at.
  private func outboxes() throws -> [AuditProblem] {
    enum Found: Int, RowColumn { case key, ticket, request, outbox }
    let rows = try connection.all(
      """
      SELECT key, ticket, request, outbox FROM request_key WHERE outbox <> '[]' ORDER BY key
      """
    ) { (row: Row<Found>) in
      (row.text(.key), row.integer(.ticket), row.text(.request), row.text(.outbox))
    }
    return try rows.compactMap { key, ticket, request, outbox in
      guard try !isOutbox(outbox, of: request) else { return nil }
      return AuditProblem(
        .key, ticket: Ticket.ID(rawValue: ticket), Text.auditRequestKey(key: key))
    }
  }

  private func isOutbox(_ text: String, of request: String) throws -> Bool {
    guard let keys = JSON.texts(in: text) else { return false }
    return try keys.allSatisfy { key in
      let parts = key.split(separator: "/")
      guard parts.count > 1 else { return false }
      let (kind, owner) = (String(parts[0]), String(parts[1]))
      if KeyAudit.namingRequests.contains(kind), !request.contains("/") { return owner == request }
      guard KeyAudit.namingEntries.contains(kind), let seq = Int64(owner) else { return true }
      let found = try connection.text("SELECT request FROM entry WHERE seq = $1", [.integer(seq)])
      return found == request
    }
  }

  /// What the keys of rows begin with that have their request behind it, and the number of their entry.
  private static let namingRequests: Set = ["told"]
  private static let namingEntries: Set = ["after", "forward"]

  /// Sees that the next numbers given are new ones, and that none is left out.
  private func counters() throws -> [AuditProblem] {
    let (given, last) = (try Counters(readFrom: connection), try LastNumbers(readFrom: connection))
    var problems: [AuditProblem] = []
    if given.seq < last.seq || given.ticket < last.ticket || given.person < last.person
      || given.request < last.request
    {
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
  /// The last number of a request that an entry has; later ones may have left no entry.
  let request: Int64
  /// The last number of a ticket that is kept for an import.
  let reserved: Int64

  init(readFrom connection: Connection) throws {
    func last(_ column: String, of table: String) throws -> Int64 {
      try connection.integer("SELECT max(\(column)) FROM \(table)") ?? 0
    }
    seq = try last("seq", of: "entry")
    ticket = try last("ticket", of: "entry")
    person = try last("id", of: "person")
    // Requests are called r1, r2 …; other names have no number.
    let requests = """
      SELECT max(CAST(substr(request, 2) AS INTEGER)) FROM entry
      WHERE request GLOB 'r[0-9]*' AND substr(request, 2) NOT GLOB '*[^0-9]*'
      """
    request = try connection.integer(requests) ?? 0
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
