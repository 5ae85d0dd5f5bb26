extension Viewer {
  /// Somebody who is not on the desk and to whom a ticket is forwarded.
  ///
  /// They see of it what a customer sees of their own ticket: never notes, only fields that some
  /// role on the customers' side sees, and nothing that such a role is denied.
  package static func outside(
    _ rulebook: Rulebook, at now: Instant, reading store: any PeopleReading,
  ) -> Viewer {
    let customers = rulebook.roles.values.filter { $0.side == .customer }
    var grants: [CompiledGrant] = []
    for grant in customers.flatMap(\.grants) {
      let isView = Viewer.outsideViews.contains { $0.rawValue == grant.grant.permission }
      guard isView || grant.grant.isDenial else {
        if !grant.covers(.noteView) { grants.append(grant) }
        continue
      }
      // Whose ticket it is does not matter: it was given to them.
      var unbound = grant.grant
      unbound.when = nil
      grants.append(
        CompiledGrant(
          grant: unbound, condition: nil, owner: grant.owner, plugin: grant.plugin,
          idle: grant.idle))
    }
    if customers.isEmpty {
      for permission in Viewer.outsideViews {
        grants.append(
          CompiledGrant(
            grant: Grant(permission.rawValue), condition: nil, owner: "outside", plugin: ""))
      }
    }
    return Viewer(
      authority: Authority(actor: .desk, grants: grants), rulebook: rulebook,
      context: rulebook.context(at: now, reading: store))
  }

  private static let outsideViews: [Permission] = [.ticketView, .historyView]
}

extension Viewer {
  /// What this one sees as far as the plugin's manifest covers it: all that the plugin may be handed
  /// for them.
  package func limited(toPlugin name: String) -> Viewer {
    Viewer(
      authority: authority.limited(to: rulebook.authority(ofPlugin: name)), rulebook: rulebook,
      context: context)
  }

  /// What the plugin is handed of the ticket of a change that it decides on.
  ///
  /// It could not decide on what it does not see: where its manifest says nothing of `ticket.view`, it sees
  /// that ticket. Fields and notes with permissions of their own need those all the same.
  package func decidingOnTicket() -> Viewer {
    guard !authority.grants.contains(where: { $0.covers(.ticketView) }) else { return self }
    let own = CompiledGrant(
      grant: Grant("ticket.view"), condition: nil, owner: authority.actor.text, plugin: "")
    return Viewer(
      authority: Authority(actor: authority.actor, grants: authority.grants + [own]),
      rulebook: rulebook, context: context)
  }

  /// Whether the person exists for this one: they see people, or are that person.
  package func sees(_ person: Person) -> Bool {
    authority.all.allSatisfy { one in
      one.actor == .person(person.id) || one.alone.may(.personView, in: context)
    }
  }

  /// Whether all people exist for this one.
  package var seesPeople: Bool { authority.may(.personView, in: context) }
}

extension Rulebook {
  /// What a person sees.
  package func viewer(
    of person: Person, at now: Instant, reading store: any PeopleReading,
  ) -> Viewer {
    Viewer(
      authority: authority(of: person), rulebook: self,
      context: self.context(at: now, me: person.id, reading: store))
  }

  /// What a plugin sees by its manifest.
  package func viewer(
    ofPlugin name: String, at now: Instant, reading store: any PeopleReading,
  ) -> Viewer {
    Viewer(
      authority: authority(ofPlugin: name), rulebook: self,
      context: self.context(at: now, reading: store))
  }
}

extension Viewer {
  /// What the store may find for this one, beside the query.
  package var access: TicketAccess {
    TicketAccess(tickets: condition(for: .ticketView), viewer: authority.isWholly ? nil : self)
  }

  /// What every ticket must meet of which notes exist for this one.
  package var notesAccess: Condition { condition(for: .noteView) }

  /// What every ticket must meet whose history exists for this one.
  var historyAccess: Condition { condition(for: .ticketView).and(histories) }

  /// Where histories exist for this one, of the tickets that do.
  var histories: Condition { condition(for: .historyView) }

  /// Whether the history of each ticket exists for this one that does itself.
  var seesHistories: Bool {
    let histories = histories
    return histories == .always || histories == condition(for: .ticketView)
  }

  /// The query as a list answers it for this one: without discarded tickets, unless it asks for them.
  ///
  /// Who does not see which tickets are discarded does not see it by what is left out, either.
  package func listed(_ query: Query) -> Query {
    mayName(TicketField.category.rawValue) ? query.listed : query
  }

  private func condition(for permission: Permission) -> Condition {
    .conjunction(authority.all.map { condition(for: permission, by: $0) })
  }

  private func condition(for permission: Permission, by authority: Authority) -> Condition {
    guard !authority.isUnlimited else { return .always }
    var allowed: [Condition] = []
    var denied: [Condition] = []
    // Where several must allow it, each one's grants speak of that one.
    let person = self.authority.limits.isEmpty ? nil : authority.actor.person
    for grant in authority.grants where grant.covers(permission) {
      let own = grant.condition?.condition ?? .always
      let condition = person.map(own.spoken(by:)) ?? own
      if !grant.grant.isDenial {
        allowed.append(condition)
      } else if grant.grant.fields.isEmpty {
        denied.append(condition)
      }
    }
    guard !allowed.isEmpty else { return .never }
    // What holds everywhere needs nothing beside it to be looked at.
    let any = allowed.contains(.always) ? .always : Condition.disjunction(allowed)
    return denied.isEmpty ? any : any.and(.not(.disjunction(denied)))
  }

  /// The fields and names that this one may use in a query.
  package var schema: QuerySchema {
    let custom = rulebook.registry.fields
    let doubtful =
      hidesFields
      ? TicketField.allCases.map(\.rawValue) + custom.map(\.name)
      : [TicketField.touched, .noteAttachments, .version].map(\.rawValue)
        + custom.filter { $0.viewPermission != nil }.map(\.name)
    var known = rulebook.knownNames
    if !knowsQueues { known[TicketField.queue.rawValue] = nil }
    return QuerySchema(
      custom: custom, people: rulebook.registry.personFields ?? [],
      hidden: Set(doubtful.filter { !mayQuery($0) } + hiddenSteps), known: known)
  }

  /// Whether this one is told which queues there are: the staff, and customers who may choose one.
  ///
  /// For all others a queue that there is not is one in which they have no ticket.
  package var knowsQueues: Bool {
    authority.all.allSatisfy { one in
      guard case .person = one.actor, !one.isUnlimited else { return true }
      let queue = TicketField.queue.rawValue
      return one.grants.contains { rulebook.roles[$0.owner]?.side == .staff }
        || one.mayEver(.ticketCreate, field: queue) || one.mayEver(.ticketUpdate, field: queue)
    }
  }
}

extension Rulebook {
  /// All fields and names that there are, for conditions of the desk itself.
  package var schema: QuerySchema {
    QuerySchema(custom: registry.fields, people: registry.personFields ?? [], known: knownNames)
  }
}
