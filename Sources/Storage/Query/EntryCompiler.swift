import Kernel

/// Turns a filter of entries into one statement.
enum EntryCompiler {
  /// A statement that gives those columns of the entries that fit, in the filter's order.
  ///
  /// Of one ticket they come by its index, of all by their numbers on the desk: none is sorted.
  static func entries(
    fitting filter: EntryFilter, selecting columns: String = EntryRecord.list,
  ) -> CompiledQuery {
    var builder = SQLBuilder()
    let conditions = conditions(of: filter, &builder)
    let direction = filter.isOldestFirst ? "ASC" : "DESC"
    let order = filter.tickets?.count == 1 ? "number" : "seq"
    let isSorted = filter.isByTicket && filter.tickets?.count != 1
    let sorting =
      isSorted ? "entry.ticket, entry.number" : "entry.\(order) \(direction)"
    let sql = """
      SELECT \(columns) FROM entry WHERE \(joined(conditions, by: "AND", empty: "1 = 1")) \
      ORDER BY \(sorting)
      """
    return CompiledQuery(sql: sql, values: builder.values)
  }

  private static func conditions(
    of filter: EntryFilter, _ builder: inout SQLBuilder,
  ) -> [String] {
    // The sign keeps SQLite from taking the tickets' index, after which it would sort all of it.
    // Ticket by ticket is that index's order.
    let plus = filter.isByTicket ? "" : "+"
    var parts = filter.tickets == nil ? ["\(plus)entry.ticket > 0"] : []
    func anyOf(_ column: String, _ values: [SQLValue]?) {
      guard let values else { return }
      switch values.count {
      case 0: parts.append("1 = 0")
      case 1: parts.append("\(column) = \(builder.bind(values[0]))")
      default: parts.append("\(column) IN (\(builder.bind(values)))")
      }
    }
    anyOf("entry.ticket", filter.tickets?.map { .integer($0.rawValue) })
    anyOf("entry.action", filter.actions?.map(SQLValue.text))
    anyOf("entry.actor", filter.actors?.map { .text($0.text) })
    func compare(_ column: String, _ sign: String, _ value: Int64?) {
      guard let value else { return }
      parts.append("entry.\(column) \(sign) \(builder.bind(.integer(value)))")
    }
    compare("at", ">=", filter.since?.milliseconds)
    compare("at", "<=", filter.until?.milliseconds)
    compare("number", ">=", filter.numbers?.lowerBound)
    compare("number", "<", filter.numbers?.upperBound)
    if let edited = filter.edited {
      // The edits are JSON with sorted keys; a field's name has neither quotes nor wildcards but _.
      let fits = edited.map { name in
        let pattern = "%\"field\":\"\(name.replacing("_", with: "!_"))\"%"
        return "entry.edits LIKE \(builder.bind(.text(pattern))) ESCAPE '!'"
      }
      parts.append(joined(fits, by: "OR", empty: "1 = 0"))
    }
    if filter.hasData {
      parts.append(
        "EXISTS (SELECT 1 FROM payload AS p WHERE p.seq = entry.seq AND p.part = 'data')")
    }
    if let access = filter.access {
      var compiler = QueryCompiler(access: .always, context: access.context)
      compiler.builder = builder
      let grant = compiler.grant(access.condition)
      builder = compiler.builder
      parts.append("EXISTS (SELECT 1 FROM ticket AS t WHERE t.id = entry.ticket AND \(grant))")
    }
    return parts
  }
}

extension DeskReader {
  /// Entries of so many tickets are looked for one ticket after the other.
  ///
  /// Who sees more of the desk reads all entries, and leaves out what they do not see.
  private static var fewTickets: Int { 1_000 }

  /// Gives the entries that fit, in the filter's order, as long as `body` says so.
  package func eachEntry(
    fitting filter: EntryFilter, _ body: (Entry) throws -> Bool,
  ) throws {
    let filter = try narrowed(filter)
    let isOfSeveral = (filter.tickets?.count ?? 0) > 1
    guard !isOfSeveral else {
      // Sorting moves rows about, and numbers are smaller than entries.
      let compiled = EntryCompiler.entries(fitting: filter, selecting: "entry.seq")
      for seq in try connection.integers(compiled.sql, compiled.values) {
        guard let entry = try entry(EntryID(rawValue: seq)), try body(entry) else { return }
      }
      return
    }
    let compiled = EntryCompiler.entries(fitting: filter)
    try connection.eachRow(compiled.sql, compiled.values) { (row: Row<EntryColumn>) in
      var entry = try EntryRecord.entry(from: row)
      if !entry.parts.isEmpty { try entry.restore(payloads(of: entry.seq)) }
      return try body(entry)
    }
  }

  /// The filter with the tickets that fit its access named, where they are few.
  private func narrowed(_ filter: EntryFilter) throws -> EntryFilter {
    guard filter.tickets == nil, let access = filter.access else { return filter }
    let found = try connection.ids(
      matching: Query(condition: .always), access: TicketAccess(access.condition),
      in: access.context,
      limit: Self.fewTickets + 1)
    guard found.count <= Self.fewTickets else { return filter }
    var narrowed = filter
    (narrowed.tickets, narrowed.access) = (found, nil)
    return narrowed
  }

  /// The verbs of all entries, those of plugins that are gone too.
  package func actionsOfEntries() throws -> [String] {
    try connection.texts("SELECT DISTINCT action FROM entry WHERE ticket > 0")
  }
}

extension Reader: EntryReading {}

/// A statement while it is put together: text with `$n`, and the values bound to them.
struct SQLBuilder {
  private(set) var values: [SQLValue] = []

  /// The `$n` for a value that is bound.
  mutating func bind(_ value: SQLValue) -> String {
    values.append(value)
    return "$\(values.count)"
  }

  /// Several `$n` with commas between.
  mutating func bind(_ values: [SQLValue]) -> String {
    values.map { bind($0) }.joined(separator: ", ")
  }
}

/// Expressions that are each true or false, never unknown, as one.
///
/// They are joined two by two: SQLite refuses trees deeper than 1,000, which a long chain would be.
func joined(_ parts: [String], by word: String, empty: String) -> String {
  switch parts.count {
  case 0: return empty
  case 1: return parts[0]
  default:
    let middle = parts.count / 2
    let left = joined(Array(parts[..<middle]), by: word, empty: empty)
    let right = joined(Array(parts[middle...]), by: word, empty: empty)
    return "(\(left) \(word) \(right))"
  }
}
