import Texts

/// That somebody is not there to work: for some time, or not any more.
package struct Absence: Hashable, Sendable {
  package enum Kind: String, Sendable {
    /// Comes back: keeps what is theirs, and gets no turn meanwhile.
    case away
    /// Has left for good: a name in the history.
    case removed
  }

  package let person: Person.ID
  package let kind: Kind
  /// When it ends; `nil` until somebody says so.
  package let till: Instant?
  /// Who receives their notifications meanwhile.
  package let standIn: Person.ID?

  package init(
    of person: Person.ID, _ kind: Kind, till: Instant? = nil, standIn: Person.ID? = nil,
  ) {
    self.person = person
    self.kind = kind
    self.till = till
    self.standIn = standIn
  }

  /// Whether the person is not there at that moment.
  package func holds(at moment: Instant) -> Bool { till.map { moment < $0 } ?? true }

  /// What it is, in words, with the name of who stands in.
  package func words(standIn: String?) -> Text {
    let substitute = standIn.map { Text.pageStandIn(person: $0) }
    return switch kind {
    case .removed: Text.pageRemoved(stand_in: substitute)
    case .away:
      Text.pageAway(till: till.map { Text.pageTill(time: $0) }, stand_in: substitute)
    }
  }
}

extension Rulebook {
  /// Why the person is not there at that moment; `nil` where they are.
  package func absence(of person: Person.ID, at moment: Instant) -> Absence? {
    guard !absences.isEmpty, let absence = absences[person], absence.holds(at: moment) else {
      return nil
    }
    return absence
  }

  /// Whoever stands in for the person at that moment, where they are not there; `nil` where nobody
  /// who is there does.
  package func standIn(for person: Person.ID, at moment: Instant) -> Person.ID? {
    var seen: Set<Person.ID> = []
    var next = person
    while let absence = absence(of: next, at: moment) {
      guard seen.insert(next).inserted, let standIn = absence.standIn else { return nil }
      next = standIn
    }
    return next == person ? nil : next
  }
}
