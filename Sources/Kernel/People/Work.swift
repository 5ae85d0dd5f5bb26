/// Who may work on tickets, whatever their role is called: the staff who may view and update them.
extension Rulebook {
  /// Whether the person may work on the ticket.
  package func mayWork(
    _ person: Person, on ticket: Ticket, at now: Instant, reading store: any PeopleReading,
  ) -> Bool {
    let own = person.roles.compactMap { roles[$0] }
    guard own.contains(where: { $0.side == .staff }) else { return false }
    // Most roles say the same of all tickets: then none need be looked at.
    if own.contains(where: \.letsWork), !own.contains(where: \.mayKeepFromWork) { return true }
    let authority = authority(of: person)
    let context = context(at: now, me: person.id, reading: store)
    return CompiledRole.working.allSatisfy { authority.may($0, on: ticket, in: context) }
  }

  /// Whether the person may work on every ticket, so that none need be looked at.
  package func mayWorkOnAll(_ person: Person) -> Bool {
    let own = person.roles.compactMap { roles[$0] }
    return own.contains { $0.side == .staff } && own.contains(where: \.letsWork)
      && !own.contains(where: \.mayKeepFromWork)
  }
}

extension Rulebook {
  /// The role of that name, as names compare.
  package func role(named name: String) -> CompiledRole? {
    if let role = roles[name] { return role }
    let same = roles.values.filter { NameKey.isSame($0.name, name) }
    return same.count == 1 ? same[0] : nil
  }

  /// Whether conditions speak of that name and nobody had it.
  package func mayHaveMeant(_ name: String) -> Bool {
    !unknownPeople.isEmpty
      && (unknownPeople.contains(name) || unknownPeople.contains { NameKey.isSame($0, name) })
  }
}

extension CompiledRole {
  /// What it takes to work on a ticket.
  package static let working: [Permission] = [.ticketView, .ticketUpdate]

  /// Whether its grants let whoever has it work on all tickets.
  static func letsWork(_ grants: [CompiledGrant]) -> Bool {
    working.allSatisfy { permission in
      grants.contains {
        !$0.grant.isDenial && $0.covers(permission) && $0.condition == nil && $0.idle == nil
      }
    }
  }

  /// Whether it denies any of that on some ticket, or may.
  static func mayKeepFromWork(_ grants: [CompiledGrant]) -> Bool {
    grants.contains { grant in
      grant.grant.isDenial && grant.grant.fields.isEmpty && working.contains { grant.covers($0) }
    }
  }
}

/// Who is there to be told of a ticket.
struct Presence {
  let rulebook: Rulebook
  let transaction: any Transaction
  let now: Instant

  /// The people, and whoever stands in for those who are not there.
  func withStandIns(_ people: [Person]) throws -> [Person] {
    guard !rulebook.absences.isEmpty else { return people }
    return try people.flatMap { person in
      let standIn = rulebook.standIn(for: person.id, at: now)
      return try [person] + (standIn.flatMap { try transaction.person($0) }.map { [$0] } ?? [])
    }
  }

  /// Whether any of them works here and is there.
  func reaches(_ people: some Sequence<Person.ID>) throws -> Bool {
    try people.contains { id in
      guard rulebook.absence(of: id, at: now) == nil, let person = try transaction.person(id) else {
        return false
      }
      return rulebook.isStaff(person)
    }
  }

  /// Who works on the ticket and is there, or whose stand-in is.
  func hasWorker(_ ticket: Ticket) throws -> Bool {
    let own = (ticket.assignee.map { [$0] } ?? []) + ticket.team
    let people = try withStandIns(own.compactMap { try transaction.person($0) })
    return people.contains { person in
      rulebook.absence(of: person.id, at: now) == nil
        && rulebook.mayWork(person, on: ticket, at: now, reading: transaction)
    }
  }

  /// The queue's people: who may work on the ticket and is there, by name; those who control the desk
  /// only where there is nobody else.
  func queuePeople(of ticket: Ticket) throws -> [Person] {
    var found: [Person.ID: Person] = [:]
    for role in rulebook.roles.values where role.side == .staff && role.name != RoleSpec.admin.name
    {
      for person in try transaction.people(withRole: role.name) { found[person.id] = person }
    }
    let people = workers(among: Array(found.values), of: ticket)
    guard people.isEmpty else { return people }
    return workers(among: try transaction.people(withRole: RoleSpec.admin.name), of: ticket)
  }

  private func workers(among people: [Person], of ticket: Ticket) -> [Person] {
    let workers = people.filter { person in
      rulebook.absence(of: person.id, at: now) == nil
        && rulebook.mayWork(person, on: ticket, at: now, reading: transaction)
    }
    return Array(
      workers.sorted { $0.name.precedesByBytes($1.name) }.prefix(Limit.queuePeople))
  }
}
