extension Query {
  /// Whether the ticket is one that the query asks for.
  package func matches(_ ticket: Ticket, in context: EvaluationContext) -> Bool {
    condition.holds(for: ticket, in: context)
  }

  /// The tickets asked for, in order and no more than the limit.
  ///
  /// `context` gives what is known about each ticket, its texts above all. People stand in the order of
  /// their names, which `name` gives; one without a name counts as empty.
  package func select(
    from tickets: [Ticket], name: (Person.ID) throws -> String?,
    context: (Ticket) -> EvaluationContext,
  ) rethrows -> [Ticket] {
    let order = order
    var found: [Found] = []
    for ticket in tickets {
      let context = context(ticket)
      guard matches(ticket, in: context) else { continue }
      let keys = try order.map { key in
        switch key.subject {
        case .rank: Scalar.integer(Int64(-rank(in: context)))
        case .field(let field):
          try ticket.firstElement(of: field, in: context).flatMap { value -> Scalar? in
            guard field.kind == .person, case .integer(let id) = value else { return value }
            return try name(Person.ID(rawValue: id)).map { Scalar.text($0).folded }
          }
        }
      }
      found.append(Found(ticket: ticket, keys: keys))
    }
    found.sort { Self.precedes($0, $1, by: order) }
    return modifiers.cut(found).map(\.ticket)
  }

  /// A ticket that is found, with what it is sorted by.
  private struct Found {
    let ticket: Ticket
    let keys: [Scalar?]
  }

  /// How many texts of the ticket contain something that the query searches for.
  private func rank(in context: EvaluationContext) -> Int {
    let phrases = phrases
    return context.texts.count { text in
      (context.seesNotes || !text.isInternal) && phrases.contains(where: text.contains)
    }
  }

  /// The phrases searched for, each once; those under a `not:` are none.
  package var phrases: [SearchPhrase] {
    var phrases: [SearchPhrase] = []
    condition.visit { part, isNegated in
      if case .text(let phrase) = part, !isNegated, !phrases.contains(phrase) {
        phrases.append(phrase)
      }
    }
    return phrases
  }

  /// The same with those under a `not:`.
  package var allPhrases: Set<SearchPhrase> {
    var phrases: Set<SearchPhrase> = []
    condition.visit { part, _ in
      if case .text(let phrase) = part { phrases.insert(phrase) }
    }
    return phrases
  }

  private static func precedes(
    _ left: Found, _ right: Found, by keys: [SortKey],
  ) -> Bool {
    for (place, key) in keys.enumerated() {
      let order = Self.order(left.keys[place], right.keys[place], key)
      if order != 0 { return order < 0 }
    }
    return left.ticket.id < right.ticket.id
  }

  /// Compares for sorting; what is empty comes last in either direction.
  private static func order(_ left: Scalar?, _ right: Scalar?, _ key: SortKey) -> Int {
    switch (left, right) {
    case (nil, nil): 0
    case (nil, _): 1
    case (_, nil): -1
    case (let left?, let right?):
      (left.order(with: right) ?? 0) * (key.isDescending ? -1 : 1)
    }
  }
}
