import Kernel

/// A statement and the values bound to its parameters, in their order.
struct CompiledQuery: Equatable {
  let sql: String
  let values: [SQLValue]
}

/// The columns of a group of tickets: the value that they have in common, and how many there are.
enum GroupColumn: Int, RowColumn {
  case text, number, kind, count
}

/// The columns of a ticket that is counted in groups: a value of one field and one of another.
enum TallyColumn: Int, RowColumn {
  case ticket, text, number, kind, otherText, otherNumber, otherKind
}

/// Turns a query into one statement that gives what the in-memory evaluation would.
///
/// The text is made of names that the kernel's schema has checked; every value is bound. What
/// somebody may see is a condition like any other and compiled in, so that counting, sorting and
/// limiting never touch what the asker may not see.
struct QueryCompiler {
  /// What the asker may find.
  let access: TicketAccess
  /// On which tickets the asker sees notes; it has no text in it.
  let notes: Condition
  var context: EvaluationContext
  var builder = SQLBuilder()
  /// Whether the expression at hand only sorts out rows that are found by something else.
  var isFilter = false
  /// Where to begin, for an answer that needs the newest tickets only.
  var window: NewestWindow?
  /// What was found by texts, where the asker had to look at each of them.
  var found: FoundTexts?

  /// `notes` left out, the context says whether notes are seen, on all tickets alike.
  init(
    access: TicketAccess, notes: Condition? = nil, context: EvaluationContext,
    found: FoundTexts? = nil,
  ) {
    self.access = access
    self.notes = notes ?? (context.seesNotes ? .always : .never)
    self.context = context
    self.found = found
  }

  /// The ids of the tickets in order, no more than the limit of the query and this one.
  ///
  /// `columns` are what is read instead of the ids, of `ticket AS t`.
  static func ids(
    _ query: Query, access: TicketAccess, notes: Condition? = nil, context: EvaluationContext,
    limit: Int, columns: String = "t.id", window: NewestWindow? = nil, found: FoundTexts? = nil,
  ) -> CompiledQuery {
    var compiler = QueryCompiler(
      access: access, notes: notes, context: context, found: found)
    compiler.window = window
    let hits = compiler.hits(of: query)
    let condition = compiler.selection(query)
    let order = compiler.order(of: query)
    let count = compiler.builder.bind(.integer(Int64(min(limit, query.limit ?? .max))))
    let sql = """
      \(hits)SELECT \(columns) FROM ticket AS t WHERE \(condition) ORDER BY \(order) LIMIT \(count)
      """
    return CompiledQuery(sql: sql, values: compiler.builder.values)
  }

  /// How many tickets there are, whatever the limit.
  static func count(
    _ query: Query, access: TicketAccess, notes: Condition? = nil, context: EvaluationContext,
    found: FoundTexts? = nil,
  ) -> CompiledQuery {
    var compiler = QueryCompiler(
      access: access, notes: notes, context: context, found: found)
    let condition = compiler.selection(query)
    return CompiledQuery(
      sql: "SELECT count(*) FROM ticket AS t WHERE \(condition)",
      values: compiler.builder.values)
  }

  /// The values of the one field grouped by, each with its number of tickets, most first.
  ///
  /// The columns are those of `GroupColumn`. The query's limit is the number of groups.
  static func groups(
    _ query: Query, by field: QueryField, access: TicketAccess, notes: Condition? = nil,
    context: EvaluationContext, found: FoundTexts? = nil,
  ) -> CompiledQuery {
    var compiler = QueryCompiler(
      access: access, notes: notes, context: context, found: found)
    let (select, keys) = compiler.grouping(by: field)
    let condition = compiler.selection(query)
    let count = compiler.builder.bind(.integer(Int64(query.limit ?? .max)))
    let sql = """
      \(select) WHERE \(condition) GROUP BY \(keys)
      ORDER BY 4 DESC, 1 ASC NULLS LAST, 2 ASC NULLS LAST LIMIT \(count)
      """
    return CompiledQuery(sql: sql, values: compiler.builder.values)
  }

  /// The combinations of values that tickets have in some columns of their own row, three columns for
  /// each field as in `ElementColumn`, and last how many tickets there are of each.
  static func combinations(
    _ query: Query, of fields: [QueryField], access: TicketAccess, notes: Condition? = nil,
    context: EvaluationContext, found: FoundTexts? = nil,
  ) -> CompiledQuery {
    var compiler = QueryCompiler(
      access: access, notes: notes, context: context, found: found)
    var (columns, keys): ([String], [String]) = ([], [])
    for field in fields {
      columns.append(compiler.grouped(by: field, as: "v").columns)
      switch FieldColumn(field) {
      case .text(let column), .number(let column), .optionalNumber(let column): keys.append(column)
      case .rows: preconditionFailure("\(field.name) has no column of its own")
      }
    }
    let condition = compiler.selection(query)
    let sql = """
      SELECT \((columns + ["count(*)"]).joined(separator: ", ")) FROM ticket AS t \
      WHERE \(condition) GROUP BY \(keys.joined(separator: ", "))
      """
    return CompiledQuery(sql: sql, values: compiler.builder.values)
  }

  /// The tickets with the values of the fields grouped by, a row for each pair of values.
  ///
  /// The columns are those of `TallyColumn`; those of the second field are null where there is none.
  static func grouped(
    _ query: Query, access: TicketAccess, notes: Condition? = nil, context: EvaluationContext,
    found: FoundTexts? = nil,
  ) -> CompiledQuery {
    var compiler = QueryCompiler(
      access: access, notes: notes, context: context, found: found)
    let fields = query.groups.map(\.field)
    let first = fields.first.map { compiler.grouped(by: $0, as: "v1") }
    let second = fields.dropFirst().first.map { compiler.grouped(by: $0, as: "v2") }
    let columns = [first, second].map { $0?.columns ?? "NULL, NULL, NULL" }
    let condition = compiler.selection(query)
    let sql = """
      SELECT t.id, \(columns.joined(separator: ", ")) FROM ticket AS t\(first?.join ?? "")\
      \(second?.join ?? "") WHERE \(condition)
      """
    return CompiledQuery(sql: sql, values: compiler.builder.values)
  }

  /// What is read for a field, and the rows that it is read from; `row` is what these are called.
  mutating func grouped(
    by field: QueryField, as row: String,
  ) -> (columns: String, join: String) {
    switch FieldColumn(field) {
    case .text(let column): return ("NULLIF(\(column), ''), NULL, 'text'", "")
    case .number(let column), .optionalNumber(let column): return ("NULL, \(column), 'integer'", "")
    case .rows(let rows):
      let name = builder.bind(.text(rows.name))
      return (
        "\(row).text, \(row).number, \(row).kind", " " + rows.join(as: row, field: name)
      )
    }
  }

  /// What the query asks for and the asker may see.
  mutating func selection(_ query: Query) -> String {
    let wanted = condition(query.condition)
    let since = window.map { ["t.id >= \(builder.bind(.integer($0.ticket)))"] } ?? []
    return joined(since + [wanted, grant(access.tickets)], by: "AND", empty: "1 = 1")
  }

  /// A condition of a permission: its `$field` is always the ticket's own, its days the desk's.
  mutating func grant(_ condition: Condition) -> String {
    let (this, zone) = (context.this, context.zone)
    (context.this, context.zone) = (nil, context.ruleZone)
    defer { (context.this, context.zone) = (this, zone) }
    return filter(condition)
  }

  /// What is read, and by what of it: a column by itself, whose index then has the groups in order.
  private mutating func grouping(by field: QueryField) -> (select: String, keys: String) {
    switch FieldColumn(field) {
    case .text(let column):
      return ("SELECT NULLIF(\(column), ''), NULL, 'text', count(*) FROM ticket AS t", column)
    case .number(let column), .optionalNumber(let column):
      return ("SELECT NULL, \(column), 'integer', count(*) FROM ticket AS t", column)
    case .rows(let rows):
      let name = builder.bind(.text(rows.name))
      let select = """
        SELECT v.text, v.number, min(v.kind), count(DISTINCT t.id) FROM ticket AS t
        \(rows.join(as: "v", field: name))
        """
      return (select, "1, 2")
    }
  }

  /// What to sort by: the query's keys, empty values last in either direction, then the id.
  private mutating func order(of query: Query) -> String {
    var keys = query.order.map { key in
      switch key.subject {
      case .rank: key.isDescending ? "\(rank) ASC" : "\(rank) DESC"
      case .field(let field): sortKey(field, isDescending: key.isDescending)
      }
    }
    keys.append("t.id ASC")
    return keys.joined(separator: ", ")
  }

  /// What a person is sorted by: the name, not the number.
  private func personName(at person: String) -> String {
    "(SELECT folded(p.name) FROM person AS p WHERE p.id = \(person))"
  }

  private mutating func sortKey(_ field: QueryField, isDescending: Bool) -> String {
    let direction = isDescending ? "DESC" : "ASC"
    switch FieldColumn(field) {
    case .text(let column): return "NULLIF(folded(\(column)), '') \(direction) NULLS LAST"
    case .number(let column): return "\(column) \(direction)"
    case .optionalNumber(let column):
      return "\(field.kind == .person ? personName(at: column) : column) \(direction) NULLS LAST"
    case .rows(let rows):
      let name = builder.bind(.text(rows.name))
      let first = """
        (SELECT v.\(rows.column) FROM \(rows.from(as: "v", field: name)) \
        ORDER BY v.position LIMIT 1)
        """
      let key =
        field.kind == .person
        ? personName(at: first) : field.isSortedFolded ? "folded(\(first))" : first
      return "\(key) \(direction) NULLS LAST"
    }
  }
}
