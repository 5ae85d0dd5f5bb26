import Texts

/// A question about entries of the history: which ones, and how many at most.
package struct EntryQuery: Hashable, Sendable {
  package let condition: Condition
  package let limit: Int?

  /// Reads a query over entries, of which the schema is; an empty one asks for all.
  package init(
    parsing text: String, schema: QuerySchema, values: [String: Value] = [:],
    people: QueryPeople, zone: Zone, language: Language? = nil, today: CivilDate? = nil,
  ) throws(QueryError) {
    precondition(schema.isOfEntries)
    let query = try Query(
      parsing: text, schema: schema, values: values, people: people, zone: zone,
      language: language, today: today)
    condition = query.condition
    limit = query.limit
  }

  /// The question for all entries.
  package static let all = EntryQuery(.always, limit: nil)

  private init(_ condition: Condition, limit: Int?) {
    self.condition = condition
    self.limit = limit
  }

  /// The same question about one ticket's entries only.
  package func of(_ ticket: Ticket.ID) -> EntryQuery {
    of([ticket])
  }

  /// The same question about the entries of several tickets.
  package func of(_ tickets: [Ticket.ID]) -> EntryQuery {
    and(EntryField.ticket, tickets.map { .equals(.value(.ticket($0))) })
  }

  /// The same question about what happened up to that moment.
  package func until(_ moment: Instant) -> EntryQuery {
    and(EntryField.at, [.between(nil, Bound(.value(.time(moment))))])
  }

  private func and(_ name: String, _ matches: [Match]) -> EntryQuery {
    guard let spec = EntryField.specs.first(where: { $0.spec.name == name })?.spec else {
      return self
    }
    return EntryQuery(condition.and(.field(QueryField(spec), matches)), limit: limit)
  }

  /// Whether an entry, as somebody sees it, is one that is asked for; `actor` is who made it, by name,
  /// and `side` on which side of the desk they stand.
  func matches(
    _ entry: Entry, actor: String, side: RoleSpec.Side? = nil, in context: EvaluationContext,
  ) -> Bool {
    guard condition != .always else { return true }
    let row = entry.asFields(actor: actor, side: side, me: context.me)
    return condition.holds(for: row, in: context)
  }

  /// Whether it asks for the side on which actors stand, which costs looking them up.
  var asksForSide: Bool { asked.contains(EntryField.side) }

  /// What it asks for and is not found by the entry's own columns, a field as a rule; `nil` where
  /// there is none, and entries can be counted without reading them.
  ///
  /// Whether there are edits at all is such a thing: some of them may be hidden.
  package var uncountable: String? {
    var asksForAny = false
    condition.visit { part, _ in
      if case .isEmpty(let field) = part, field.name == CountedField.edited.rawValue {
        asksForAny = true
      }
    }
    return asksForAny ? "no:edited" : asked.first { CountedField(rawValue: $0) == nil }
  }

  private var asked: [String] {
    var names: [String] = []
    condition.visit { part, _ in
      switch part {
      case .field(let field, _), .isEmpty(let field), .words(let field, _): names.append(field.name)
      case .all, .any, .not, .was, .text: break
      }
    }
    return names
  }

  /// The same of an entry of the desk's own chain, whose edits are found by the beginnings of their
  /// names as well: `person`, `person.ann`, `person.ann.roles`.
  package func matches(
    deskEntry entry: Entry, actor: String, in context: EvaluationContext,
  ) -> Bool {
    guard condition != .always else { return true }
    var row = entry.asFields(actor: actor, side: nil, me: context.me)
    let names = entry.edits.flatMap { edit in
      let parts = edit.field.split(separator: ".")
      return (1...max(1, parts.count)).map { parts.prefix($0).joined(separator: ".") }
    }
    row.fields[EntryField.edited] = .texts(names.uniqued)
    return condition.holds(for: row, in: context)
  }
}

extension Entry {
  /// What can be asked of the entry, as the fields of a ticket that stands for it.
  fileprivate func asFields(
    actor name: String, side: RoleSpec.Side?, me: Person.ID?,
  ) -> Ticket {
    var row = Ticket(id: ticket)
    var fields: [String: Value] = [
      EntryField.ticket: .ticket(ticket), EntryField.action: .text(action),
      EntryField.at: .time(at), EntryField.source: .text(source.rawValue),
      EntryField.visibility: .text(visibility.rawValue), EntryField.request: .naming(request),
      EntryField.edited: .texts(edits.map(\.field)),
    ]
    let isMine = me != nil && actor.person == me
    fields[EntryField.actor] = .texts(isMine ? [name, "me"] : [name])
    if let side { fields[EntryField.side] = .text(side.rawValue) }
    if let move = edits.first(where: { $0.field == TicketField.stage.rawValue }) {
      let (left, entered) = (move.from.category, move.to.category)
      if left != entered {
        fields[EntryField.left] = left.map { .text($0.rawValue) }
        fields[EntryField.entered] = entered.map { .text($0.rawValue) }
      }
    }
    if seq.rawValue > 0 { fields[EntryField.seq] = .integer(seq.rawValue) }
    fields[EntryField.cause] = cause.map { .integer($0.rawValue) }
    fields[EntryField.origin] = origin.map { .integer($0.rawValue) }
    fields[EntryField.replaces] = data[EntryField.replaces] ?? params[EntryField.replaces]
    for (name, value) in data { fields["data.\(name)"] = value }
    row.fields = fields
    return row
  }
}

extension Value {
  /// The category of a stage.
  fileprivate var category: Category? {
    if case .stage(_, let category) = self { category } else { nil }
  }
}
