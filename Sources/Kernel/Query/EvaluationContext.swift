/// What a question needs to know besides the ticket: who asks, when, and where the clock stands.
///
/// It reads people through the transaction that it was made in, and is valid as long as that is.
package struct EvaluationContext {
  package var now: Instant
  /// Whose clock days and months are reckoned by: the desk's for rules, the asker's for a question.
  package var zone: Zone
  /// The clock of the permissions' conditions that a question is narrowed by: always the desk's, so
  /// that nobody sees more by moving.
  package var ruleZone: Zone
  /// Who asks; `nil` for a plugin or the desk itself, which equals nobody.
  package var me: Person.ID?
  /// The ticket whose values `$field` stands for; `nil` for the very one asked about.
  package var this: Ticket?
  /// What `text:` searches.
  package var texts: [SearchText]
  /// Whether texts that are notes are searched too.
  package var seesNotes: Bool
  /// What the fields of people say; without it none says anything, and no grant that asks for one
  /// gives anything.
  package var people: PeopleValues?

  package init(
    now: Instant, zone: Zone, ruleZone: Zone? = nil, me: Person.ID? = nil, this: Ticket? = nil,
    texts: [SearchText] = [], seesNotes: Bool = false, people: PeopleValues? = nil,
  ) {
    self.now = now
    self.zone = zone
    self.ruleZone = ruleZone ?? zone
    self.me = me
    self.this = this
    self.texts = texts
    self.seesNotes = seesNotes
    self.people = people
  }
}

extension EvaluationContext {
  /// What the values of a ticket's field stand for as operands.
  package func extents(
    of field: QueryField, on ticket: Ticket, folded isFolded: Bool,
  ) -> [Operand.Extent] {
    var extents: [Operand.Extent] = []
    _ = ticket.hasElement(of: field, in: self) { element in
      extents.append(Operand.Extent(isFolded ? element.folded : element))
      return false
    }
    return extents
  }

  /// What the values of a field of whoever asks, or of that person, stand for as operands.
  package func extents(
    ofMine field: QueryField, of person: Person.ID?, folded isFolded: Bool,
  ) -> [Operand.Extent] {
    guard let step = field.step else { return [] }
    return value(of: step, on: nil, asker: person).elements.compactMap(Scalar.init)
      .map { Operand.Extent(isFolded ? $0.folded : $0) }
  }
}

extension Operand {
  /// A value to compare with, and the first one that is no longer it where the operand is a day.
  package struct Extent: Sendable {
    package let start: Scalar
    package let end: Scalar?

    init(_ start: Scalar, end: Scalar? = nil) {
      self.start = start
      self.end = end
    }

    /// The days from the first one up to the end, which is none of them any more.
    fileprivate init(_ days: Range<CivilDate>, for field: QueryField, on zone: Zone) {
      let (first, end) = (days.lowerBound, days.upperBound)
      guard field.kind != .date else {
        self.init(.text(first.description), end: .text(end.description))
        return
      }
      self.init(
        .integer(zone.start(of: first).milliseconds),
        end: .integer(zone.start(of: end).milliseconds))
    }

    /// Whether it is compared as a number; else as a text.
    package var isNumeric: Bool {
      if case .text = start { false } else { true }
    }
  }

  /// What the operand stands for; `nil` where that is nothing, or another field's value.
  package func extent(in context: EvaluationContext, for field: QueryField) -> Extent? {
    switch self {
    case .value(let value): return Scalar(value).map { Extent($0) }
    case .person(let id, _): return Extent(.integer(id.rawValue))
    case .me: return context.me.map { Extent(.integer($0.rawValue)) }
    case .relative(let span):
      let instant = context.zone.adding(span, to: context.now)
      return field.kind == .date
        ? Extent(.text(context.zone.date(instant).description))
        : Extent(.integer(instant.milliseconds))
    case .day(let date):
      return Extent(date..<date.adding(days: 1), for: field, on: context.zone)
    case .period(let period): return Extent(period.days, for: field, on: context.zone)
    case .named(let phrase):
      guard phrase.clock != nil, field.kind != .date else {
        let days = phrase.days(seenFrom: context.zone.date(context.now))
        return Extent(days, for: field, on: context.zone)
      }
      let moment = phrase.moment(seenAt: context.now, zone: context.zone)
      return Extent(.integer(moment.milliseconds))
    case .reference, .mine: return nil
    }
  }
}
