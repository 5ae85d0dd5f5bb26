/// Tickets that are not at their end, by who works on them.
extension Query {
  /// The open tickets, those that wait and those that are postponed.
  package static let unfinished = Query(
    condition: .field(
      QueryField(.category),
      [Category.open, .waiting, .postponed].map { .equals(.value(.text($0.rawValue))) }))

  /// Those of them on which the person works, as assignee or in the team.
  package static func workAtHand(of person: Person) -> Query {
    let match = [Match.equals(.person(person.id, name: person.name))]
    return unfinished.restricted(
      to: .any([QueryField(.assignee), QueryField(.team)].map { .field($0, match) }))
  }
}

extension Rulebook {
  /// Those of the tickets on which the person works and may not.
  ///
  /// Gives none where they may work on all, without looking at any.
  package func strandedWork(
    of person: Person, at now: Instant, reading store: any PeopleReading,
    ids: (Query, EvaluationContext) throws -> [Ticket.ID], ticket: (Ticket.ID) throws -> Ticket?,
  ) rethrows -> [Ticket.ID] {
    guard !mayWorkOnAll(person) else { return [] }
    return try ids(.workAtHand(of: person), deskContext(at: now)).filter { id in
      try ticket(id).map { !mayWork(person, on: $0, at: now, reading: store) } ?? false
    }
  }
}
