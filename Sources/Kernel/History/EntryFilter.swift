/// What the store can look for among entries: never less than what a query asks for.
///
/// `nil` leaves a part open. The desk's own chain is left out, unless it is named.
package struct EntryFilter {
  package var tickets: [Ticket.ID]?
  package var actions: [String]?
  package var actors: [Actor]?
  /// A field of which an edit is asked for.
  package var edited: [String]?
  package var since: Instant?
  package var until: Instant?
  /// Their numbers within a ticket, from one up to before another.
  package var numbers: Range<Int64>?
  /// What their tickets must be like as they are now, and who asks; `nil` where any will do.
  package var access: (condition: Condition, context: EvaluationContext)?
  /// Whether the oldest one comes first.
  package var isOldestFirst = false
  /// Whether they come ticket by ticket, each ticket's oldest one first, whatever else is said of order.
  package var isByTicket = false
  /// Whether only entries with data are asked for.
  package var hasData = false

  package init() {}

  /// What of a query the store can look for; `person` finds somebody by name.
  init(
    _ condition: Condition, in context: EvaluationContext,
    person: (String) throws -> Person.ID?,
  ) rethrows {
    let parts: [Condition]
    if case .all(let all) = condition { parts = all } else { parts = [condition] }
    for case .field(let field, let matches) in parts {
      try narrow(field.name, matches, in: context, person: person)
    }
  }

  private mutating func narrow(
    _ name: String, _ matches: [Match], in context: EvaluationContext,
    person: (String) throws -> Person.ID?,
  ) rethrows {
    if name.hasPrefix("data.") { hasData = true }
    if name == EntryField.at, matches.count == 1 { return narrow(to: matches[0], in: context) }
    let values = EntryFilter.values(of: matches)
    switch name {
    case EntryField.ticket: tickets = values?.compactMap(\.ticketID) ?? tickets
    case EntryField.action: actions = values?.compactMap(\.text) ?? actions
    case EntryField.edited: edited = values?.compactMap(\.text) ?? edited
    case EntryField.actor:
      guard let names = values?.compactMap(\.text) else { return }
      actors = try names.compactMap { name in
        if name == "me" { return context.me.map(Actor.person) }
        if name == "desk" || name.hasPrefix("plugin:") { return Actor(text: name) }
        return try person(name).map(Actor.person)
      }
    default: break
    }
  }

  private mutating func narrow(to match: Match, in context: EvaluationContext) {
    func extent(_ operand: Operand) -> Operand.Extent? {
      operand.extent(in: context, for: QueryField(.created))
    }
    switch match {
    case .equals(let operand):
      since = extent(operand)?.start.instant
      until = extent(operand).flatMap { ($0.end ?? $0.start).instant }
    case .between(let lower, let upper):
      since = lower.flatMap { extent($0.operand)?.start.instant }
      until = upper.flatMap { extent($0.operand) }.flatMap { ($0.end ?? $0.start).instant }
    }
  }

  /// The values that one of is asked for; `nil` where there is a range among them.
  private static func values(of matches: [Match]) -> [Value]? {
    var values: [Value] = []
    for match in matches {
      guard case .equals(.value(let value)) = match else { return nil }
      values.append(value)
    }
    return values
  }
}

extension Scalar {
  fileprivate var instant: Instant? {
    if case .integer(let milliseconds) = self { Instant(milliseconds: milliseconds) } else { nil }
  }
}
