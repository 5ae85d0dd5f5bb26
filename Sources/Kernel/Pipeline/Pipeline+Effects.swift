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

extension Pipeline {
  /// Sends the ticket to people, roles and addresses; what it shows is decided on delivery.
  func proposeForward(_ proposal: Proposal) throws {
    guard let ticket = proposal.before else { return }
    let request = proposal.request
    let subject = request.params["subject"]?.text ?? ""
    guard HeaderText.isOne(subject), subject.count <= Limit.subjectCharacters else {
      throw Refusal(.invalid, Text.forwardBadSubject, field: "subject")
    }
    let include = try inclusions(of: request)
    let viewer = viewer(for: request, proposal.person)
    if include.contains(.notes), !viewer.seesNotes(of: ticket) {
      throw Refusal(.denied, Text.forwardNoNotes, field: "include")
    }
    let asked = (request.params["to"]?.elements ?? []).compactMap(\.text)
    let reader = ForwardReader(
      rulebook: rulebook, transaction: transaction, ticket: ticket, now: clock,
      includesNotes: include.contains(.notes), mayMail: mayMail(for: request, proposal.person))
    proposal.recipients = try reader.recipients(asked)
    proposal.forward = Forward(
      subject: subject, message: request.text, include: include, by: request.actor.text)
    var params: [String: Value] = [
      "to": .texts(asked), "include": .texts(include.map(\.rawValue)),
    ]
    if !subject.isBlank { params["subject"] = .text(subject) }
    // Who sees notes may well have forwarded one's words; others see what they did themselves.
    proposal.record = Proposal.Record(
      params: params, text: request.text,
      visibility: viewer.seesNotes(of: ticket) ? .internal : .public)
  }

  /// A row for each recipient and channel: people's own channels, and the mail for addresses.
  func forwardRows(of proposal: Proposal, entries: [Entry]) throws -> [OutboxRow] {
    guard let forward = proposal.forward,
      let entry = entries.first(where: { $0.isOf(.forward) })
    else { return [] }
    return try proposal.recipients.enumerated().flatMap { index, recipient in
      var mine = forward
      var person: Person.ID?
      var channels = [Forward.mail]
      switch recipient {
      case .person(let found):
        person = found.id
        channels = try rulebook.subscriptions.channels(of: found, in: transaction)
      case .address(let address): mine.address = address
      }
      return channels.map { channel in
        OutboxRow(
          key: "forward/\(entry.seq.rawValue)/\(index + 1)/\(channel)", kind: .notify,
          plugin: rulebook.registry.channels.first { $0.name == channel }?.plugin ?? "",
          name: channel, ticket: proposal.id, entry: entry.seq, recipient: person,
          payload: mine.payload, notBefore: clock)
      }
    }
  }

  private func inclusions(of request: Request) throws -> [Forward.Inclusion] {
    let words = request.params["include"]?.elements.compactMap(\.text) ?? ["body"]
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
  private func mayMail(for request: Request, _ person: Person?) -> Bool {
    let authority = authority(for: request, person: person)
    guard case .plugin = authority.actor else { return true }
    return authority.may(Forward.mail, in: rulebook.context(at: clock))
  }
}
