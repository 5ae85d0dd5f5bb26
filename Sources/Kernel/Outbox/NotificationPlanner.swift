/// Works out who is told: a row for each recipient who may read what is told.
package struct NotificationPlanner {
  let rulebook: Rulebook
  let transaction: any Transaction
  let now: Instant

  package init(rulebook: Rulebook, transaction: any Transaction, now: Instant) {
    self.rulebook = rulebook
    self.transaction = transaction
    self.now = now
  }

  /// The outbox rows of notifications about a ticket, each person and channel once a notification.
  package func rows(
    _ notifications: [Notification], about ticket: Ticket, entry: EntryID,
  ) throws -> [OutboxRow] {
    var rows: [OutboxRow] = []
    for (index, notification) in notifications.enumerated() {
      let channel = notification.channel ?? "inbox"
      let spec = rulebook.registry.channels.first { $0.name == channel }
      for person in try recipients(of: notification, about: ticket) {
        rows.append(
          OutboxRow(
            key:
              "notify/\(entry.rawValue)/\(notification.by)/\(index)/\(person.id.rawValue)/\(channel)",
            kind: .notify, plugin: spec?.plugin ?? "", name: channel, ticket: ticket.id,
            entry: entry, recipient: person.id, payload: notification.payload, notBefore: now))
      }
    }
    return rows
  }

  /// The people meant, each once; internal words reach only those who see the ticket's notes.
  private func recipients(of notification: Notification, about ticket: Ticket) throws -> [Person] {
    var people: [Person] = []
    for name in notification.to {
      for person in try self.people(named: name, about: ticket)
      where !people.contains(where: { $0.id == person.id }) {
        people.append(person)
      }
    }
    let plugin = String(notification.by.prefix { $0 != "@" })
    let context = EvaluationContext(now: now)
    let mayTellAll =
      notification.isPublic
      && rulebook.authority(ofPlugin: plugin).may("notify.public", on: ticket, in: context)
    return people.filter { person in
      let viewer = Viewer(
        authority: rulebook.authority(of: person), rulebook: rulebook,
        context: EvaluationContext(now: now, me: person.id))
      return viewer.sees(ticket) && (mayTellAll || viewer.seesNotes(of: ticket))
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
}

extension TimerChange {
  /// The key of the timer's row: one for each ticket, plugin and name.
  package func key(of ticket: Ticket.ID) -> String {
    "timer/\(ticket.rawValue)/\(plugin)/\(name)"
  }
}

extension TimerSpec {
  /// The row of the next firing; firings that were missed are one.
  package func row(after last: Instant?, now: Instant, zone: Zone) -> OutboxRow {
    let next: Instant
    if let interval {
      let start = last ?? now
      let missed = max(0, now.milliseconds - start.milliseconds) / max(interval, 1)
      next = start.advanced(byMilliseconds: (missed + 1) * max(interval, 1))
    } else {
      let minutes = Int64(minuteOfDay ?? 0)
      let today = zone.start(of: zone.date(now)).advanced(byMilliseconds: minutes * 60_000)
      next =
        today > now
        ? today
        : zone.start(of: zone.date(now).adding(days: 1)).advanced(byMilliseconds: minutes * 60_000)
    }
    return OutboxRow(
      key: "every/\(plugin)/\(name)", kind: .every, plugin: plugin, name: name,
      payload: last.map { "\($0.milliseconds)" } ?? "", notBefore: next)
  }
}
