import Kernel
import Storage
import Texts

extension DeskSession {
  /// The tickets that a query asks for, as the person sees them, in the query's order.
  ///
  /// As with the counts, what takes more than `steps` of SQLite's machine is refused, with the part
  /// that costs.
  package func list(
    _ query: Query, limit: Int = .max, steps: Int = DeskSession.mostSteps,
  ) throws -> [Ticket] {
    let tickets = try budgeted(query, steps) {
      try reader.tickets(
        matching: viewer.listed(query), access: viewer.access, notes: viewer.notesAccess,
        in: queryContext, limit: limit)
    }
    return viewer.views(of: tickets)
  }

  /// How many tickets a query asks for.
  package func count(_ query: Query, steps: Int = DeskSession.mostSteps) throws -> Int {
    try budgeted(query, steps) {
      try reader.count(
        matching: viewer.listed(query), access: viewer.access, notes: viewer.notesAccess,
        in: queryContext)
    }
  }

  /// How many tickets a query asks for by the field that it groups by, most first.
  package func groups(
    _ query: Query, steps: Int = DeskSession.mostSteps,
  ) throws -> [GroupCount] {
    try budgeted(query, steps) {
      try reader.groups(
        matching: viewer.listed(query), access: viewer.access, notes: viewer.notesAccess,
        in: queryContext)
    }
  }

  /// How many tickets a query asks for by the values that they have of these fields of the kernel, which
  /// hold one value each; in no order.
  func combinations(
    of fields: [TicketField], _ query: Query, steps: Int = DeskSession.mostSteps,
  ) throws -> [(values: [Value], count: Int)] {
    try budgeted(query, steps) {
      try reader.combinations(
        of: fields, matching: viewer.listed(query), access: viewer.access,
        notes: viewer.notesAccess, in: queryContext)
    }
  }

  /// About half a minute of one processor: all of a desk of a million tickets takes less.
  package static let mostSteps = 2_000_000_000

  func budgeted<Result>(
    _ query: Query, _ steps: Int, _ body: () throws -> Result,
  ) throws -> Result {
    do {
      return try reader.limited(to: ReadAllowance(steps: Int64(steps)), body)
    } catch StorageError.overBudget {
      throw Refusal(.invalid, try words(ofCosts: query), field: "query")
    }
  }

  /// Says which part costs most: the terms of the query, or the conditions of the person's roles.
  private func words(ofCosts query: Query) throws -> Text {
    let own = try sampleSteps(of: query.condition, access: .always)
    let rights = try sampleSteps(of: .always, access: viewer.access)
    guard rights > own else { return Text.queryCostlyTerms }
    let conditions = viewer.authority.grants.count {
      $0.covers(.ticketView) && $0.condition != nil
    }
    return Text.queryCostlyGrants(count: conditions, roles: person.roles.joined(separator: ", "))
  }

  /// What a condition costs on the newest tickets.
  private func sampleSteps(of condition: Condition, access: TicketAccess) throws -> Int {
    let first = max(1, try reader.lastTicketID().rawValue - DeskSession.sample + 1)
    let newest = Condition.field(
      QueryField(.id), [.between(Bound(.value(.integer(first))), nil)])
    let query = Query(condition: condition.and(newest))
    return try reader.measured {
      _ = try reader.count(
        matching: query, access: access, notes: viewer.notesAccess, in: queryContext)
    }.steps
  }

  private static let sample: Int64 = 200
}

/// Lists of the past. Which tickets there are for the person is judged by how each is now, and by the
/// rules of now; what is asked and what is shown of a ticket is what its entries up to then made it.
extension DeskSession {
  /// The tickets that a query asks for as they were at a moment, in the query's order, and how many
  /// there are whatever the limit; times of the query are reckoned from then.
  ///
  /// Goes through the entries up to then. Throws a `Refusal` where those are too many, and to who sees
  /// no history.
  package func list(
    _ query: Query, at moment: Instant, limit: Int,
  ) throws -> (tickets: [Ticket], count: Int) {
    try past(query, at: moment) { past, asked in
      let ids = try past.tickets(
        matching: asked, access: viewer.access, in: queryContext, limit: limit)
      let count =
        ids.count < limit
        ? ids.count : try past.count(matching: asked, access: viewer.access, in: queryContext)
      return (try ids.compactMap { try ticket($0, at: moment) }, count)
    }
  }

  /// The same counted by what the query groups by.
  package func groups(_ query: Query, at moment: Instant) throws -> [GroupCount] {
    try past(query, at: moment) { past, asked in
      try past.groups(matching: asked, access: viewer.access, in: queryContext)
    }
  }

  private func past<Result>(
    _ query: Query, at moment: Instant, _ body: (PastReading, Query) throws -> Result,
  ) throws -> Result {
    guard mayEverSeeHistory else { throw Refusal(.denied, Text.permissionPast) }
    let reading = SessionReading(reader, rulebook: rulebook, now: now)
    do {
      return try budgeted(query, DeskSession.mostSteps) {
        try body(PastReading(reading, at: moment), viewer.listed(query))
      }
    } catch let error as PastReading.TooMuch {
      throw Refusal(.invalid, error.text, field: "query")
    }
  }
}

extension DeskSession {
  /// The tickets with the values of people's fields among those columns, one step away.
  package func withPeople(_ tickets: [Ticket], in columns: [String]) -> [Ticket] {
    let steps = columns.compactMap(PersonStep.init(named:)).filter { viewer.mayName($0.name) }
    guard !steps.isEmpty else { return tickets }
    return tickets.map { ticket in
      var shown = ticket
      for step in steps {
        let value = queryContext.value(of: step, on: ticket)
        shown.fields[step.name] = value.isEmpty ? nil : value
      }
      return shown
    }
  }
}

extension DeskSession {
  /// Reads a query over entries with what the person may name.
  ///
  /// A verb that no plugin has any more is known where an entry has it.
  package func entryQuery(
    _ text: String, values: [String: Value] = [:],
  ) throws -> EntryQuery {
    do {
      return try entryQuery(text, values: values, actions: [])
    } catch QueryError.unknownName(_, field: "action", column: _, suggestion: _, known: _) {
      return try entryQuery(text, values: values, actions: try reader.actionsOfEntries())
    }
  }

  private func entryQuery(
    _ text: String, values: [String: Value], actions: [String],
  ) throws(QueryError) -> EntryQuery {
    let schema = entrySchema(actions: actions)
    do throws(QueryError) {
      return try EntryQuery(
        parsing: text, schema: schema, values: values, people: queryPeople, zone: zone,
        language: dateLanguage, today: zone.date(now))
    } catch {
      throw naming(error, in: schema)
    }
  }

  /// The fields of entries that the person may name.
  package var entrySchema: QuerySchema { entrySchema(actions: []) }

  private func entrySchema(actions: [String]) -> QuerySchema {
    QuerySchema(entriesFor: viewer, knowsPeople: may(.personView), actions: actions)
  }

  /// The entries that a query asks for, as the person sees them, oldest first.
  ///
  /// Of more than `limit` the newest ones are given.
  package func history(_ query: EntryQuery, limit: Int = .max) throws -> [Entry] {
    try SeenHistory(reader, as: viewer).find(query, limit: limit)
  }

  /// Gives all entries that a query asks for, as the person sees them, oldest first.
  package func eachEntry(of query: EntryQuery, _ body: (Entry) throws -> Void) throws {
    try SeenHistory(reader, as: viewer).each(query, body)
  }

  /// How many entries a query asks for that the person sees; `nil` where that costs too much to say.
  package func count(_ query: EntryQuery) throws -> Int? {
    do {
      return try SeenHistory(reader, as: viewer).count(query, scanning: DeskSession.mostCounted)
    } catch is SeenHistory.TooWide {
      return nil
    }
  }

  /// So many entries are looked through only to say how many there are.
  private static let mostCounted = 1_000

  /// Whether the person may see any history at all.
  package var mayEverSeeHistory: Bool { viewer.authority.mayEver(.historyView) }

  /// Where the entries that the person sees come from.
  package var explanation: Explanation {
    Explanation(SeenHistory(reader, as: viewer))
  }
}

extension DeskSession {
  /// Reads a query with what the person may name.
  ///
  /// A queue, type, stage, choice … that the desk does not have is an error, since nothing could
  /// match; one that tickets of the person still carry from earlier can be asked for. So is a date
  /// with another day of the week than its own, seen from now or from `moment`.
  package func query(
    _ text: String, context: QueryContext = .list, values: [String: Value] = [:],
    at moment: Instant? = nil,
  ) throws(QueryError) -> Query {
    try query(text, context, values, today: zone.date(moment ?? now))
  }

  /// The same where dates are checked against their days of the week seen from that day, if any.
  func query(
    _ text: String, _ context: QueryContext, _ values: [String: Value], today: CivilDate?,
  ) throws(QueryError) -> Query {
    // What is kept is by whom it was asked: not for several who see it together.
    guard values.isEmpty, !viewer.isLimited else {
      return try read(text, context, values, today)
    }
    let key = QueryCache.Key(
      text: text, person: person.id, zone: zone.name, language: dateLanguage?.code ?? "",
      roles: person.roles, context: context, today: today)
    return try queries.query(key) { () throws(QueryError) in
      try read(text, context, [:], today)
    }
  }

  private func read(
    _ text: String, _ context: QueryContext, _ values: [String: Value], _ today: CivilDate?,
  ) throws(QueryError) -> Query {
    var schema = viewer.schema
    while true {
      do throws(QueryError) {
        return try Query(
          parsing: text, schema: schema, context: context, values: values,
          people: queryPeople, zone: zone, language: dateLanguage, today: today)
      } catch {
        guard case .unknownName(let name, let field, _, _, _) = error,
          let found = schema.field(named: field), isCarried(name, in: found)
        else { throw naming(error, in: schema) }
        schema = schema.knowing(name, of: field)
      }
    }
  }

  /// The error with the name of what somebody typed the label of.
  func naming(_ error: QueryError, in schema: QuerySchema) -> QueryError {
    error.naming(by: rulebook, in: schema)
  }

  /// Whether a ticket that the person sees has that value.
  private func isCarried(_ name: String, in field: QueryField) -> Bool {
    let query = Query(condition: .field(field, [.equals(.value(.text(name)))]))
    let found = try? reader.ids(
      matching: query, access: viewer.access, in: queryContext, limit: 1)
    return found?.isEmpty == false
  }
}
