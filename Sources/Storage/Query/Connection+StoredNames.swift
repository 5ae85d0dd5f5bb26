import Kernel

extension DeskReader {
  /// The names by which all that is stored goes; for these fields also their very values.
  ///
  /// Reads every ticket's row once: for administration, not for what happens often.
  package func storedNames(listing fields: Set<String>) throws -> StoredNames {
    var names = StoredNames()
    names.stages = try stageUses()
    names.queues = try counts("SELECT queue, COUNT(*) FROM ticket GROUP BY queue")
    names.reasons = try counts(
      "SELECT close_reason, COUNT(*) FROM ticket WHERE close_reason <> '' GROUP BY close_reason")
    names.roles = try counts("SELECT role, COUNT(*) FROM person_role GROUP BY role")
    let own = Set(ValueRecord.lists.map(\.rawValue))
    names.fields = try counts(
      "SELECT field, COUNT(DISTINCT ticket) FROM ticket_value GROUP BY field"
    ).filter { !own.contains($0.key) }
    for field in names.fields.keys.sorted() {
      names.values += try valueUses(of: field, areExact: fields.contains(field))
    }
    names.personFields = try counts(
      "SELECT field, COUNT(DISTINCT person) FROM person_value GROUP BY field")
    for field in names.personFields.keys.sorted() {
      names.personValues += try personUses(of: field, areExact: fields.contains(field))
    }
    return names
  }

  private func counts(_ sql: String) throws -> [String: Int] {
    let rows = try connection.all(sql) { (row: Row<CountColumn>) in
      (row.text(.name), Int(row.integer(.count)))
    }
    return Dictionary(rows) { $0 + $1 }
  }

  private func stageUses() throws -> [StoredNames.StageUse] {
    let sql = """
      SELECT type, stage, category, COUNT(*) FROM ticket GROUP BY type, stage, category
      ORDER BY type, stage, category
      """
    return try connection.all(sql) { (row: Row<StageUseColumn>) in
      StoredNames.StageUse(
        type: row.text(.type), stage: row.text(.stage),
        category: Category(rawValue: row.text(.category)) ?? .open,
        count: Int(row.integer(.count)))
    }
  }

  private func valueUses(
    of field: String, areExact: Bool,
  ) throws -> [StoredNames.ValueUse] {
    let kinds = """
      SELECT kind, CASE WHEN position > 0 THEN 1 ELSE 0 END AS listed, COUNT(DISTINCT ticket)
      FROM ticket_value WHERE field = $1 GROUP BY kind, listed ORDER BY kind, listed
      """
    let texts = """
      SELECT t.type, v.text, CASE WHEN v.position > 0 THEN 1 ELSE 0 END AS listed,
        COUNT(DISTINCT v.ticket)
      FROM ticket_value AS v JOIN ticket AS t ON t.id = v.ticket
      WHERE v.field = $1 AND v.kind = 'text' GROUP BY t.type, v.text, listed
      ORDER BY t.type, v.text, listed
      """
    var uses = try kindUses(of: field, kinds, areExact: areExact)
    guard areExact else { return uses }
    try connection.rows(texts, [.text(field)]) { (row: Row<TextUseColumn>) in
      uses.append(
        StoredNames.ValueUse(
          field: field, type: row.text(.type), value: .text(row.text(.text)), isExact: true,
          isList: row.isTrue(.listed), count: Int(row.integer(.count))))
    }
    return uses
  }
}

extension DeskReader {
  /// The uses by kind; of exact ones without those that are texts.
  private func kindUses(
    of field: String, _ sql: String, areExact: Bool,
  ) throws -> [StoredNames.ValueUse] {
    let uses = try connection.all(sql, [.text(field)]) {
      (row: Row<KindUseColumn>) -> StoredNames.ValueUse? in
      let use = StoredNames.ValueUse(
        field: field, value: StoredNames.sample(ofKind: row.text(.kind)), isExact: false,
        isList: row.isTrue(.listed), count: Int(row.integer(.count)))
      return areExact && row.text(.kind) == "text" ? nil : use
    }
    return uses.compactMap(\.self)
  }

  /// What people have in a field of theirs.
  private func personUses(
    of field: String, areExact: Bool,
  ) throws -> [StoredNames.ValueUse] {
    let kinds = """
      SELECT kind, CASE WHEN position > 0 THEN 1 ELSE 0 END AS listed, COUNT(DISTINCT person)
      FROM person_value WHERE field = $1 GROUP BY kind, listed ORDER BY kind, listed
      """
    let texts = """
      SELECT '', text, CASE WHEN position > 0 THEN 1 ELSE 0 END AS listed, COUNT(DISTINCT person)
      FROM person_value WHERE field = $1 AND kind = 'text' GROUP BY text, listed
      ORDER BY text, listed
      """
    let uses = try kindUses(of: field, kinds, areExact: areExact)
    guard areExact else { return uses }
    return try uses
      + connection.all(texts, [.text(field)]) { (row: Row<TextUseColumn>) in
        StoredNames.ValueUse(
          field: field, value: .text(row.text(.text)), isExact: true, isList: row.isTrue(.listed),
          count: Int(row.integer(.count)))
      }
  }
}

extension StoredNames {
  /// Some value of a kind as `ValueRecord` names it.
  fileprivate static func sample(ofKind kind: String) -> Value {
    switch kind {
    case "text": .text("")
    case "boolean": .boolean(false)
    case "integer": .integer(0)
    case "number": .number(0.5)
    case "time": .time(Instant(milliseconds: 0))
    case "person": .person(Person.ID(rawValue: 0))
    case "ticket": .ticket(Ticket.ID(rawValue: 0))
    default: .none
    }
  }
}

extension WriteTransaction {
  /// The tickets that may go by the old name.
  package func tickets(concernedBy renaming: Renaming) throws -> [Ticket.ID] {
    let (sql, values): (String, [SQLValue]) =
      switch renaming.kind {
      case .type: ("SELECT id FROM ticket WHERE type = $1", [.text(renaming.from)])
      case .queue: ("SELECT id FROM ticket WHERE queue = $1", [.text(renaming.from)])
      case .reason: ("SELECT id FROM ticket WHERE close_reason = $1", [.text(renaming.from)])
      case .stage:
        (
          "SELECT id FROM ticket WHERE type = $1 AND (stage = $2 OR stages_before <> '[]')",
          [.text(renaming.owner), .text(renaming.from)]
        )
      case .field:
        ("SELECT DISTINCT ticket FROM ticket_value WHERE field = $1", [.text(renaming.from)])
      case .choice:
        (
          "SELECT DISTINCT ticket FROM ticket_value WHERE field = $1 AND text = $2",
          [.text(renaming.owner), .text(renaming.from)]
        )
      case .tag, .rootCause:
        (
          "SELECT DISTINCT ticket FROM ticket_value WHERE field = $1 AND text = $2",
          [.text(renaming.editedField ?? ""), .text(renaming.from)]
        )
      case .role, .personField: ("SELECT id FROM ticket WHERE 1 = 0", [])
      }
    return try connection.ticketIDs(sql, values)
  }

  /// Removes one of the desk's own roles: what it granted is another role's by now.
  package func removeRole(_ name: String) throws {
    try change(DeskRow(.role, name), "DELETE FROM role WHERE name = $1", [.text(name)])
  }

  /// Keeps other words of what a bulk asks of its tickets.
  package func setTemplate(of bulk: String, to template: String) throws {
    try connection.run(
      "UPDATE bulk SET template = $2 WHERE request = $1", [.text(bulk), .text(template)])
  }
}

private enum CountColumn: Int, RowColumn { case name, count }

private enum StageUseColumn: Int, RowColumn { case type, stage, category, count }

private enum KindUseColumn: Int, RowColumn { case kind, listed, count }

private enum TextUseColumn: Int, RowColumn { case type, text, listed, count }
