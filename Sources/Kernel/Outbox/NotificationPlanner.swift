import Crypto
import Texts

/// Works out who is told: a row for each recipient who may read what is told.
package struct NotificationPlanner {
  let rulebook: Rulebook
  let transaction: any Transaction
  let now: Instant
  /// Who was assignee before the change that is told.
  private var former: Person.ID?
  /// Who is told and who is not; `nil` where nobody asked for that.
  var tellings: [Telling]?
  /// The rows made so far, and the bytes in them.
  private var count = 0
  private var bytes = 0

  package init(rulebook: Rulebook, transaction: any Transaction, now: Instant) {
    self.rulebook = rulebook
    self.transaction = transaction
    self.now = now
  }

  /// The outbox rows of notifications about a ticket, each person and channel once a notification.
  ///
  /// `row` is the outbox row whose hook or timer tells; `nil` for the hooks before the commit.
  package mutating func rows(
    _ notifications: [Notification], about ticket: Ticket, entry: EntryID, from row: Int64? = nil,
  ) throws -> [OutboxRow] {
    var rows: [OutboxRow] = []
    let occasions = occasions(of: notifications, about: ticket, entry: entry, from: row)
    if notifications.contains(where: { $0.to.contains(.part(.formerAssignee)) }) {
      former = try transaction.entry(entry)?.edits.formerAssignee
    }
    for (asked, occasion) in zip(notifications, occasions) {
      var notification = asked
      notification.isPublic = try mayTellAll(asked, about: ticket)
      for (person, recipient) in try recipients(of: notification, about: ticket) {
        let own =
          try notification.channel.map { [$0] }
          ?? rulebook.subscriptions.channels(of: person, in: transaction)
        for channel in own {
          let spec = rulebook.registry.channels.first { $0.name == channel }
          let payload = notification.payload(in: person.language)
          count += 1
          bytes += payload.utf8.count
          guard count <= Limit.notices, bytes <= Limit.noticeBytes else { throw tooMany(asked) }
          note(.told, person, recipient, of: notification, through: channel, about: ticket)
          rows.append(
            OutboxRow(
              key: "notify/\(occasion)/\(person.id.rawValue)/\(channel)", kind: .notify,
              plugin: spec?.plugin ?? "", name: channel, ticket: ticket.id,
              entry: entry, recipient: person.id,
              payload: payload, notBefore: now))
        }
      }
    }
    return rows
  }

  private func tooMany(_ notification: Notification) -> Refusal {
    Refusal(
      .refused,
      Text.toldTooMany(hook: notification.by, most: Limit.notices, bytes: Limit.noticeBytes))
  }

  /// The people meant, each once, with what they are meant by; internal words reach only those who see
  /// the ticket's notes.
  private mutating func recipients(
    of notification: Notification, about ticket: Ticket,
  ) throws -> [(Person, Recipient<String>)] {
    var people: [(Person, Recipient<String>)] = []
    var seen: Set<Person.ID> = []
    let presence = Presence(rulebook: rulebook, transaction: transaction, now: now)
    for recipient in notification.to where recipient != .part(.queue) {
      let meant = try recipient.people(of: ticket, former: former, in: transaction)
      for person in try presence.withStandIns(meant) where seen.insert(person.id).inserted {
        people.append((person, recipient))
      }
    }
    if notification.to.contains(.part(.queue)), try !presence.reaches(people.map(\.0.id)) {
      people += try presence.queuePeople(of: ticket).filter { seen.insert($0.id).inserted }
        .map { ($0, .part(.queue)) }
    }
    return people.filter { person, recipient in
      let viewer = Viewer(
        authority: rulebook.authority(of: person), rulebook: rulebook,
        context: rulebook.context(at: now, me: person.id, reading: transaction))
      guard viewer.sees(ticket) else {
        note(.seesNoTicket, person, recipient, of: notification, about: ticket)
        return false
      }
      guard notification.isPublic || viewer.seesNotes(of: ticket) else {
        note(.seesNoWords, person, recipient, of: notification, about: ticket)
        return false
      }
      return true
    }
  }

  private mutating func note(
    _ verdict: Telling.Verdict, _ person: Person, _ recipient: Recipient<String>,
    of notification: Notification, through channel: String? = nil, about ticket: Ticket,
  ) {
    tellings?.append(
      Telling(
        ticket: ticket.id, person: person.id, channel: channel ?? notification.channel ?? "",
        cause: .hook(notification.by, to: recipient), verdict: verdict))
  }

  /// Whether its words may reach who sees no notes: its plugin says so, and may say so.
  ///
  /// The row keeps the answer, since the recipient's permissions are looked at again at delivery.
  private func mayTellAll(_ notification: Notification, about ticket: Ticket) throws -> Bool {
    guard notification.isPublic else { return false }
    switch notification.sender {
    case .desk: return true
    case .plugin(let name):
      return rulebook.authority(ofPlugin: name)
        .may(
          "notify.public", on: ticket, in: rulebook.context(at: now, reading: transaction))
    case .person(let id):
      guard let person = try transaction.person(id) else { return false }
      return rulebook.authority(of: person)
        .may(
          .ticketReply, on: ticket, in: rulebook.context(at: now, me: id, reading: transaction))
    }
  }

  /// What tells each notification from all others, however often its hook or timer is tried.
  ///
  /// Hooks before the commit tell as the entry is written, once. A run after it may tell about many
  /// tickets, and may tell in another order when it is tried again: its row, the ticket and what is
  /// told tell them apart, and the place among equal ones. A timer's row has a new number each time
  /// that it fires.
  private func occasions(
    of notifications: [Notification], about ticket: Ticket, entry: EntryID, from row: Int64?,
  ) -> [String] {
    guard let row else {
      return notifications.enumerated().map { index, notification in
        "\(entry.rawValue)/\(Namespace.escaped(notification.by))/\(index)"
      }
    }
    var counts: [String: Int] = [:]
    return notifications.map { notification in
      let digest = notification.digest
      counts[digest, default: 0] += 1
      return "row-\(row)/\(ticket.id.rawValue)/\(digest)/\(counts[digest] ?? 1)"
    }
  }
}

extension Notification {
  /// What tells it from another one that is told about the same ticket.
  fileprivate var digest: String {
    let words = [texts, subjects].map { words in
      JSON.object(words.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
    }
    let said = JSON.array(
      [
        .string(by), .array(to.map { .string($0.text) }), .string(channel ?? ""),
        .boolean(channel == nil),
        .boolean(isPublic), .string(subject), .string(text),
      ] + words + [event.map(JSON.string), data].compactMap(\.self))
    return String(Digest(of: said.bytes).hex.prefix(32))
  }
}

extension TimerSpec {
  /// The row of the next firing; firings that were missed are one.
  package func row(after last: Instant?, now: Instant, zone: Zone) -> OutboxRow {
    let next: Instant
    if let interval {
      let start = last ?? now
      let length = max(interval, 1)
      let missed = max(0, now.milliseconds(since: start)) / length
      next = start.advanced(byMilliseconds: missed.multipliedSaturated(by: length))
        .advanced(byMilliseconds: length)
    } else {
      let minutes = Int64(minuteOfDay ?? 0)
      // By the clock on the wall: nine is nine also on the day on which the clock is changed.
      var civil = CivilTime(startOf: zone.date(now))
      (civil.hour, civil.minute) = (minutes / 60, minutes % 60)
      let today = zone.instant(civil)
      next = today > now ? today : zone.adding(days: 1, to: today)
    }
    return OutboxRow(
      key: "every/\(plugin)/\(name)", kind: .every, plugin: plugin, name: name,
      notBefore: next)
  }
}
