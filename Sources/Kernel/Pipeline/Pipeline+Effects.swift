import Texts

extension Pipeline {
  /// Writes what is to happen after the commit: after hooks, notifications, timers.
  ///
  /// Whom `told` tells of the change already hears of it once.
  func enqueue(
    _ effects: Effects, of change: Change, for submission: Submission, entries: [Entry],
    besides told: [OutboxRow], journal: Journal,
  ) throws -> [OutboxRow] {
    guard let entry = entries.first else { return [] }
    var rows: [OutboxRow] = []
    rows += afterRows(of: change, for: submission, entry: entry)
    rows += try forwardRows(of: effects, for: submission, entries: entries)
    if submission.request.hasEffects {
      if submission.request.tellsPeople {
        let noted = try notificationRows(
          of: effects, about: change.after, entry: entry, journal)
        rows += noted
        rows += try subscriptionRows(
          of: change, for: submission, entries: entries,
          besides: EarlierRows(passed: told, noted: noted), journal)
      }
    }
    if submission.request.hasEffects || submission.request.backfill != nil {
      rows += try timerRows(of: effects, for: submission, entry: entry)
    }
    if let wake = try wakeRow(of: change, for: submission, entry: entry) { rows.append(wake) }
    for row in rows { try transaction.enqueue(row) }
    let shown = rows.filter { $0.kind != .notify || journal.showsNotes }
    if !shown.isEmpty {
      let viewer = viewer(for: submission)
      journal.add(
        TraceStep("outbox", lines: try shown.map { .words(try summary($0, for: viewer)) }))
    }
    return rows
  }

  /// Of a member of a role somebody may not even know that there is one.
  private func summary(_ row: OutboxRow, for viewer: Viewer) throws -> Text {
    guard let person = try row.recipient.flatMap({ try transaction.person($0) }) else {
      return row.deed
    }
    let name = viewer.sees(person) ? Text(words: person.name) : Text.viewSomebody
    return Text.traceRowTo(row: row.deed, person: name)
  }

  private func afterRows(
    of change: Change, for submission: Submission, entry: Entry,
  ) -> [OutboxRow] {
    let context = submission.context
    return rulebook.afterHooks.compactMap { hook in
      guard submission.request.hasEffects || hook.spec.isForImports,
        change.isEvent(hook.event, asked: submission.request.action),
        hook.condition?.matches(change.after, in: context) ?? true
      else { return nil }
      return OutboxRow(
        key: "after/\(entry.seq.rawValue)/\(hook.spec.plugin)/\(hook.spec.name)", kind: .after,
        plugin: hook.spec.plugin, name: hook.spec.name, ticket: submission.id, entry: entry.seq,
        notBefore: clock)
    }
  }

  private func notificationRows(
    of effects: Effects, about ticket: Ticket, entry: Entry, _ journal: Journal,
  ) throws -> [OutboxRow] {
    guard !effects.notifications.isEmpty else { return [] }
    var planner = NotificationPlanner(rulebook: rulebook, transaction: transaction, now: clock)
    if journal.tellings != nil { planner.tellings = [] }
    defer { journal.tellings? += planner.tellings ?? [] }
    return try planner.rows(effects.notifications, about: ticket, entry: entry.seq)
  }

  /// A backfill without effects sets the timers of times to come: those of the past would all fire
  /// at once.
  private func timerRows(
    of effects: Effects, for submission: Submission, entry: Entry,
  ) throws -> [OutboxRow] {
    let ticket = submission.id
    var rows: [OutboxRow] = []
    for timer in effects.timers.all {
      let key = timer.key(of: ticket)
      guard let moment = timer.at, submission.request.hasEffects || moment > clock else {
        try transaction.dropOutboxRow(key: key)
        continue
      }
      rows.append(
        OutboxRow(
          key: key, kind: .timer, plugin: timer.plugin, name: timer.name, ticket: ticket,
          entry: entry.seq, payload: timer.data, notBefore: moment))
    }
    return rows
  }

  /// The timer that wakes a postponed ticket; dropped where it is postponed no longer.
  func wakeRow(
    of change: Change, for submission: Submission, entry: Entry,
  ) throws -> OutboxRow? {
    let key = "wake/\(submission.id.rawValue)"
    guard change.after.category == .postponed, let wake = change.after.wake else {
      // Where the timer itself has woken it, the worker that has the row in hand acknowledges it.
      let isTimer = submission.request.source == .timer
      if submission.before?.category == .postponed, !isTimer {
        try transaction.dropOutboxRow(key: key)
      }
      return nil
    }
    guard submission.before?.wake != wake || submission.before?.category != .postponed else {
      return nil
    }
    return OutboxRow(
      key: key, kind: .timer, plugin: "", name: Verb.wake.rawValue, ticket: submission.id,
      entry: entry.seq,
      notBefore: wake)
  }
}

extension Pipeline {
  /// Sends the ticket to people, roles and addresses; what it shows is decided on delivery.
  func proposeForward(_ proposal: Proposal) throws {
    guard let ticket = proposal.submission.before else { return }
    let request = proposal.submission.request
    let subject = request.params["subject"]?.text ?? ""
    guard HeaderText.isOne(subject), subject.count <= Limit.subjectCharacters else {
      throw Refusal(.invalid, Text.forwardBadSubject, field: "subject")
    }
    let include = try inclusions(of: request)
    let viewer = viewer(for: proposal.submission)
    if include.contains(.notes), !viewer.seesNotes(of: ticket) {
      throw Refusal(.denied, Text.forwardNoNotes, field: "include")
    }
    let asked = (request.params["to"]?.elements ?? []).compactMap(\.text)
    let reader = ForwardReader(
      rulebook: rulebook, transaction: transaction, ticket: ticket, asker: viewer, now: clock,
      includesNotes: include.contains(.notes), mayMail: mayMail(for: proposal.submission))
    proposal.effects.recipients = try reader.recipients(asked)
    proposal.effects.forward = Forward(
      subject: subject, message: request.text, include: include, by: request.actor.text)
    var params: [String: Value] = [
      "to": .texts(asked), "include": .texts(include.map(\.rawValue)),
    ]
    if !subject.isBlank { params["subject"] = .text(subject) }
    // Who sees notes may well have forwarded one's words; others see what they did themselves.
    proposal.change.record = Change.Record(
      params: params, text: request.text,
      visibility: viewer.seesNotes(of: ticket) ? .internal : .public)
  }

  /// A row for each recipient and channel: people's own channels, and the mail for addresses.
  private func forwardRows(
    of effects: Effects, for submission: Submission, entries: [Entry],
  ) throws -> [OutboxRow] {
    guard let forward = effects.forward, let ticket = submission.before,
      let entry = entries.first(where: { $0.isOf(.forward) })
    else { return [] }
    let sender = authority(for: submission)
    return try effects.recipients.enumerated().flatMap { index, recipient in
      var mine = forward
      var person: Person.ID?
      var channels = [Forward.mail]
      var reader = Viewer.outside(rulebook, at: clock, reading: transaction)
      switch recipient {
      case .person(let found):
        person = found.id
        channels = try rulebook.subscriptions.channels(of: found, in: transaction)
        reader = rulebook.viewer(of: found, at: clock, reading: transaction)
      case .address(let address): mine.address = address
      }
      if forward.include.contains(.files) {
        mine.files = try SeenHistory(transaction, as: reader.limited(by: sender))
          .files(of: ticket, with: forward.include.contains(.notes))
      }
      return channels.map { channel in
        OutboxRow(
          key: "forward/\(entry.seq.rawValue)/\(index + 1)/\(channel)", kind: .notify,
          plugin: rulebook.registry.channels.first { $0.name == channel }?.plugin ?? "",
          name: channel, ticket: submission.id, entry: entry.seq, recipient: person,
          payload: mine.payload, notBefore: clock)
      }
    }
  }

  private func inclusions(of request: Request) throws -> [Forward.Inclusion] {
    guard let words = request.params["include"]?.elements.compactMap(\.text) else {
      return Forward.standard
    }
    let known = Forward.Inclusion.allCases.map(\.rawValue)
    if let word = words.first(where: { !known.contains($0) }) {
      throw Refusal(
        .invalid,
        Text.forwardNoPart(
          part: word, parts: known.joined(separator: ", "),
          hint: Text.nearest(nearestName(to: word, among: known))), field: "include")
    }
    return Forward.Inclusion.allCases.filter { words.contains($0.rawValue) }
  }

  /// A plugin's manifest must ask for `mail`; a person needs no more than to forward.
  private func mayMail(for submission: Submission) -> Bool {
    let authority = authority(for: submission)
    guard case .plugin = authority.actor else { return true }
    return authority.may(Forward.mail, in: rulebook.deskContext(at: clock))
  }
}
