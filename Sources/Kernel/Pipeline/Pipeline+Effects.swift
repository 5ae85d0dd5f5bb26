extension Pipeline {
  /// Writes what is to happen after the commit: after hooks, notifications, timers.
  func enqueueEffects(of proposal: Proposal, entries: [Entry], journal: Journal) throws
    -> [OutboxRow]
  {
    guard let entry = entries.first else { return [] }
    var rows: [OutboxRow] = []
    rows += afterRows(of: proposal, entry: entry)
    if proposal.request.hasEffects {
      rows += try notificationRows(of: proposal, entry: entry)
      rows += try timerRows(of: proposal, entry: entry)
    }
    if let wake = try wakeRow(of: proposal, entry: entry) { rows.append(wake) }
    for row in rows { try transaction.enqueue(row) }
    let shown = rows.filter { $0.kind != .notify || journal.showsNotes }
    if !shown.isEmpty { journal.add(TraceStep("outbox", results: try shown.map(summary))) }
    return rows
  }

  private func summary(_ row: OutboxRow) throws -> String {
    let recipient = try row.recipient.flatMap { try transaction.person($0)?.name }
    let to = recipient.map { " to \($0)" } ?? ""
    let owner = row.plugin.isEmpty ? "" : "\(row.plugin):"
    return "\(row.kind.rawValue) \(owner)\(row.name)\(to)"
  }

  private func afterRows(of proposal: Proposal, entry: Entry) -> [OutboxRow] {
    let context = context(of: proposal)
    return rulebook.afterHooks.compactMap { hook in
      guard proposal.request.hasEffects || hook.spec.isForImports,
        isEvent(hook.spec.event, of: proposal),
        hook.condition?.matches(proposal.after, in: context) ?? true
      else { return nil }
      return OutboxRow(
        key: "after/\(entry.seq.rawValue)/\(hook.spec.plugin)/\(hook.spec.name)", kind: .after,
        plugin: hook.spec.plugin, name: hook.spec.name, ticket: proposal.id, entry: entry.seq,
        notBefore: clock)
    }
  }

  private func notificationRows(of proposal: Proposal, entry: Entry) throws -> [OutboxRow] {
    var rows: [OutboxRow] = []
    for (index, notification) in proposal.notifications.enumerated() {
      let channel = notification.channel ?? "inbox"
      let spec = rulebook.registry.channels.first { $0.name == channel }
      for person in try recipients(of: notification, about: proposal) {
        rows.append(
          OutboxRow(
            key: "notify/\(entry.seq.rawValue)/\(index)/\(person.id.rawValue)/\(channel)",
            kind: .notify, plugin: spec?.plugin ?? "", name: channel, ticket: proposal.id,
            entry: entry.seq, recipient: person.id, payload: notification.payload,
            notBefore: clock))
      }
    }
    return rows
  }

  /// The people meant, each once; internal words reach only those who see the ticket's notes.
  private func recipients(of notification: Notification, about proposal: Proposal) throws
    -> [Person]
  {
    var people: [Person] = []
    for name in notification.to {
      for person in try self.people(named: name, about: proposal.after)
      where !people.contains(where: { $0.id == person.id }) {
        people.append(person)
      }
    }
    let plugin = String(notification.by.prefix { $0 != "@" })
    let mayTellAll =
      notification.isPublic
      && rulebook.authority(ofPlugin: plugin).may("notify.public", in: context(of: proposal))
    return people.filter { person in
      let viewer = Viewer(
        authority: rulebook.authority(of: person), rulebook: rulebook,
        context: EvaluationContext(now: clock, me: person.id))
      return viewer.sees(proposal.after) && (mayTellAll || viewer.seesNotes(of: proposal.after))
    }
  }

  private func people(named name: String, about ticket: Ticket) throws -> [Person] {
    let ids: [Person.ID?]
    switch name {
    case "requester": ids = [ticket.requester]
    case "assignee": ids = [ticket.assignee]
    case "followers": ids = ticket.followers
    default:
      if name.hasPrefix("role:") {
        let role = String(name.dropFirst(5))
        return try transaction.people().filter { $0.roles.contains(role) }
      }
      return try transaction.person(named: name).map { [$0] } ?? []
    }
    return try ids.compactMap { id in try id.flatMap { try transaction.person($0) } }
  }

  private func timerRows(of proposal: Proposal, entry: Entry) throws -> [OutboxRow] {
    var rows: [OutboxRow] = []
    for timer in proposal.timers {
      let key = "timer/\(proposal.id.rawValue)/\(timer.plugin)/\(timer.name)"
      guard let moment = timer.at else {
        try transaction.dropOutboxRow(key: key)
        continue
      }
      rows.append(
        OutboxRow(
          key: key, kind: .timer, plugin: timer.plugin, name: timer.name, ticket: proposal.id,
          entry: entry.seq, payload: timer.data, notBefore: moment))
    }
    return rows
  }

  /// The timer that wakes a postponed ticket; dropped where it is postponed no longer.
  private func wakeRow(of proposal: Proposal, entry: Entry) throws -> OutboxRow? {
    let key = "wake/\(proposal.id.rawValue)"
    guard proposal.after.category == .postponed, let wake = proposal.after.wake else {
      if proposal.before?.category == .postponed { try transaction.dropOutboxRow(key: key) }
      return nil
    }
    guard proposal.before?.wake != wake || proposal.before?.category != .postponed else {
      return nil
    }
    return OutboxRow(
      key: key, kind: .timer, plugin: "", name: "wake", ticket: proposal.id, entry: entry.seq,
      notBefore: wake)
  }
}

extension Notification {
  /// What goes into the outbox row, as JSON.
  package var payload: String {
    JSON.object([
      ("by", .string(by)), ("public", .boolean(isPublic)), ("subject", .string(subject)),
      ("text", .string(text)),
    ]).text
  }
}
