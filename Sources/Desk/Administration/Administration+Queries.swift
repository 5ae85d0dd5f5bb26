import Kernel
import Storage
import Texts

extension Administration {
  /// What a person sees, or who asks where it is about nobody.
  func viewer(of person: Person?) -> Viewer {
    let authority = person.map(rulebook.authority(of:)) ?? self.authority
    return Viewer(
      authority: authority, rulebook: rulebook,
      context: rulebook.context(at: chain.clock, me: person?.id ?? actor.person))
  }

  /// The person of that name; an unknown one is refused with the nearest name that the asker knows.
  func existing(_ name: String) throws -> Person {
    if let person = try transaction.person(named: name) { return person }
    let names = try people(knownTo: viewer(of: nil)).names(name)
    let nearest = Text.nearest(nearestName(to: name, among: names))
    throw Refusal(
      .notFound, Text.personUnknown(name: name, hint: nearest), field: "person")
  }

  /// Refuses a condition that is none, or that names what its owner may not name.
  func checkCondition(_ text: String?, for viewer: Viewer) throws {
    guard let text else { return }
    try check(text, .condition, field: "when", for: viewer)
  }

  /// Refuses a query that somebody could not ask.
  func checkQuery(_ text: String, for viewer: Viewer) throws {
    try check(text, .list, field: "query", for: viewer)
  }

  private func check(
    _ text: String, _ context: QueryContext, field: String, for viewer: Viewer,
  ) throws {
    try requireShort(condition: text, field: field)
    do {
      _ = try Query(
        parsing: text, schema: viewer.schema, context: context,
        people: try people(knownTo: viewer), zone: rulebook.settings.zone)
    } catch let error as QueryError {
      throw Refusal(.invalid, error.text, field: field)
    }
  }

  /// Refuses a condition that is longer than what everybody pays for it may be.
  func requireShort(condition text: String, field: String) throws {
    guard text.isShort(Limit.conditionCharacters) else {
      throw Refusal(
        .invalid, Text.conditionTooLong(most: Limit.conditionCharacters), field: field)
    }
  }

  /// Everybody where the viewer may see people, else only themselves.
  private func people(knownTo viewer: Viewer) throws -> QueryPeople {
    guard !viewer.authority.may(.personView, in: viewer.context) else {
      return QueryPeople(reading: transaction)
    }
    return QueryPeople(
      try viewer.context.me.flatMap { try transaction.person($0) }.map { [$0] } ?? [])
  }
}
