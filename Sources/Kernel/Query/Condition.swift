/// What a ticket must be like, with every field and value checked: the tree of a query.
///
/// A condition holds or it does not; there is no third answer. A comparison with an empty field
/// does not hold, so its negation does. A list matches if any one of its elements does.
package indirect enum Condition: Hashable, Sendable {
  /// All of them hold; so does none at all.
  case all([Condition])
  /// At least one of them holds; none at all does not.
  case any([Condition])
  case not(Condition)
  /// An element of the field fits at least one of the matches.
  case field(QueryField, [Match])
  case isEmpty(QueryField)
  /// The ticket is or was in one of the categories.
  case was(CategorySet)
  /// One of the ticket's texts has these words.
  case text(SearchPhrase)
  /// The field, a text, has the words of at least one of the phrases.
  case words(QueryField, [SearchPhrase])

  /// The condition that everything meets.
  package static let always = Condition.all([])
  /// The condition that nothing meets.
  package static let never = Condition.any([])

  /// Both conditions, without needless nesting.
  package func and(_ other: Condition) -> Condition {
    .conjunction([self, other])
  }

  /// All of the conditions as one, flat where they are conjunctions themselves.
  package static func conjunction(_ parts: [Condition]) -> Condition {
    let flat = parts.flatMap { part in
      if case .all(let inner) = part { inner } else { [part] }
    }
    return flat.count == 1 ? flat[0] : .all(flat)
  }

  /// Any of the conditions as one, flat where they are disjunctions themselves.
  package static func disjunction(_ parts: [Condition]) -> Condition {
    let flat = parts.flatMap { part in
      if case .any(let inner) = part { inner } else { [part] }
    }
    return flat.count == 1 ? flat[0] : .any(flat)
  }

  /// Visits this condition and all inside it; `isNegated` is whether it stands under a `not:`.
  package func visit(isNegated: Bool = false, _ body: (Condition, _ isNegated: Bool) -> Void) {
    body(self, isNegated)
    switch self {
    case .all(let parts), .any(let parts):
      for part in parts { part.visit(isNegated: isNegated, body) }
    case .not(let part): part.visit(isNegated: !isNegated, body)
    case .field, .isEmpty, .was, .text, .words: break
    }
  }
}

/// What a value of a field is held against.
package enum Match: Hashable, Sendable {
  case equals(Operand)
  /// From the lower to the upper bound; one of them may be left out.
  case between(Bound?, Bound?)

  /// The operands in it.
  package var operands: [Operand] {
    switch self {
    case .equals(let operand): [operand]
    case .between(let lower, let upper): [lower, upper].compactMap { $0?.operand }
    }
  }
}

/// An end of a range.
package struct Bound: Hashable, Sendable {
  package let operand: Operand
  package let isInclusive: Bool

  package init(_ operand: Operand, isInclusive: Bool = true) {
    self.operand = operand
    self.isInclusive = isInclusive
  }
}

/// A value as a query has it: known when written, or only when asked.
package enum Operand: Hashable, Sendable {
  /// A value; a priority is its rank, a stage or category its name.
  case value(Value)
  /// A person, with the name that was written.
  case person(Person.ID, name: String)
  /// Whoever asks.
  case me
  /// That long after now.
  case relative(TimeSpan)
  /// A whole day of the asker's zone, for a field that holds moments.
  case day(CivilDate)
  /// All days of a week, a month or a year.
  case period(CalendarPeriod)
  /// What a day, a period or a time of day is called seen from today.
  case named(DatePhrase)
  /// The value that another field has, of this ticket or of the one that the question is about.
  case reference(QueryField)
  /// The values that a field of whoever asks has, or of that person; nothing fits one that is empty.
  case mine(QueryField, of: Person.ID?)
}

extension Condition {
  /// Whether the ticket meets the condition.
  ///
  /// Walks the tree without building anything: a term costs some tens of nanoseconds.
  package func holds(for ticket: Ticket, in context: EvaluationContext) -> Bool {
    switch self {
    case .all(let parts): parts.allSatisfy { $0.holds(for: ticket, in: context) }
    case .any(let parts): parts.contains { $0.holds(for: ticket, in: context) }
    case .not(let part): !part.holds(for: ticket, in: context)
    case .field(let field, let matches):
      matches.contains { $0.fits(field, of: ticket, in: context) }
    case .isEmpty(let field): !ticket.hasElement(of: field, in: context) { _ in true }
    case .was(let categories): !ticket.been.isDisjoint(with: categories)
    case .text(let phrase):
      context.texts.contains { text in
        (context.seesNotes || !text.isInternal) && text.contains(phrase)
      }
    case .words(let field, let phrases):
      ticket.hasElement(of: field, in: context) { element in
        guard case .text(let words) = element else { return false }
        let text = SearchText(words, isInternal: false)
        return phrases.contains(where: text.contains)
      }
    }
  }
}

// Tickets and contexts are handed down, never kept: to copy one would retain each of its fields.

extension Match {
  fileprivate func fits(
    _ field: QueryField, of ticket: Ticket, in context: EvaluationContext,
  ) -> Bool {
    ticket.hasElement(of: field, in: context) { element in
      let element = field.isFolded ? element.folded : element
      return switch self {
      case .equals(let operand):
        operand.hasExtent(for: field, of: ticket, in: context) { $0.contains(element) }
      case .between(let lower, let upper):
        (lower?.isBelow(element, field, of: ticket, in: context) ?? true)
          && (upper?.isAbove(element, field, of: ticket, in: context) ?? true)
      }
    }
  }
}

extension Bound {
  /// Whether the element is far enough up for this lower bound.
  fileprivate func isBelow(
    _ element: Scalar, _ field: QueryField, of ticket: Ticket, in context: EvaluationContext,
  ) -> Bool {
    operand.hasExtent(for: field, of: ticket, in: context) { extent in
      isInclusive
        ? isAtMost(extent.start, element)
        : extent.end.map { isAtMost($0, element) } ?? isLess(extent.start, element)
    }
  }

  /// Whether the element is far enough down for this upper bound.
  fileprivate func isAbove(
    _ element: Scalar, _ field: QueryField, of ticket: Ticket, in context: EvaluationContext,
  ) -> Bool {
    operand.hasExtent(for: field, of: ticket, in: context) { extent in
      isInclusive
        ? extent.end.map { isLess(element, $0) } ?? isAtMost(element, extent.start)
        : isLess(element, extent.start)
    }
  }
}

extension Operand {
  /// Whether what this stands for is as the closure says; of another field, one of its values.
  fileprivate func hasExtent(
    for field: QueryField, of ticket: Ticket, in context: EvaluationContext,
    where fits: (Extent) -> Bool,
  ) -> Bool {
    func fitsElement(_ element: Scalar) -> Bool {
      fits(Extent(field.isFolded ? element.folded : element))
    }
    switch self {
    case .reference(let other):
      return (context.this ?? ticket).hasElement(of: other, in: context, where: fitsElement)
    case .mine(let own, let person):
      return own.step.map {
        context.value(of: $0, on: nil, asker: person).hasElement(where: fitsElement)
      } ?? false
    default: return extent(in: context, for: field).map(fits) ?? false
    }
  }
}

extension Operand.Extent {
  fileprivate func contains(_ element: Scalar) -> Bool {
    guard let end else { return element.order(with: start) == 0 }
    return isAtMost(start, element) && isLess(element, end)
  }
}

private func isAtMost(_ left: Scalar, _ right: Scalar) -> Bool {
  left.order(with: right).map { $0 <= 0 } ?? false
}

private func isLess(_ left: Scalar, _ right: Scalar) -> Bool {
  left.order(with: right).map { $0 < 0 } ?? false
}
