extension Pipeline {
  /// The rows of those who asked to be told of such a change: one a person and channel.
  ///
  /// Nothing of what happened stands in a row: what its recipient may read is looked up at delivery.
  func subscriptionRows(of proposal: Proposal, entries: [Entry]) throws -> [OutboxRow] {
    let book = rulebook.subscriptions
    guard !book.isEmpty, let first = entries.first else { return [] }
    var rows: [OutboxRow] = []
    var keys: Set<String> = []
    for subscription in book.all
    where subscription.idle == nil && mayHappen(subscription.event, of: proposal, entries) {
      for person in try people(of: subscription, for: proposal.after)
      where isTold(person, of: proposal, entries, by: subscription) {
        let spec = subscription.spec
        let channel = rulebook.registry.channels.first { $0.name == spec.channel }
        let row = OutboxRow(
          key:
            "told/\(first.request)/\(proposal.id.rawValue)/\(person.id.rawValue)/\(spec.channel)",
          kind: .notify, plugin: channel?.plugin ?? "", name: spec.channel, ticket: proposal.id,
          entry: first.seq, recipient: person.id,
          payload: JSON.object([("subscription", .string(spec.key))]).text, notBefore: clock)
        if keys.insert(row.key).inserted { rows.append(row) }
      }
    }
    return rows
  }

  private func people(of subscription: CompiledSubscription, for ticket: Ticket) throws -> [Person]
  {
    switch subscription.spec.audience {
    case .person(let id): try transaction.person(id).map { [$0] } ?? []
    case .role(let name): try transaction.people(withRole: name)
    case .part(let part): try part.people(of: ticket).compactMap { try transaction.person($0) }
    }
  }

  /// Whether the event may be there at all, before anybody's permissions are asked.
  private func mayHappen(_ event: HookEvent, of proposal: Proposal, _ entries: [Entry]) -> Bool {
    switch event {
    case .action("note"): entries.contains { $0.visibility == .internal }
    case .action("reply"): proposal.before != nil && entries.contains(where: \.isMessage)
    default: isEvent(event, of: proposal)
    }
  }

  private func isTold(
    _ person: Person, of proposal: Proposal, _ entries: [Entry],
    by subscription: CompiledSubscription,
  ) -> Bool {
    let spec = subscription.spec
    guard spec.tellsOwn || proposal.request.actor.person != person.id,
      !rulebook.subscriptions.isMuted(spec.key, for: person.id)
    else { return false }
    let viewer = Viewer(
      authority: rulebook.authority(of: person), rulebook: rulebook,
      context: rulebook.context(at: clock, me: person.id))
    let ticket = proposal.after
    guard viewer.sees(ticket) else { return false }
    let seen = viewer.entries(entries, of: ticket)
    guard happens(subscription.event, in: seen) else { return false }
    guard let condition = subscription.condition else { return true }
    return condition.fields.allSatisfy(viewer.mayQuery)
      && condition.matches(ticket, in: viewer.context)
  }

  /// Whether what somebody sees of the change is the event.
  private func happens(_ event: HookEvent, in seen: [Entry]) -> Bool {
    switch event {
    case .anyChange, .other: !seen.isEmpty
    case .action("note"): seen.contains { $0.visibility == .internal }
    case .action("reply"): seen.contains(where: \.isMessage)
    case .action: seen.contains { $0.visibility == .public }
    case .field(let name): seen.contains { $0.edits.contains { $0.field == name } }
    }
  }
}

extension Entry {
  /// Whether it has words that everybody may read.
  fileprivate var isMessage: Bool { visibility == .public && !text.isEmpty }
}
