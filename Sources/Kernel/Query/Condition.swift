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
  /// One of the ticket's texts has these folded tokens one after the other.
  case text([String])

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
    case .field, .isEmpty, .was, .text: break
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
  /// The value that another field has, of this ticket or of the one that the question is about.
  case reference(QueryField)
}
