import Texts

extension Pipeline {
  /// Writes what is to happen after the commit: after hooks, notifications, timers.
  func enqueueEffects(of proposal: Proposal, entries: [Entry], journal: Journal) throws
    -> [OutboxRow]
  {
    guard let entry = entries.first else { return [] }
    var rows: [OutboxRow] = []
    rows += afterRows(of: proposal, entry: entry)
    rows += try forwardRows(of: proposal, entries: entries)
    if proposal.request.hasEffects {
      if proposal.request.tellsPeople {
        rows += try notificationRows(of: proposal, entry: entry)
        rows += try subscriptionRows(of: proposal, entries: entries)
      }
      rows += try timerRows(of: proposal, entry: entry)
    }
    if let wake = try wakeRow(of: proposal, entry: entry) { rows.append(wake) }
    for row in rows { try transaction.enqueue(row) }
    let shown = rows.filter { $0.kind != .notify || journal.showsNotes }
    if !shown.isEmpty {
      journal.add(TraceStep("outbox", lines: try shown.map { .words(try summary($0)) }))
    }
    return rows
  }

  private func summary(_ row: OutboxRow) throws -> Text {
    let owner = row.plugin.isEmpty ? "" : "\(row.plugin):"
    let name = "\(row.kind.rawValue) \(owner)\(row.name)"
    guard let person = try row.recipient.flatMap({ try transaction.person($0)?.name }) else {
      return Text(words: name)
    }
    return Text.traceRowTo(row: name, person: person)
  }

  private func afterRows(of proposal: Proposal, entry: Entry) -> [OutboxRow] {
    let context = context(of: proposal)
    return rulebook.afterHooks.compactMap { hook in
      guard proposal.request.hasEffects || hook.spec.isForImports,
        isEvent(hook.event, of: proposal),
        hook.condition?.matches(proposal.after, in: context) ?? true
      else { return nil }
      return OutboxRow(
        key: "after/\(entry.seq.rawValue)/\(hook.spec.plugin)/\(hook.spec.name)", kind: .after,
        plugin: hook.spec.plugin, name: hook.spec.name, ticket: proposal.id, entry: entry.seq,
        notBefore: clock)
    }
  }

  private func notificationRows(of proposal: Proposal, entry: Entry) throws -> [OutboxRow] {
    guard !proposal.notifications.isEmpty else { return [] }
    var planner = NotificationPlanner(rulebook: rulebook, transaction: transaction, now: clock)
    return try planner.rows(proposal.notifications, about: proposal.after, entry: entry.seq)
  }

  private func timerRows(of proposal: Proposal, entry: Entry) throws -> [OutboxRow] {
    var rows: [OutboxRow] = []
    for timer in proposal.timers {
      let key = timer.key(of: proposal.id)
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
  func wakeRow(of proposal: Proposal, entry: Entry) throws -> OutboxRow? {
    let key = "wake/\(proposal.id.rawValue)"
    guard proposal.after.category == .postponed, let wake = proposal.after.wake else {
      // Where the timer itself has woken it, the worker that has the row in hand acknowledges it.
      let isTimer = proposal.request.source == Request.timerSource
      if proposal.before?.category == .postponed, !isTimer {
        try transaction.dropOutboxRow(key: key)
      }
      return nil
    }
    guard proposal.before?.wake != wake || proposal.before?.category != .postponed else {
      return nil
    }
    return OutboxRow(
      key: key, kind: .timer, plugin: "", name: Verb.wake.rawValue, ticket: proposal.id,
      entry: entry.seq,
      notBefore: wake)
  }
}

extension Notification {
  /// What goes into the outbox row of somebody who reads that language, as JSON.
  package func payload(in language: String) -> String {
    JSON.object([
      ("by", .string(by)), ("public", .boolean(isPublic)),
      ("subject", .string(subjects[language] ?? subject)),
      ("text", .string(texts[language] ?? text)),
    ]).text
  }
}
