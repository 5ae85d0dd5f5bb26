extension Viewer {
  /// Whether one may look with somebody's eyes as well as with one's own.
  ///
  /// What both of them see is part of what one sees oneself. But which part it is tells how the other
  /// one's grants fall out on each ticket, and so what stands in the fields that their conditions
  /// speak of: all of these must be ones that this viewer may ask about of any ticket.
  package func mayLook(with eyes: Authority) -> Bool {
    eyes.all.allSatisfy { one in
      one.grants.allSatisfy { $0.condition?.fields.allSatisfy(mayQuery) ?? true }
    }
  }

  /// What this one and somebody else both see, asked as the other one: `me` is that person.
  package func limited(to eyes: Person) -> Viewer {
    var context = context
    context.me = eyes.id
    return Viewer(
      authority: authority.limited(to: rulebook.authority(of: eyes)), rulebook: rulebook,
      context: context)
  }

  /// What this one sees as far as somebody who passes it on to them sees it too.
  package func limited(by sender: Authority) -> Viewer {
    Viewer(authority: authority.limited(to: sender), rulebook: rulebook, context: context)
  }

  /// Whether nothing is hidden from this one, of any ticket or person.
  package var seesEverything: Bool {
    let fields = TicketField.allCases.map(\.rawValue) + rulebook.fields.keys
    return authority.mayEverywhere(.ticketView) && authority.mayEverywhere(.historyView)
      && seesNotesEverywhere && seesPeople && fields.allSatisfy(mayQuery)
  }

  /// Whether several must allow what is seen.
  package var isLimited: Bool { !authority.limits.isEmpty }
}

extension Condition {
  /// The condition with that person wherever it speaks of whoever asks.
  func spoken(by person: Person.ID) -> Condition {
    switch self {
    case .all(let parts): .all(parts.map { $0.spoken(by: person) })
    case .any(let parts): .any(parts.map { $0.spoken(by: person) })
    case .not(let part): .not(part.spoken(by: person))
    case .field(let field, let matches): .field(field, matches.map { $0.spoken(by: person) })
    case .isEmpty, .was, .text, .words: self
    }
  }
}

extension Match {
  fileprivate func spoken(by person: Person.ID) -> Match {
    switch self {
    case .equals(let operand): .equals(operand.spoken(by: person))
    case .between(let lower, let upper):
      .between(lower?.spoken(by: person), upper?.spoken(by: person))
    }
  }
}

extension Bound {
  fileprivate func spoken(by person: Person.ID) -> Bound {
    Bound(operand.spoken(by: person), isInclusive: isInclusive)
  }
}

extension Operand {
  fileprivate func spoken(by person: Person.ID) -> Operand {
    switch self {
    case .me: .person(person, name: "")
    case .mine(let field, of: nil): .mine(field, of: person)
    default: self
    }
  }
}
