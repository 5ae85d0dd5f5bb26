import Kernel

extension WriteTransaction {
  /// Writes a ticket's row and values anew, as its entries make them.
  ///
  /// Who calls it has seen that the entries are those that were written.
  package func rewriteRow(of id: Ticket.ID) throws {
    let entries = try connection.entries(of: id)
    guard !entries.isEmpty else { return }
    let ticket = Ticket(id: id, folding: entries)
    try connection.run(TicketRecord.upsert, TicketRecord.values(of: ticket))
    try deleteValues(of: id)
    for (field, value) in ValueRecord.fields(of: ticket) {
      for row in ValueRecord.rows(of: value, ticket: id, field: field) {
        try connection.run(ValueColumn.table.insert, row)
      }
    }
  }

  /// Writes the tables of the desk itself anew, as the desk's chain makes them.
  ///
  /// Who calls it has seen that the entries are those that were written.
  package func rewriteDesk() throws {
    let fold = DeskFold(folding: try connection.entries(of: .desk))
    guard fold.tellsOfRows else { return }
    var wrong = fold.rows
    for table in DeskTable.allCases {
      for (name, content) in try connection.contents(of: table) where !fold.isErased(name) {
        wrong[name] = content.text == fold.rows[name]?.text ? nil : fold.rows[name] ?? .null
      }
    }
    // Tickets name people: a row may be away for a moment.
    try connection.execute(["PRAGMA defer_foreign_keys = ON"])
    let rows = wrong.compactMap { name, content in DeskRow(named: name).map { ($0, content) } }
    for (row, _) in rows { try connection.write(.null, to: row) }
    for (row, content) in rows { try connection.write(content, to: row) }
    try connection.execute(["DELETE FROM person_role", Schema.fillingRoles])
    try connection.rewriteNameKeys()
    try connection.rewritePersonValues()
    setEpoch(fold.epoch)
    changes.namedEpoch = fold.epoch
    known = Known()
  }

  /// Deletes the values of a ticket that has no entry.
  package func deleteStrayValues(of id: Ticket.ID) throws {
    guard try connection.entries(of: id).isEmpty else { return }
    try deleteValues(of: id)
  }

  /// Deletes the contents of attachments that no ticket keeps.
  package func deleteStrayContents() throws {
    try connection.run(
      "DELETE FROM content_part WHERE digest NOT IN (SELECT digest FROM attachment)")
    try connection.run("DELETE FROM staged_part", [])
    try connection.run("DELETE FROM content WHERE digest NOT IN (SELECT digest FROM attachment)")
  }

  private func deleteValues(of id: Ticket.ID) throws {
    try connection.run("DELETE FROM ticket_value WHERE ticket = $1", [.integer(id.rawValue)])
  }

  /// Writes all rows of the search tables anew.
  package func rewriteSearch() throws {
    try connection.rewriteSearch()
  }

  /// Writes what entries are counted by anew.
  package func rewriteCounted() throws {
    try connection.rewriteCounted()
  }

  /// Gives back what workers took that never came to their end; their tries count.
  package func releaseStaleLeases(at moment: Instant) throws {
    try connection.run(
      """
      UPDATE outbox SET lease_owner = '', lease_until = 0
      WHERE lease_owner <> '' AND lease_until <= $1
      """, [.integer(moment.milliseconds)])
  }
}

extension Reader {
  /// How many rows were taken by workers whose time was over before that moment.
  package func staleLeases(at moment: Instant) throws -> Int {
    let sql = """
      SELECT count(*) FROM outbox
      WHERE lease_owner <> '' AND lease_until <= $1 AND state = 'waiting'
      """
    return Int(try connection.integer(sql, [.integer(moment.milliseconds)]) ?? 0)
  }

  /// How many rows of the outbox are due and nobody is at.
  package func countDue(at moment: Instant) throws -> Int {
    let sql = """
      SELECT count(*) FROM outbox
      WHERE state = 'waiting' AND not_before <= $1 AND lease_until <= $1
      """
    return Int(try connection.integer(sql, [.integer(moment.milliseconds)]) ?? 0)
  }

  /// When the desk's last entry was recorded; `nil` where there is none.
  package func lastRecorded() throws -> Instant? {
    let sql = "SELECT recorded FROM entry ORDER BY seq DESC LIMIT 1"
    return try connection.integer(sql).map(Instant.init(milliseconds:))
  }

  /// The first ticket that has a time outside of the years 0 to 9999, and how many there are.
  package func ticketsOutsideCalendar() throws -> (first: Ticket.ID, count: Int)? {
    enum Found: Int, RowColumn { case first, count }
    let times = TicketRecord.fields.filter { $0.kind == .time }
    let outside = times.map { "\($0.rawValue) NOT BETWEEN $1 AND $2" }.joined(separator: " OR ")
    let sql = """
      SELECT min(id), count(*) FROM (
        SELECT id FROM ticket WHERE \(outside)
        UNION SELECT ticket FROM ticket_value
        WHERE kind = 'time' AND number NOT BETWEEN $1 AND $2
      )
      """
    let (first, last) = (Instant.calendar.lowerBound, Instant.calendar.upperBound)
    let bounds: [SQLValue] = [.integer(first.milliseconds), .integer(last.milliseconds)]
    return try connection.first(sql, bounds) { (row: Row<Found>) in
      let count = Int(row.integer(.count))
      return count == 0 ? nil : (Ticket.ID(rawValue: row.integer(.first)), count)
    } ?? nil
  }

  /// What a glance at the file's pages finds wrong, in SQLite's words.
  package func quickProblems() throws -> [String] {
    try connection.texts("PRAGMA quick_check(10)").filter { $0 != "ok" }
  }
}

extension Connection {
  /// Writes all rows of the search tables anew, as words are folded now.
  func rewriteSearch(_ progress: Schema.Progress? = nil) throws {
    let total = try progress.map { _ in Int(try integer("SELECT count(*) FROM entry") ?? 0) } ?? 0
    var done = 0
    for table in SearchRecord.tables {
      // Source: https://www.sqlite.org/fts5.html#the_delete_all_command.
      try run("INSERT INTO \(table) (\(table)) VALUES ('delete-all')")
    }
    let sql = "SELECT \(EntryRecord.list) FROM entry ORDER BY seq"
    try rows(sql) { (row: Row<EntryColumn>) in
      done += 1
      progress?(done, total)
      var entry = try EntryRecord.entry(from: row)
      try entry.restore(try payloads(of: entry.seq))
      let tokens = SearchRecord.tokens(of: entry)
      guard !tokens.isEmpty else { return }
      try run(SearchRecord.insert(entry.visibility), [.integer(entry.seq.rawValue), .text(tokens)])
    }
  }
}
