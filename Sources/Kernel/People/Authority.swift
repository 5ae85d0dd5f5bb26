/// What one actor may do, worked out from grants.
///
/// Source of the rules: an allow applies if its condition holds on the ticket before (on create:
/// after); a denial, if it holds before or after; a denial wins.
package struct Authority: Sendable {
  package let actor: Actor
  /// The grants of all the actor's roles, or of the plugin's manifest.
  package let grants: [CompiledGrant]
  /// The desk itself may do everything.
  package let isUnlimited: Bool
  /// Others that must allow it too: the plugin that acts in a person's name.
  package private(set) var limits: [Authority] = []

  package init(actor: Actor, grants: [CompiledGrant], isUnlimited: Bool = false) {
    self.actor = actor
    self.grants = grants
    self.isUnlimited = isUnlimited
  }

  /// This authority as far as another one has it too.
  package func limited(to other: Authority) -> Authority {
    var both = self
    both.limits.append(other.alone)
    both.limits += other.limits
    return both
  }

  /// This one without others that limit it.
  var alone: Authority { Authority(actor: actor, grants: grants, isUnlimited: isUnlimited) }

  /// Whether a permission holds, and the grants that counted.
  package struct Decision: Sendable {
    package var isAllowed: Bool
    /// The grants that applied; the denials where it is denied.
    package var grants: [CompiledGrant]
    /// The fields that are not covered, where some are.
    package var fields: [String]
  }

  /// Whether the actor may do it to the ticket, for all of the fields.
  ///
  /// Without a ticket, grants with a condition do not apply.
  package func decide(
    _ permission: String, before: Ticket? = nil, after: Ticket? = nil, fields: [String] = [],
    in context: EvaluationContext,
  ) -> Decision {
    guard !limits.isEmpty else {
      return decideAlone(permission, before: before, after: after, fields: fields, in: context)
    }
    let own = decideAlone(
      permission, before: before, after: after, fields: fields, in: context.asked(by: actor))
    guard own.isAllowed else { return own }
    for limit in limits {
      let other = limit.decideAlone(
        permission, before: before, after: after, fields: fields,
        in: context.asked(by: limit.actor))
      if !other.isAllowed { return other }
    }
    return own
  }

  private func decideAlone(
    _ permission: String, before: Ticket?, after: Ticket?, fields: [String],
    in context: EvaluationContext,
  ) -> Decision {
    guard !isUnlimited else { return Decision(isAllowed: true, grants: [], fields: []) }
    var denials: [CompiledGrant] = []
    var allows: [CompiledGrant] = []
    for grant in grants where grant.covers(permission) {
      guard grant.counts(before: before, after: after, in: context) else { continue }
      if grant.grant.isDenial { denials.append(grant) } else { allows.append(grant) }
    }
    if let denial = denials.first(where: { $0.grant.fields.isEmpty }) {
      return Decision(isAllowed: false, grants: [denial], fields: [])
    }
    let denied = fields.filter { field in denials.contains { $0.isAbout(field) } }
    guard denied.isEmpty else {
      return Decision(isAllowed: false, grants: denials, fields: denied)
    }
    let open = fields.filter { field in !allows.contains { $0.isAbout(field) } }
    return Decision(isAllowed: !allows.isEmpty && open.isEmpty, grants: allows, fields: open)
  }

  /// Whether the permission holds, where only the answer matters.
  package func may(
    _ permission: String, on ticket: Ticket? = nil, fields: [String] = [],
    in context: EvaluationContext,
  ) -> Bool {
    guard fields.isEmpty, !isUnlimited, limits.isEmpty else {
      return decide(permission, before: ticket, after: ticket, fields: fields, in: context)
        .isAllowed
    }
    var isAllowed = false
    for grant in grants
    where grant.covers(permission) && grant.counts(before: ticket, after: nil, in: context) {
      if !grant.grant.isDenial {
        isAllowed = true
      } else if grant.grant.fields.isEmpty {
        return false
      }
    }
    return isAllowed
  }

  /// Whether there is any grant of the permission, whatever its condition, and no plain denial.
  package func mayEver(_ permission: String) -> Bool {
    guard limits.allSatisfy({ $0.mayEver(permission) }) else { return false }
    if isUnlimited { return true }
    let mine = grants.filter { $0.covers(permission) }
    let isDenied = mine.contains {
      $0.grant.isDenial && $0.condition == nil && $0.grant.fields.isEmpty
    }
    return !isDenied && mine.contains { !$0.grant.isDenial && $0.idle == nil }
  }
}

extension Authority {
  /// Whether the permission holds for every field of every ticket.
  func mayAll(_ permission: Permission) -> Bool {
    all.allSatisfy { one in
      if one.isUnlimited { return true }
      let about = one.grants.filter { $0.covers(permission) }
      return !about.contains(where: \.grant.isDenial)
        && about.contains { $0.condition == nil && $0.grant.fields.isEmpty }
    }
  }

  /// Whether there is a grant of the permission for a field, whatever its condition, and no plain
  /// denial.
  func mayEver(_ permission: Permission, field: String) -> Bool {
    all.allSatisfy { one in
      guard !one.isUnlimited else { return true }
      let about = one.grants.filter { $0.covers(permission) && $0.isAbout(field) }
      return one.mayEver(permission) && about.contains { !$0.grant.isDenial && $0.idle == nil }
        && !about.contains { $0.grant.isDenial && $0.condition == nil }
    }
  }

  /// Whether whatever allows it for a field depends on what the field is set to.
  func hinges(_ permission: Permission, on field: String) -> Bool {
    all.contains { one in
      !one.isUnlimited
        && one.grants.filter { $0.covers(permission) && !$0.grant.isDenial && $0.isAbout(field) }
          .allSatisfy { $0.condition?.fields.contains(field) ?? false }
    }
  }

  /// Of the fields that a new ticket is refused for, those that are the reason: where a grant fails for
  /// what another field is set to, it is that one.
  func reasons(for refused: [String], of permission: String, among asked: [String]) -> [String] {
    let grants = all.flatMap(\.grants).filter { $0.covers(permission) && !$0.grant.isDenial }
    let named = refused.flatMap { field -> [String] in
      let about = grants.filter { $0.isAbout(field) && $0.condition != nil }
      guard !about.isEmpty else { return [field] }
      return asked.filter { other in
        about.contains { $0.condition?.fields.contains(other) ?? false }
      }
    }
    return asked.filter(named.contains)
  }
}

extension EvaluationContext {
  /// The same for one of several who must allow something: in a person's own grants `me` is that
  /// person, never another one who looks as well.
  func asked(by actor: Actor) -> EvaluationContext {
    guard let person = actor.person, person != me else { return self }
    var own = self
    own.me = person
    return own
  }
}

extension CompiledGrant {
  /// Whether it is about that permission.
  package func covers(_ permission: String) -> Bool {
    grant.permission == "*" || grant.permission == permission
  }

  func isAbout(_ field: String) -> Bool { grant.isAbout(field) }

  /// Whether it has a say in a change: an allow by the ticket before (on create: after), a denial by
  /// the ticket before or after.
  ///
  /// Everything that judges grants asks here. What is only looked at has no ticket after.
  func counts(before: Ticket?, after: Ticket?, in context: EvaluationContext) -> Bool {
    guard let condition else { return true }
    if let before, holds(condition, on: before, in: context) { return true }
    guard let after, before == nil || grant.isDenial else { return false }
    return holds(condition, on: after, in: context)
  }

  /// Where people cannot be read a denial holds and an allow does not.
  private func holds(_ condition: Query, on ticket: Ticket, in context: EvaluationContext) -> Bool {
    let isMet = condition.matches(ticket, in: context)
    guard asksPeople else { return isMet }
    return context.people.map(\.hasFailed) ?? true ? grant.isDenial : isMet
  }

  func holds(on ticket: Ticket?, in context: EvaluationContext) -> Bool {
    guard let condition else { return true }
    guard let ticket else { return false }
    return holds(condition, on: ticket, in: context)
  }
}

extension Rulebook {
  /// What a person may do.
  package func authority(of person: Person) -> Authority {
    // Most people have one role, whose grants are lent out as they are.
    let grants =
      person.roles.count == 1
      ? roles[person.roles[0]]?.grants ?? []
      : person.roles.compactMap { roles[$0]?.grants }.flatMap(\.self)
    return Authority(actor: .person(person.id), grants: grants)
  }

  /// What a plugin may do by its manifest; nothing, where it is not enabled.
  package func authority(ofPlugin name: String) -> Authority {
    Authority(actor: .plugin(name), grants: pluginGrants[name] ?? [])
  }

  /// What an actor may do, given the person that it is; nothing, where that one is not there.
  package func authority(of actor: Actor, person: Person?) -> Authority {
    switch actor {
    case .person: person.map(authority(of:)) ?? Authority(actor: actor, grants: [])
    case .plugin(let name): authority(ofPlugin: name)
    case .desk: Rulebook.deskAuthority
    }
  }

  /// What the desk itself may do: everything.
  package static var deskAuthority: Authority {
    Authority(actor: .desk, grants: [], isUnlimited: true)
  }
}

extension Authority {
  /// What one grant has to say about a permission.
  package struct Consideration: Sendable {
    package let grant: CompiledGrant
    /// Whether its condition holds on the ticket; `nil` where it has one and there is no ticket.
    package let holds: Bool?
    /// Whether the verdict rests on it.
    package let isDecisive: Bool
  }

  /// Whether a permission holds and what each grant of it says, those that did not count included.
  package struct Account: Sendable {
    package let decision: Decision
    package internal(set) var considerations: [Consideration]
    /// A lesser permission that holds where this one does not.
    package internal(set) var lesser: Permission?
  }

  /// Whether somebody may know how this one's conditions for a permission fall out on a ticket: all
  /// that they speak of is theirs to see, or they ask of themselves, who need only try.
  package func isKnowable(
    _ permission: String, on ticket: Ticket, to viewer: Viewer,
  ) -> Bool {
    actor == viewer.authority.actor
      || grants.allSatisfy { grant in
        !grant.covers(permission)
          || grant.condition?.fields.allSatisfy { viewer.sees($0, of: ticket) } ?? true
      }
  }

  /// Explains a permission on a ticket, or for everything where there is none.
  package func account(
    of permission: String, on ticket: Ticket?, in context: EvaluationContext,
  ) -> Account {
    let decision = decide(permission, before: ticket, after: ticket, in: context)
    let considerations = grants.filter { $0.covers(permission) }.map { grant in
      let isOpen = grant.condition != nil && grant.idle == nil && ticket == nil
      return Consideration(
        grant: grant, holds: isOpen ? nil : grant.holds(on: ticket, in: context),
        isDecisive: decision.grants.contains { $0 === grant })
    }
    return Account(decision: decision, considerations: considerations)
  }

  /// The same with what a lesser permission allows, where there is one and this one is not allowed.
  package func account(
    of permission: String, orElse lesser: Permission?, on ticket: Ticket?,
    in context: EvaluationContext,
  ) -> Account {
    var account = account(of: permission, on: ticket, in: context)
    guard let lesser, !account.decision.isAllowed else { return account }
    let other = self.account(of: lesser.rawValue, on: ticket, in: context)
    account.considerations += other.considerations.filter { !$0.grant.covers(permission) }
    if other.decision.isAllowed { account.lesser = lesser }
    return account
  }
}
