import Kernel

/// Tests that are not about clocks go by universal time.
extension EvaluationContext {
  package init(
    now: Instant, me: Person.ID? = nil, this: Ticket? = nil, texts: [SearchText] = [],
    seesNotes: Bool = false,
  ) {
    self.init(now: now, zone: .utc, me: me, this: this, texts: texts, seesNotes: seesNotes)
  }
}

extension Query {
  package init(
    parsing text: String, schema: QuerySchema, context: QueryContext = .list,
    values: [String: Value] = [:], people: QueryPeople,
  ) throws(QueryError) {
    try self.init(
      parsing: text, schema: schema, context: context, values: values, people: people, zone: .utc)
  }
}

extension EntryQuery {
  package init(
    parsing text: String, schema: QuerySchema, values: [String: Value] = [:], people: QueryPeople,
  ) throws(QueryError) {
    try self.init(parsing: text, schema: schema, values: values, people: people, zone: .utc)
  }
}
