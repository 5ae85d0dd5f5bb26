import Kernel
import Storage
import Texts

/// Who is away, who has left.
extension Administration {
  /// Notes that a person is away: they get no turn, and whoever stands in is told what they are told.
  ///
  /// Everybody of the staff may say so of themselves; of others, who manages people.
  package func setAway(_ name: String, till: Instant?, standIn: String?) throws -> Person {
    let person = try spokenFor(name)
    if let till, till <= chain.clock {
      throw Refusal(.invalid, Text.personAwayPast, field: "till")
    }
    let substitute = try standIn.map(existing)
    if let substitute {
      guard substitute.id != person.id else {
        throw Refusal(.invalid, Text.personStandsInForSelf, field: "stand_in")
      }
      guard rulebook.isStaff(substitute) else {
        throw Refusal(
          .refused, Text.fieldNoStaff(person: substitute.name), field: "stand_in")
      }
    }
    let absence = Absence(of: person.id, .away, till: till, standIn: substitute?.id)
    try write(absence, of: person, as: .leave)
    return person
  }

  /// Notes that a person is there again; of one who was removed, that they may get roles again.
  package func endAbsence(of name: String) throws -> Person {
    let present = try transaction.person(named: name)
    let absence = try present.flatMap { person in
      try transaction.absences().first { $0.person == person.id }
    }
    let person = absence?.kind == .removed ? try removed(name) : try spokenFor(name)
    guard absence != nil else {
      throw Refusal(.refused, Text.personIsThere(person: person.name), field: "name")
    }
    try transaction.endAbsence(of: person.id)
    try chain.append(.comeBack, edits: edits(of: person, from: absence, to: nil))
    try chain.bumpRevision()
    return person
  }

  private func removed(_ name: String) throws -> Person {
    try require(.personManage)
    return try managed(name)
  }

  /// The person of that name, for whom the actor may speak.
  private func spokenFor(_ name: String) throws -> Person {
    let person = try ownOrManaged(name)
    guard person.id != actor.person || rulebook.isStaff(person) else {
      throw Refusal(.refused, Text.fieldNoStaff(person: person.name), field: "name")
    }
    if rulebook.absence(of: person.id, at: chain.clock)?.kind == .removed {
      throw Refusal(.refused, Text.personWasRemoved(person: person.name), field: "name")
    }
    return person
  }

  func write(_ absence: Absence, of person: Person, as action: DeskAction) throws {
    let before = try transaction.absences().first { $0.person == absence.person }
    guard before != absence else { return }
    try transaction.write(absence)
    try chain.append(action, edits: edits(of: person, from: before, to: absence))
    try chain.bumpRevision()
  }

  private func edits(
    of person: Person, from before: Absence?, to after: Absence?,
  ) throws -> [Edit] {
    let field = "person.\(person.id.rawValue).absence"
    return [Edit(field: field, from: try words(of: before), to: try words(of: after))]
  }

  private func words(of absence: Absence?) throws -> Value {
    guard let absence else { return .none }
    let standIn = try absence.standIn.flatMap { try transaction.person($0)?.name }
    return .text(absence.words(standIn: standIn).description)
  }
}

extension Administration {
  /// Adds a person whom an import names; who gets a role of the staff by it is away until somebody
  /// says otherwise, since a name in old tickets is nobody who works here.
  func addImported(_ name: String, _ draft: PersonDraft) throws -> Person {
    let person = try addPersonUnchecked(name, draft)
    if rulebook.isStaff(person) {
      try write(Absence(of: person.id, .away), of: person, as: .leave)
    }
    return person
  }

  /// Takes login, roles, address and fields from a person, and what they asked to be told: from then on
  /// they are a name in the history.
  ///
  /// `heir` is who gets what they had.
  func remove(_ person: Person, heir: Person?) throws {
    try keepAdmin(besides: person, [])
    for subscription in try transaction.subscriptions()
    where subscription.audience == .person(person.id) {
      try unsubscribe(subscription.key)
    }
    var bare = person
    (bare.login, bare.email, bare.roles, bare.fields) = ("", "", [], [:])
    let before = try transaction.absences().first { $0.person == person.id }
    let absence = Absence(of: person.id, .removed, standIn: heir?.id)
    try transaction.write(absence)
    _ = try write(
      bare, before: person, as: .removePerson,
      telling: edits(of: person, from: before, to: absence))
    try chain.bumpRevision()
  }
}
