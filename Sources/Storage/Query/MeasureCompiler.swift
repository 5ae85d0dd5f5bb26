import Kernel

/// The columns of what was worked out of a ticket: its groups, the value, and its own target.
enum MeasureColumn: Int, RowColumn {
  case ticket, text, number, kind, otherText, otherNumber, otherKind, value, limit
}

/// The columns of entries that are counted: a moment or an actor, and how many there are.
enum MomentColumn: Int, RowColumn {
  case at, actor, count
}

/// Turns a measurement into one statement.
///
/// Entries are looked for ticket by ticket in `counted_entry`, so that a narrow query reads only the
/// histories of its own tickets, and none of the entries themselves.
struct MeasureCompiler {
  private var compiler: QueryCompiler
  private let sight: HistorySight

  private init(
    _ measurement: Measurement, access: TicketAccess, notes: Condition?,
    context: EvaluationContext, found: FoundTexts?,
  ) {
    compiler = QueryCompiler(access: access, notes: notes, context: context, found: found)
    sight = measurement.sight
  }

  /// A row for each ticket and pair of its groups; the value is null where there is none.
  static func values(
    of measurement: Measurement, access: TicketAccess, notes: Condition?,
    context: EvaluationContext, found: FoundTexts?,
  ) -> CompiledQuery {
    var maker = MeasureCompiler(
      measurement, access: access, notes: notes, context: context, found: found)
    let fields = measurement.query.groups.map(\.field)
    let first = fields.first.map { maker.compiler.grouped(by: $0, as: "v1") }
    let second = fields.dropFirst().first.map { maker.compiler.grouped(by: $0, as: "v2") }
    let groups = [first, second].map { $0?.columns ?? "NULL, NULL, NULL" }
    let (value, limit) = maker.value(of: measurement)
    let condition = maker.compiler.selection(measurement.query)
    let sql = """
      SELECT t.id, \(groups.joined(separator: ", ")), \(value), \(limit) FROM ticket AS t\
      \(first?.join ?? "")\(second?.join ?? "") WHERE \(condition)
      """
    return CompiledQuery(sql: sql, values: maker.compiler.builder.values)
  }

  /// A row for each quarter of an hour in which entries happened, or for each of their actors.
  static func moments(
    of entries: EntryQuery, by group: Measurement.EntryGroup, in measurement: Measurement,
    access: TicketAccess, notes: Condition?, context: EvaluationContext, found: FoundTexts?,
  ) -> CompiledQuery {
    var maker = MeasureCompiler(
      measurement, access: access, notes: notes, context: context, found: found)
    let columns =
      switch group {
      // The days of every zone begin at a quarter of an hour, since 1972 at least.
      case .period: "e.at - (e.at % 900000 + 900000) % 900000, ''"
      case .actor: "0, e.actor"
      }
    let condition = maker.compiler.selection(measurement.query)
    let histories = maker.compiler.grant(maker.sight.histories)
    let wanted = maker.wanted(entries)
    let sql = """
      SELECT \(columns), count(*) FROM ticket AS t JOIN counted_entry AS e ON e.ticket = t.id \
      WHERE \(condition) AND \(histories) AND \(wanted) GROUP BY 1, 2
      """
    return CompiledQuery(sql: sql, values: maker.compiler.builder.values)
  }

  private mutating func value(of measurement: Measurement) -> (value: String, limit: String) {
    switch measurement.subject {
    case .span(let from, let to):
      let value = "\(moment(to)) - \(moment(from))"
      guard case .field(let field)? = measurement.target else { return (value, "NULL") }
      return (value, "\(number(of: field)) - \(moment(from))")
    case .field(let field): return (number(of: field), "NULL")
    case .entries(let queries):
      // One expression gives one value, so that several counts are one text.
      let counts = queries.map { "count(CASE WHEN \(wanted($0)) THEN 1 END)" }
      let words = joined(counts, by: "|| ' ' ||", empty: "''")
      return (
        known("(SELECT \(words) FROM counted_entry AS e WHERE e.ticket = t.id)"), "NULL"
      )
    case .moments: return ("NULL", "NULL")
    }
  }

  private mutating func moment(_ mark: Measurement.Mark) -> String {
    switch mark {
    case .field(let field): number(of: field)
    case .first(let entries): moment(of: entries, "ASC")
    case .last(let entries): moment(of: entries, "DESC")
    }
  }

  private mutating func moment(of entries: EntryQuery, _ direction: String) -> String {
    known(
      """
      (SELECT e.at FROM counted_entry AS e WHERE e.ticket = t.id AND \(wanted(entries)) \
      ORDER BY e.number \(direction) LIMIT 1)
      """)
  }

  /// Nothing where the ticket's history does not exist for who asks.
  private mutating func known(_ expression: String) -> String {
    guard sight.histories != .always else { return expression }
    return "CASE WHEN \(compiler.grant(sight.histories)) THEN \(expression) END"
  }

  private mutating func number(of field: QueryField) -> String {
    switch FieldColumn(field) {
    case .text: return "NULL"
    case .number(let column), .optionalNumber(let column): return column
    case .rows(let rows):
      let name = compiler.builder.bind(.text(rows.name))
      return """
        (SELECT v.number FROM \(rows.from(as: "v", field: name)) ORDER BY v.position LIMIT 1)
        """
    }
  }

  /// Which entries `e` of the ticket `t` are asked for and exist for who asks.
  private mutating func wanted(_ entries: EntryQuery) -> String {
    var parts: [String] = []
    if sight.notes != .always {
      parts.append("(e.visibility = 'public' OR \(compiler.grant(sight.notes)))")
    }
    if let veils = sight.veils {
      let open = veils.map { permission in
        "instr(' ' || e.veil || ' ', \(compiler.builder.bind(.text(" \(permission) ")))) > 0"
      }
      parts.append(joined(["e.veil IS NULL"] + open, by: "OR", empty: "1 = 1"))
    }
    parts.append(condition(entries.condition))
    return joined(parts, by: "AND", empty: "1 = 1")
  }
}

extension MeasureCompiler {
  /// A condition over `counted_entry AS e` of `ticket AS t`, true or false and never unknown.
  private mutating func condition(_ condition: Condition) -> String {
    switch condition {
    case .all(let parts):
      joined(parts.map { self.condition($0) }, by: "AND", empty: "1 = 1")
    case .any(let parts):
      joined(parts.map { self.condition($0) }, by: "OR", empty: "1 = 0")
    case .not(let part): "NOT (\(self.condition(part)))"
    case .field(let field, let matches): fits(field, matches)
    case .isEmpty(let field): "NOT (\(has(field)))"
    case .was, .text, .words: "1 = 0"
    }
  }

  private mutating func fits(_ field: QueryField, _ matches: [Match]) -> String {
    let names = matches.flatMap(\.operands).compactMap { operand -> String? in
      if case .value(let value) = operand { value.text } else { nil }
    }
    return switch CountedField(rawValue: field.name) {
    case .action: compiler.fits("e.action", field, matches)
    case .at: compiler.fits("e.at", field, matches)
    case .source: compiler.fits("e.source", field, matches)
    case .visibility: compiler.fits("e.visibility", field, matches)
    case .actor: joined(actors(names), by: "OR", empty: "1 = 0")
    case .edited:
      joined(names.map { edited($0) }, by: "OR", empty: "1 = 0")
    case .side: joined(names.map { sided($0) }, by: "OR", empty: "1 = 0")
    case .entered: moved(into: names.compactMap { Category(rawValue: $0) }, outOf: nil)
    case .left: moved(into: nil, outOf: names.compactMap { Category(rawValue: $0) })
    case nil: "1 = 0"
    }
  }

  /// Whether the entry has anything of that.
  private mutating func has(_ field: QueryField) -> String {
    switch CountedField(rawValue: field.name) {
    case .action, .at, .source, .visibility, .actor: "1 = 1"
    case .side: "e.actor LIKE 'person:%'"
    case .entered: moved(into: Category.allCases, outOf: nil)
    case .left: moved(into: nil, outOf: Category.allCases)
    case .edited, nil: "1 = 0"
    }
  }

  private mutating func actors(_ names: [String]) -> [String] {
    names.map { name in
      if name == "me" {
        guard let me = compiler.context.me else { return "1 = 0" }
        return "e.actor = \(compiler.builder.bind(.text(Actor.person(me).text)))"
      }
      let name = compiler.builder.bind(.text(name))
      return """
        (e.actor = \(name) AND e.actor NOT LIKE 'person:%' OR e.actor IN \
        (SELECT 'person:' || p.id FROM person AS p WHERE p.name = \(name)))
        """
    }
  }

  /// Whether the actor stands on that side: with a role of the staff, unless the ticket is theirs.
  private mutating func sided(_ name: String) -> String {
    let roles = compiler.builder.bind(sight.staffRoles.map(SQLValue.text))
    let isStaff = """
      (e.actor IN (SELECT 'person:' || r.person FROM person_role AS r WHERE r.role IN (\(roles))) \
      AND (t.requester IS NULL OR e.actor <> 'person:' || t.requester))
      """
    switch RoleSpec.Side(rawValue: name) {
    case .staff: return isStaff
    case .customer: return "(e.actor LIKE 'person:%' AND NOT \(isStaff))"
    case nil: return "1 = 0"
    }
  }

  /// Whether the entry moves the ticket into and out of some categories; `nil` for any others.
  private mutating func moved(into: [Category]?, outOf: [Category]?) -> String {
    var moves: [SQLValue] = []
    for to in into ?? Category.allCases {
      if outOf == nil { moves.append(.text(StageMove.words(from: nil, to: to))) }
      for from in outOf ?? Category.allCases where from != to {
        moves.append(.text(StageMove.words(from: from, to: to)))
      }
    }
    return "e.moved IN (\(compiler.builder.bind(moves)))"
  }

  /// Whether the entry edits that field; of fields without a bit of their own its JSON says so, whose
  /// members are sorted.
  private mutating func edited(_ field: String) -> String {
    let bit = EditedFields(of: field)
    let isMarked = "(e.edited & \(bit.rawValue)) <> 0"
    guard bit == .others else { return isMarked }
    let member = compiler.builder.bind(.text("\"field\":\"\(field)\""))
    return """
      (\(isMarked) AND EXISTS (SELECT 1 FROM entry AS w WHERE w.ticket = e.ticket \
      AND w.number = e.number AND instr(w.edits, \(member)) > 0))
      """
  }
}
