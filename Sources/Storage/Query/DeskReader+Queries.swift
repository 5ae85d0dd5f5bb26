import Kernel

/// What is asked in queries. `access` is what every ticket must meet that the asker may see.
///
/// `notes` says on which tickets the asker sees notes, and so may find tickets by them; left out,
/// the context says so for all tickets alike.
extension DeskReader {
  /// The ids of the tickets that a query asks for, in its order.
  package func ids(
    matching query: Query, access: TicketAccess, notes: Condition? = nil,
    in context: EvaluationContext, limit: Int = .max,
  ) throws -> [Ticket.ID] {
    let found = try connection.foundTexts(query, access: access, notes: notes, in: context)
    func ids(in window: NewestWindow?) throws -> [Ticket.ID] {
      let compiled = QueryCompiler.ids(
        query, access: access, notes: notes, context: context, limit: limit, window: window,
        found: found)
      try context.people?.check()
      return try connection.ticketIDs(compiled.sql, compiled.values)
    }
    let wanted = min(limit, query.limit ?? .max)
    for window in found == nil ? try connection.newestWindows(for: query, wanting: wanted) : [] {
      let found = try ids(in: window)
      if found.count == wanted { return found }
    }
    return try ids(in: nil)
  }

  /// Room is made for no more tickets than that before they are there.
  private static var mostExpected: Int { 64 }

  /// The tickets that a query asks for, in its order.
  package func tickets(
    matching query: Query, access: TicketAccess, notes: Condition?,
    in context: EvaluationContext, limit: Int = .max,
  ) throws -> [Ticket] {
    guard query.order.isEmpty else {
      // Sorting moves rows about, and ids are smaller than tickets.
      return try tickets(
        ids(matching: query, access: access, notes: notes, in: context, limit: limit))
    }
    let compiled = QueryCompiler.ids(
      query, access: access, notes: notes, context: context, limit: limit,
      columns: TicketRecord.listOfT)
    try context.people?.check()
    var tickets = try connection.all(
      compiled.sql, compiled.values, expecting: min(limit, Self.mostExpected), TicketRecord.ticket)
    try connection.readValues(into: &tickets)
    return tickets
  }

  /// How many tickets a query asks for, whatever its limit.
  package func count(
    matching query: Query, access: TicketAccess, notes: Condition?, in context: EvaluationContext,
  ) throws -> Int {
    let compiled = QueryCompiler.count(
      query, access: access, notes: notes, context: context,
      found: try connection.foundTexts(query, access: access, notes: notes, in: context))
    try context.people?.check()
    return Int(try connection.integer(compiled.sql, compiled.values) ?? 0)
  }

  /// The number of tickets by the values of the field that the query groups by, most first; periods
  /// stand in their order.
  ///
  /// A ticket with several values counts for each; the query's limit is one of groups. Empty where
  /// the query groups by nothing. With a second field, or by periods, a row is read for each ticket.
  package func groups(
    matching query: Query, access: TicketAccess, notes: Condition?, in context: EvaluationContext,
  ) throws -> [GroupCount] {
    guard let key = query.groups.first else { return [] }
    let found = try connection.foundTexts(query, access: access, notes: notes, in: context)
    guard query.groups.count == 1, key.period == nil else {
      return try tallied(query, access: access, notes: notes, in: context, found)
    }
    let compiled = QueryCompiler.groups(
      query, by: key.field, access: access, notes: notes, context: context, found: found)
    try context.people?.check()
    return try connection.all(compiled.sql, compiled.values) { (row: Row<GroupColumn>) in
      let value = Self.value(of: key.field, in: row.columns(of: ElementColumn.self, from: .text))
      return GroupCount(value: value, count: Int(row.integer(.count)))
    }
  }

  /// How many tickets of a query have which values of these fields, in no order; a row is read for
  /// each combination.
  ///
  /// The fields are of the kernel and hold one value.
  package func combinations(
    of fields: [TicketField], matching query: Query, access: TicketAccess, notes: Condition?,
    in context: EvaluationContext,
  ) throws -> [(values: [Value], count: Int)] {
    let fields = fields.map(QueryField.init)
    let compiled = QueryCompiler.combinations(
      query, of: fields, access: access, notes: notes, context: context,
      found: try connection.foundTexts(query, access: access, notes: notes, in: context))
    try context.people?.check()
    let width = ElementColumn.allCases.count
    return try connection.all(compiled.sql, compiled.values) { (row: Row<OnlyColumn>) in
      let values = fields.enumerated().map { place, field in
        Self.value(of: field, in: row.columns(of: ElementColumn.self, at: place * width))
      }
      return (values, Int(row.integer(at: fields.count * width)))
    }
  }

  /// The same where the groups are worked out here: each ticket is counted.
  private func tallied(
    _ query: Query, access: TicketAccess, notes: Condition?, in context: EvaluationContext,
    _ found: FoundTexts?,
  ) throws -> [GroupCount] {
    let compiled = QueryCompiler.grouped(
      query, access: access, notes: notes, context: context, found: found)
    try context.people?.check()
    var tally = GroupTally(for: query)
    let places: [TallyColumn] = [.text, .otherText]
    let keys = zip(query.groups, places)
    // Rows of one ticket come one after the other: the others are joined to it.
    var (ticket, values): (Int64?, [Set<Value>]) = (nil, [])
    func close() {
      guard ticket != nil else { return }
      tally.count(values[0], inside: values.dropFirst().first ?? [])
    }
    try connection.rows(compiled.sql, compiled.values) { (row: Row<TallyColumn>) in
      if ticket != row.integer(.ticket) {
        close()
        ticket = row.integer(.ticket)
        values = query.groups.map { _ in [] }
      }
      for (place, (key, column)) in keys.enumerated() {
        let value = Self.value(of: key.field, in: row.columns(of: ElementColumn.self, from: column))
        values[place].insert(key.group(of: value, on: context.zone))
      }
    }
    close()
    return tally.counts
  }

  /// How SQLite goes about finding the tickets, a line for each step, as EXPLAIN QUERY PLAN says.
  package func plan(
    of query: Query, access: TicketAccess, in context: EvaluationContext, limit: Int = .max,
  ) throws -> [String] {
    try plan(of: QueryCompiler.ids(query, access: access, context: context, limit: limit))
  }

  func plan(of compiled: CompiledQuery) throws -> [String] {
    try connection.all("EXPLAIN QUERY PLAN " + compiled.sql, compiled.values) {
      (row: Row<PlanColumn>) in
      row.text(.detail)
    }
  }

  static func value(of field: QueryField, in row: Row<ElementColumn>) -> Value {
    if row.isNull(.text), row.isNull(.number) { return .none }
    guard field.kernel != nil, row.isNull(.text) else {
      return ValueRecord.element(from: row)?.counted ?? .none
    }
    let number = row.integer(.number)
    return switch field.kind {
    case .priority: Priority(rank: number).map { .text($0.rawValue) } ?? .none
    case .person: .person(Person.ID(rawValue: number))
    case .ticket: .ticket(Ticket.ID(rawValue: number))
    case .time: .time(Instant(milliseconds: number))
    default: .integer(number)
    }
  }
}

/// The same as the kernel asks: the context says for all tickets alike whether notes are searched.
extension DeskReader {
  package func count(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> Int {
    try count(matching: query, access: access, notes: nil, in: context)
  }

  package func groups(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [GroupCount] {
    try groups(matching: query, access: access, notes: nil, in: context)
  }

  /// The statement that answers a query, what is bound to it, and the steps that SQLite takes.
  package func statement(
    for query: Query, access: TicketAccess, notes: Condition, in context: EvaluationContext,
  ) throws -> (sql: String, values: [SQLValue], steps: [String]) {
    let compiled = QueryCompiler.ids(
      query, access: access, notes: notes, context: context, limit: .max)
    return (compiled.sql, compiled.values, try plan(of: compiled))
  }
}

extension WriteTransaction: Transaction {
  package func tickets(
    matching query: Query, access: TicketAccess, in context: EvaluationContext, limit: Int,
  ) throws -> [Ticket.ID] {
    try ids(matching: query, access: access, in: context, limit: limit)
  }
}

private enum PlanColumn: Int, RowColumn {
  case id, parent, unused, detail
}
