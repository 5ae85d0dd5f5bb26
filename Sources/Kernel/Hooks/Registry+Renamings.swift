extension Registry {
  /// What the declarations say that was called otherwise, in an order in which it can be done.
  ///
  /// A name that somebody still declares keeps what it has: who swaps two names does it in two
  /// versions. Where the old declarations have both names, nothing is taken over: what has the one
  /// would be mixed with what has the other. What they said too was done when they came; since then
  /// the older name may have become one of something else. `roles` and `queues` are those of the desk
  /// itself, which no plugin renames unless it is one of `old`, the plugins' declarations before.
  package func renamings(from old: Registry, roles: [RoleSpec], queues: [String]) -> [Renaming] {
    let isOwn = { (name: String) in TicketField(named: name) == nil }
    return renamed(
      .type, types.map { ($0.name, $0.was) }, since: old.types.map { ($0.name, $0.was) })
      + renamedStages(since: old)
      + renamed(
        .field, fields.map { ($0.name, $0.was.flatMap { isOwn($0) ? $0 : nil }) },
        since: old.fields.map { ($0.name, $0.was) })
      + renamed(
        .personField, (personFields ?? []).map { ($0.name, $0.was) },
        since: (old.personFields ?? []).map { ($0.name, $0.was) })
      + renamedChoices(since: old)
      + renamed(
        .reason, closeReasons.map { ($0.name, $0.was) },
        since: old.closeReasons.map { ($0.name, $0.was) })
      + renamedQueues(from: old, ofDesk: queues) + renamedRoles(from: old, ofDesk: roles)
  }

  /// A name, and the older one that it is said to have had.
  private typealias Called = (String, String?)

  /// Those whose older name nobody has now, each once.
  private func renamed(
    _ kind: Renaming.Kind, of owner: String = "", _ names: [Called], since old: [Called],
    besides taken: [String] = [], category: (String) -> Category? = { _ in nil },
  ) -> [Renaming] {
    var present = Set(names.map(\.0) + taken)
    let earlier = Set(old.map(\.0))
    return names.compactMap { name, was in
      guard let was, !earlier.isSuperset(of: [name, was]),
        !old.contains(where: { $0 == name && $1 == was }), present.insert(was).inserted
      else { return nil }
      return Renaming(kind, of: owner, from: was, to: name, category: category(name))
    }
  }

  private func renamedStages(since old: Registry) -> [Renaming] {
    types.flatMap { type -> [Renaming] in
      guard let lifecycle = lifecycle(named: type.lifecycle) else { return [] }
      let before = old.types.first { $0.name == type.name || $0.name == type.was }
      // A type that is new has no ticket in a stage of old.
      let earlier = old.lifecycle(named: before?.lifecycle ?? type.lifecycle)
      return renamed(
        .stage, of: type.name, lifecycle.stages.map { ($0.name, $0.was) },
        since: (earlier?.stages ?? []).map { ($0.name, $0.was) }, category: lifecycle.category)
    }
  }

  private func lifecycle(named name: String) -> LifecycleSpec? {
    lifecycles.first { $0.name == name }
  }

  private func renamedChoices(since old: Registry) -> [Renaming] {
    let earlier = old.fields + (old.personFields ?? [])
    return (fields + (personFields ?? [])).flatMap { field in
      let choices = Set(field.choices.values.joined()).sorted { $0.precedesByBytes($1) }
      let before =
        earlier.first { $0.name == field.name } ?? earlier.first { $0.name == field.was }
      let old = before?.choices.values.flatMap(\.self) ?? []
      return renamed(
        .choice, of: field.name, choices.map { ($0, field.formerChoices?[$0]) },
        since: old.map { ($0, before?.formerChoices?[$0]) })
    }
  }

  /// Of a queue, also where it is the value of a custom field.
  private func renamedQueues(from old: Registry, ofDesk own: [String]) -> [Renaming] {
    let kept = own.filter { !old.queues.contains($0) }
    let names = queues.map { ($0, formerQueues?[$0]) }
    let holders = fields.filter { $0.kind == .queue }
    return renamed(
      .queue, names, since: old.queues.map { ($0, old.formerQueues?[$0]) }, besides: kept
    ).flatMap { queue in
      [queue]
        + holders.map { Renaming(.choice, of: $0.name, from: queue.from, to: queue.to) }
    }
  }

  /// A role that changes sides is another role.
  private func renamedRoles(from old: Registry, ofDesk own: [RoleSpec]) -> [Renaming] {
    let kept = own.map(\.name).filter { name in !old.roles.contains { $0.name == name } }
    let names = roles.filter { role in
      old.roles.first { $0.name == role.was }.map { $0.side == role.side } ?? true
    }.map { ($0.name, $0.was) }
    return renamed(
      .role, roles.map { ($0.name, nil) } + names, since: old.roles.map { ($0.name, $0.was) },
      besides: kept + [RoleSpec.admin.name])
  }
}

extension Rulebook {
  /// What plugins say was called otherwise: histories of then have those names.
  var formerNames: [Renaming] {
    let hasAny =
      registry.fields.contains { $0.was != nil || !($0.formerChoices ?? [:]).isEmpty }
      || registry.types.contains { $0.was != nil }
      || registry.lifecycles.contains { $0.stages.contains { $0.was != nil } }
      || registry.closeReasons.contains { $0.was != nil }
      || !(registry.formerQueues ?? [:]).isEmpty
    return hasAny ? registry.renamings(from: Registry(), roles: [], queues: []) : []
  }
}
