import Kernel
import Storage
import Texts

extension DeskReader {
  /// The people with an address, small and capital letters alike.
  ///
  /// Costs as much as there are people where nobody has it as it is written.
  func people(withAddress address: String) throws -> [Person] {
    let exact = try people(beginning: address, limit: Int.max).filter { $0.email == address }
    if !exact.isEmpty { return exact }
    let folded = address.lowercased()
    return try people().filter { $0.email.lowercased() == folded }
  }
}

extension Rulebook {
  /// Those of the people who did not leave for good.
  func present(_ people: [Person], at moment: Instant) -> [Person] {
    people.filter { absence(of: $0.id, at: moment)?.kind != .removed }
  }
}

extension Administration {
  /// Whoever has that address; a new customer where it is nobody's.
  func customer(of correspondent: Correspondent) throws -> (person: Person, isNew: Bool) {
    let found = rulebook.present(
      try transaction.people(withAddress: correspondent.address), at: chain.clock)
    guard found.count < 2 else {
      throw Refusal(
        .invalid,
        Text.personSeveral(
          address: correspondent.address, names: found.map(\.name).joined(separator: ", ")),
        field: TicketField.requester.rawValue)
    }
    if let person = found.first { return (person, false) }
    return (try addCustomer(correspondent), true)
  }

  private func addCustomer(_ correspondent: Correspondent) throws -> Person {
    guard mayAddCustomers else {
      throw Refusal(
        .denied,
        Text.personOfNobody(address: correspondent.address, permission: Permission.personAdd),
        field: TicketField.requester.rawValue)
    }
    guard let role = rulebook.customerRole else {
      throw Refusal(
        .refused, Text.personNoCustomerRole(address: correspondent.address),
        field: TicketField.requester.rawValue)
    }
    let draft = PersonDraft(email: correspondent.address, roles: [role])
    return try addPersonUnchecked(try freeName(for: correspondent), draft)
  }

  /// The first of the names that nobody has, or has one like.
  private func freeName(for correspondent: Correspondent) throws -> String {
    for name in correspondent.names {
      do {
        return try checked(newName: name)
      } catch is Refusal {
        continue
      }
    }
    throw Refusal(
      .invalid, Text.personNoName(address: correspondent.address),
      field: TicketField.requester.rawValue)
  }

  /// Whether the actor may add people of the customers' side.
  private var mayAddCustomers: Bool {
    let context = rulebook.deskContext(at: chain.clock, me: actor.person)
    return [Permission.personAdd, .personManage].contains { authority.may($0, in: context) }
  }

  /// Refuses a new person whom the actor may not add: who has only `person.add` adds customers, without
  /// a login and with no other role than a customer's.
  func requireAdding(_ draft: PersonDraft) throws {
    let context = rulebook.deskContext(at: chain.clock, me: actor.person)
    let roles = (draft.roles ?? []) + draft.addedRoles
    let isCustomer =
      (draft.login ?? "").isEmpty && !roles.isEmpty
      && roles.allSatisfy { $0 == rulebook.customerRole }
    guard isCustomer, authority.may(.personAdd, in: context) else {
      return try require(.personManage)
    }
  }
}

extension Desk {
  /// What came of a request whose requester is given by an address.
  package struct Introduction: Sendable {
    package let outcome: Outcome
    /// Who was added for it.
    package let added: Person?
  }

  /// Carries out a request for whoever has an address, who is added as a customer where nobody has
  /// it: both happen, or neither.
  ///
  /// Throws a `Refusal` where the person cannot be added.
  package func perform(
    _ request: Request, from correspondent: Correspondent, isDryRun: Bool = false,
  ) throws -> Introduction {
    try writer().perform { [clock] transaction, deciding in
      let now = clock.now()
      let customer = try deciding.customer(
        of: correspondent, for: request, in: transaction, at: now)
      var request = request
      request.set.append((TicketField.requester.rawValue, .value(.person(customer.person.id))))
      let outcome = try deciding.run(request, in: transaction, clock: now, isDryRun: isDryRun)
      let introduction = Introduction(
        outcome: outcome, added: customer.isNew ? customer.person : nil)
      guard outcome.isDone, !isDryRun else { return .rollingBack(introduction) }
      var log = deciding.takeLog(of: outcome, at: now)
      if !deciding.cache.absent.isEmpty {
        log.append(try deciding.absenceLine(request, in: transaction, at: now))
      }
      return .keeping(introduction, log: log)
    }
  }
}

extension DecidingLane {
  /// Whoever has an address, on behalf of who makes the request; a new customer where nobody has it.
  ///
  /// Throws a `Refusal` where the person cannot be added.
  func customer(
    of correspondent: Correspondent, for request: Request, in transaction: WriteTransaction,
    at now: Instant,
  ) throws -> (person: Person, isNew: Bool) {
    let rulebook = try rules(in: transaction).rulebook
    let person = try request.actor.person.flatMap { try transaction.person($0) }
    let administration = Administration(
      transaction: transaction, rulebook: rulebook, actor: request.actor,
      authority: person.map(rulebook.authority(of:))
        ?? Authority(actor: request.actor, grants: []),
      chain: DeskChain(
        transaction: transaction, clock: now, actor: request.actor, source: request.source))
    return try administration.customer(of: correspondent)
  }
}

extension DeskSession {
  /// Whether an address is to be looked up for this person, or only a name.
  package var mayNameAddresses: Bool { may(.personView) || may(.personAdd) }

  /// Who else has the person's address, small and capital letters alike.
  ///
  /// Nobody for who may not see people; costs as much as there are people.
  package func people(sharingAddressOf person: Person) throws -> [Person] {
    guard !person.email.isEmpty, may(.personView) else { return [] }
    let folded = person.email.lowercased()
    return rulebook.present(try reader.people(), at: now).filter {
      $0.id != person.id && $0.email.lowercased() == folded
    }
  }

  /// Somebody whose address was probably meant, where nobody has the one that was typed; `nil` for
  /// who may not see people.
  package func personNear(_ correspondent: Correspondent) throws -> Person? {
    guard may(.personView),
      try rulebook.present(reader.people(withAddress: correspondent.address), at: now).isEmpty
    else { return nil }
    let parts = correspondent.address.lowercased().split(separator: "@").map(String.init)
    // Of short names most are like another one.
    guard parts[0].count > 3 else { return nil }
    return rulebook.present(try reader.people(), at: now).first { person in
      let other = person.email.lowercased().split(separator: "@").map(String.init)
      guard other.count == 2 else { return false }
      return other[1] == parts[1] && isNear(other[0], to: parts[0], within: 1)
        || other[0] == parts[0] && isNear(other[1], to: parts[1], within: 2)
    }
  }
}
