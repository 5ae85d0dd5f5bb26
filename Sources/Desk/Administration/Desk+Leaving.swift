import Kernel
import Storage
import Texts

/// What changing a person came to.
package struct PersonChange: Sendable {
  package let person: Person
  /// The tickets on which they work and may not any more.
  package var left: [Ticket.ID] = []
  /// The tickets that somebody else has got.
  package var handedOver: [Ticket.ID] = []
}

extension Desk {
  /// Changes what is known of a person; what they may not work on any more goes to the heir, where one
  /// is named, in the same transaction.
  package func setPerson(
    _ name: String, _ draft: PersonDraft, handingOverTo heir: String? = nil, as actor: Actor,
  ) throws -> PersonChange {
    try changePerson(name, heir, as: actor, isOwn: heir == nil && draft.isPersonal) {
      administration, person, _ in
      draft == PersonDraft() ? person : try administration.setPerson(name, draft)
    }
  }

  /// Removes a person: no login, no roles, no turn; the name stays in the history.
  ///
  /// Refused while they work on tickets that nobody else is to have.
  package func removePerson(
    _ name: String, handingOverTo heir: String? = nil, as actor: Actor,
  ) throws -> PersonChange {
    try changePerson(name, heir, as: actor) { administration, person, heir in
      var bare = person
      bare.roles = []
      let left = try administration.strandedWork(of: bare)
      guard heir != nil || left.isEmpty else {
        throw Refusal(
          .refused,
          Text.personWorksOn(person: person.name, count: left.count, tickets: left.words),
          field: "hand_over_to")
      }
      try administration.remove(person, heir: heir)
      return bare
    }
  }

  private func changePerson(
    _ name: String, _ heir: String?, as actor: Actor, isOwn: Bool = false,
    _ body: @escaping @Sendable (Administration, Person, _ heir: Person?) throws -> Person,
  ) throws -> PersonChange {
    try writer().perform { [clock] transaction, deciding in
      let now = clock.now()
      do {
        let administration = try deciding.administration(of: actor, in: transaction, at: now)
        let person = try administration.managed(name, isPersonal: isOwn)
        let heir = try heir.map(administration.existing)
        if heir?.id == person.id {
          throw Refusal(.invalid, Text.personOwnHeir, field: "hand_over_to")
        }
        let after = try body(administration, person, heir)
        var change = PersonChange(person: after)
        change.left = try administration.strandedWork(of: after)
        guard let heir else { return .keeping(change) }
        try deciding.handOver(
          change.left, from: after, to: heir, as: actor, in: transaction, at: now)
        (change.handedOver, change.left) = (change.left, [])
        return .keeping(change, log: deciding.takeLog(at: now))
      } catch {
        // The rules may have been read with what is taken back now.
        deciding.forget()
        throw error
      }
    }
  }
}

extension Desk {
  /// Everybody who works on open tickets and may not, with those tickets.
  package func strandedWork() throws -> [(person: Person, tickets: [Ticket.ID])] {
    let now = clock.now()
    return try read { reader, rulebook in
      try workers(reader, rulebook, now).compactMap { person in
        let left = try rulebook.strandedWork(
          of: person, at: now, reading: reader,
          ids: {
            try reader.ids(matching: $0, access: .always, notes: .always, in: $1, limit: .max)
          },
          ticket: { try reader.ticket($0) })
        return left.isEmpty ? nil : (person, left)
      }
    }
  }

  /// Everybody who works on an open ticket.
  private func workers(
    _ reader: Reader, _ rulebook: Rulebook, _ now: Instant,
  ) throws -> [Person] {
    let groups = try [TicketField.assignee, .team].flatMap { field in
      try reader.groups(
        matching: Query(
          condition: Query.unfinished.condition,
          Query.Modifiers(groups: [GroupKey(QueryField(field))])),
        access: .always, notes: .always, in: rulebook.deskContext(at: now))
    }
    let ids = Set(
      groups.compactMap { group in
        if case .person(let id) = group.value { id } else { nil }
      })
    return try ids.sorted().compactMap { try reader.person($0) }
  }
}

extension Administration {
  /// The tickets on which the person works and may not.
  func strandedWork(of person: Person) throws -> [Ticket.ID] {
    try rulebook.strandedWork(
      of: person, at: chain.clock, reading: transaction,
      ids: { try transaction.tickets(matching: $0, access: .always, in: $1, limit: .max) },
      ticket: { try transaction.ticket($0) })
  }
}

extension DecidingLane {
  /// What the actor may do to the desk itself in this transaction.
  func administration(
    of actor: Actor, in transaction: WriteTransaction, at now: Instant, source: Source = .cli,
  ) throws -> Administration {
    let rulebook = try rules(in: transaction).rulebook
    let person = try actor.person.flatMap { try transaction.person($0) }
    guard actor == .desk || person != nil else {
      throw Refusal(.notFound, Text.ticketNoSuchPerson)
    }
    return Administration(
      transaction: transaction, rulebook: rulebook, actor: actor,
      authority: person.map(rulebook.authority(of:)) ?? Rulebook.deskAuthority,
      chain: DeskChain(transaction: transaction, clock: now, actor: actor, source: source))
  }

  /// Gives the heir the work of a person; refuses all of it where one of the tickets cannot be theirs.
  fileprivate func handOver(
    _ tickets: [Ticket.ID], from person: Person, to heir: Person, as actor: Actor,
    in transaction: WriteTransaction, at now: Instant,
  ) throws {
    guard !tickets.isEmpty else { return }
    let name = try transaction.nextRequestName()
    for id in tickets {
      guard let ticket = try transaction.ticket(id) else { continue }
      var request = Request(actor: actor, source: .cli, action: .verb(.update), ticket: id)
      request.name = name
      if ticket.assignee == person.id {
        request.set.append((TicketField.assignee.rawValue, .value(.person(heir.id))))
      }
      if ticket.team.contains(person.id) {
        request.set.append(
          (
            TicketField.team.rawValue,
            .elements(adding: [.person(heir.id)], removing: [.person(person.id)])
          ))
      }
      let outcome = try run(request, in: transaction, clock: now, isDryRun: false)
      guard case .refused(let refusal) = outcome.verdict else { continue }
      throw Refusal(
        .init(refusal.code),
        Text.personNotHandedOver(ticket: id.rawValue, person: heir.name, problem: refusal.message),
        field: "hand_over_to")
    }
  }
}

extension [Ticket.ID] {
  /// The first of them, for people: `1, 2, 3 …`.
  package var words: String {
    let first = prefix(10).map { "\($0.rawValue)" }.joined(separator: ", ")
    return count > 10 ? "\(first) …" : first
  }
}
