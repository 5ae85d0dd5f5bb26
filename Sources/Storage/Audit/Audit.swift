import Kernel
import Texts

/// Checks a desk's history from the first entry to the last.
///
/// It checks that the file is sound; that every chain has all its numbers, each entry follows from
/// the one before and has the digest of its content, and the words that are there have theirs, and
/// are gone only where an entry says so; that every ticket's row, and what its entries are counted
/// by, is what its entries make, and the desk's own tables are the fold of its chain; that registries, plugins' files and the contents of
/// attachments have their digests; that tables and triggers are those that Docket makes. It cannot see that the end of a chain together
/// with the row was cut off consistently: that is what seals are for. Holds one ticket in memory.
package struct Audit {
  private let connection: Connection
  private let progress: (_ checked: Int, _ total: Int) -> Void
  private let found: (AuditProblem) -> Void
  private var report = AuditReport()

  /// How many entries are checked between two calls of `progress`.
  private static let stride = 1_000

  private init(
    _ connection: Connection, progress: @escaping (Int, Int) -> Void,
    found: @escaping (AuditProblem) -> Void,
  ) {
    self.connection = connection
    self.progress = progress
    self.found = found
  }

  /// Checks everything; `found` is called with each problem as it is found.
  ///
  /// Throws only what keeps it from reading at all; a damaged page is a problem that ends the audit.
  package static func verify(
    _ reader: Reader, progress: (_ checked: Int, _ total: Int) -> Void = { _, _ in },
    found: (AuditProblem) -> Void,
  ) throws -> AuditReport {
    try withoutActuallyEscaping(progress) { progress in
      try withoutActuallyEscaping(found) { found in
        var audit = Audit(reader.connection, progress: progress, found: found)
        do {
          try audit.checkAll()
        } catch let error as StorageError {
          guard case .corrupt = error else { throw error }
          audit.note(AuditProblem(.file, Text.auditStopped(error: error)))
        } catch let error as RecordError {
          audit.note(AuditProblem(.file, Text.auditStopped(error: error)))
        }
        return audit.report
      }
    }
  }

  private mutating func checkAll() throws {
    try checkPages()
    let pristine = try SchemaAudit.pristine()
    let schema = SchemaAudit(connection: connection, pristine: pristine)
    note(try schema.problems())
    guard try schema.hasAllTables() else { return }
    let desk = try checkChains()
    note(
      try DeskAudit(connection: connection, pristine: pristine, fold: desk).problems())
    try checkStrays()
    try checkStored()
    try checkCounted()
    note(try ContentAudit(connection: connection).problems())
    note(try KeyAudit(connection: connection).problems())
  }

  private mutating func note(_ problems: [AuditProblem]) {
    for problem in problems { note(problem) }
  }

  private mutating func note(_ problem: AuditProblem) {
    report.problems += 1
    found(problem)
  }

  private mutating func checkPages() throws {
    for words in try connection.texts("PRAGMA integrity_check(10)")
    where words != "ok" {
      note(AuditProblem(.file, Text.auditFile(problem: words)))
    }
  }

  /// Checks all chains; gives what the desk's own makes.
  private mutating func checkChains() throws -> DeskFold {
    var desk = DeskFold()
    let total = Int(try connection.integer("SELECT count(*) FROM entry") ?? 0)
    var chain: Chain?
    let sql = "SELECT \(EntryRecord.list) FROM entry ORDER BY ticket, number"
    try connection.rows(sql) { (row: Row<EntryColumn>) in
      let id = Ticket.ID(rawValue: row.integer(.ticket))
      if let done = chain, done.id != id { try finish(done, &desk) }
      if chain?.id != id { chain = Chain(id: id) }
      try check(row, in: &chain, desk.imports)
      report.entries += 1
      if report.entries.isMultiple(of: Self.stride) { progress(report.entries, total) }
    }
    if let chain { try finish(chain, &desk) }
    progress(report.entries, total)
    return desk
  }

  private mutating func check(
    _ row: Row<EntryColumn>, in chain: inout Chain?, _ imports: Set<EntryID>,
  ) throws {
    guard let id = chain?.id else { return }
    let seq = EntryID(rawValue: row.integer(.seq))
    do {
      let entry = try EntryRecord.entry(from: row)
      let words = try connection.payloads(of: seq)
      report.redacted += entry.parts.keys.count { part in !words.contains { $0.part == part } }
      var problems = chain?.take(entry, words: words) ?? []
      if let imported = entry.imported, !imports.contains(imported) || imported >= seq {
        problems.append(Text.auditImported(import: imported.rawValue))
      }
      for problem in problems {
        note(
          AuditProblem(
            .history, ticket: id, entry: seq,
            Text.frameEntry(entry: seq.rawValue, problem: problem)))
      }
    } catch let error as HistoryError {
      chain?.skipEntry()
      note(AuditProblem(.history, ticket: id, entry: seq, error.text))
    } catch let error as RecordError {
      chain?.skipEntry()
      note(AuditProblem(.history, ticket: id, entry: seq, error.text))
    }
  }

  /// Compares the ticket's row with what its entries make, or takes what the desk's own make.
  private mutating func finish(_ chain: Chain, _ desk: inout DeskFold) throws {
    for gap in chain.gaps.sorted(by: { $0.entry < $1.entry }) {
      let words = Text.auditPartGone(part: gap.part.rawValue)
      let text = Text.frameEntry(entry: gap.entry.rawValue, problem: words)
      note(AuditProblem(.history, ticket: chain.id, entry: gap.entry, text))
    }
    guard chain.id != .desk else {
      desk = chain.desk
      (report.coversDesk, report.baseline) = (desk.tellsOfRows, desk.baseline)
      return
    }
    report.tickets += 1
    note(
      try ContentAudit(connection: connection).problems(of: chain.id, naming: chain.contents))
    guard !chain.isBroken else { return }
    do {
      guard let row = try connection.ticket(chain.id) else {
        guard !chain.ticket.isPurged else { return }
        note(
          AuditProblem(.row, ticket: chain.id, Text.auditNoRow(ticket: chain.id.rawValue)))
        return
      }
      guard !chain.ticket.isPurged else {
        let words = Text.auditPurgedRow(ticket: chain.id.rawValue)
        return note(AuditProblem(.row, ticket: chain.id, words))
      }
      for name in row.names(differingFrom: chain.ticket) {
        note(
          AuditProblem(
            .row, ticket: chain.id,
            Text.auditRow(ticket: chain.id.rawValue, name: name)))
      }
    } catch let error as RecordError {
      note(AuditProblem(.row, ticket: chain.id, error.text))
    }
  }

  /// Compares what entries are counted by with what they say.
  private mutating func checkCounted() throws {
    for id in try connection.ticketIDs(CountedRecord.differing) {
      note(AuditProblem(.counted, ticket: id, Text.auditCountedEntries(ticket: id.rawValue)))
    }
  }

  /// Finds values that read as their entries make them, and are other ones to a query.
  private mutating func checkStored() throws {
    enum Found: Int, RowColumn { case ticket, field }
    let found = try connection.all(ValueRecord.misstored) { (row: Row<Found>) in
      (ticket: Ticket.ID(rawValue: row.integer(.ticket)), field: row.text(.field))
    }
    for (ticket, field) in found {
      note(
        AuditProblem(
          .row, ticket: ticket, Text.auditRow(ticket: ticket.rawValue, name: field)))
    }
  }

  /// Finds rows that no entry accounts for.
  private mutating func checkStrays() throws {
    for id in try connection.ticketIDs(
      "SELECT id FROM ticket WHERE id NOT IN (SELECT ticket FROM entry)")
    {
      note(AuditProblem(.history, ticket: id, Text.auditNoEntry(ticket: id.rawValue)))
    }
    let values = """
      SELECT DISTINCT ticket FROM ticket_value WHERE ticket NOT IN (SELECT id FROM ticket)
        AND ticket NOT IN (SELECT ticket FROM entry)
      """
    for id in try connection.ticketIDs(values) {
      note(
        AuditProblem(.stray, ticket: id, Text.auditValuesWithoutRow(ticket: id.rawValue)))
    }
    let words = "SELECT DISTINCT seq FROM payload WHERE seq NOT IN (SELECT seq FROM entry)"
    for seq in try connection.integers(words) {
      note(
        AuditProblem(
          .history, entry: EntryID(rawValue: seq),
          Text.auditWordsWithoutEntry(entry: seq)))
    }
  }
}

extension Ticket {
  /// The columns and fields in which two states of a ticket differ, byte by byte.
  fileprivate func names(differingFrom other: Ticket) -> [String] {
    let (mine, others) = (TicketRecord.values(of: self), TicketRecord.values(of: other))
    let columns = mine.indices.filter { mine[$0] != others[$0] }
      .map { TicketRecord.table.columns[$0] }
    let (fields, otherFields) = (ValueRecord.fields(of: self), ValueRecord.fields(of: other))
    let names = Set(fields.keys).union(otherFields.keys).filter { fields[$0] != otherFields[$0] }
    return columns + names.sorted { $0.precedesByBytes($1) }
  }
}

extension Audit {
  /// The tables of which nothing in the history tells, so that an audit cannot judge them: what is
  /// to be delivered, what runs, and what is remembered for convenience.
  package static let uncoveredTables: Set<String> = [
    "bulk", "bulk_part", "delivery_pause", "desk_log", "import_mark", "outbox", "plugin_health",
    "plugin_state", "plugin_state_past", "plugin_use",
  ]
}
