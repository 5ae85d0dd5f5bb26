extension Pipeline {
  /// The rows of those who asked to be told of such a change: one a person and channel.
  ///
  /// Nothing of what happened stands in a row: what its recipient may read is looked up at delivery.
  /// Conditions are read last, and only for who may see the ticket.
  func subscriptionRows(
    of change: Change, for submission: Submission, entries: [Entry],
    besides earlier: EarlierRows, _ journal: Journal,
  ) throws -> [OutboxRow] {
    guard let first = entries.first else { return [] }
    let book = rulebook.subscriptions
    let found = try book.all(to: events(of: change, for: submission), in: transaction) {
      mayHappen($0, of: change, for: submission, entries)
    }
    guard !found.isEmpty else { return [] }
    var rows: [OutboxRow] = []
    var keys: Set<String> = []
    var recipients = Recipients(
      pipeline: self, ticket: change.after, entries: entries, passed: submission.request.passed,
      people: QueryPeople(reading: transaction))
    // Whether anybody else is told is known last.
    let ordered = found.filter { !$0.isForQueue } + found.filter(\.isForQueue)
    for subscription in ordered {
      let spec = subscription.spec
      let present = rows + earlier.all
      for person in try people(of: subscription, for: change, of: submission, besides: present) {
        let key =
          "told/\(first.request)/\(submission.id.rawValue)/\(person.id.rawValue)/\(spec.channel)"
        let isOwn = !spec.tellsOwn && submission.author == person.id
        let verdict: Telling.Verdict =
          if keys.contains(key) || earlier.reach(person.id, by: spec.channel) {
            .again
          } else if isOwn {
            .ownChange
          } else if try book.isMuted(spec.key, for: person.id, in: transaction) { .muted } else {
            try recipients.verdict(on: person, by: subscription)
          }
        journal.tellings?.append(
          Telling(
            ticket: submission.id, person: person.id, channel: spec.channel,
            cause: .subscription(spec), verdict: verdict))
        guard verdict == .told else { continue }
        keys.insert(key)
        let channel = rulebook.registry.channels.first { $0.name == spec.channel }
        rows.append(
          OutboxRow(
            key: key, kind: .notify, plugin: channel?.plugin ?? "", name: spec.channel,
            ticket: submission.id, entry: first.seq, recipient: person.id,
            payload: JSON.object([("subscription", .string(spec.key))]).text, notBefore: clock))
      }
    }
    return rows
  }

  /// The names of the events that the change may be.
  private func events(of change: Change, for submission: Submission) -> [String] {
    let action = submission.request.action
    var events: [HookEvent] = [
      .anyChange, .verb(.note), .verb(.reply), .verb(change.action),
    ]
    if action != .verb(change.action) { events.append(.action(action)) }
    return events.map(\.name) + change.edits.map { HookEvent.field($0.field).name }
  }

  private func people(
    of subscription: CompiledSubscription, for change: Change, of submission: Submission,
    besides rows: [OutboxRow],
  ) throws -> [Person] {
    let ticket = change.after
    let presence = Presence(rulebook: rulebook, transaction: transaction, now: clock)
    let audience = subscription.spec.audience
    switch audience {
    case .part(.queue):
      // What the staff say themselves is for others; whoever works on it and wants to hear nothing
      // knows of it.
      guard submission.isFromCustomer(ofNew: ticket.requester), try !presence.hasWorker(ticket),
        try !presence.reaches(rows.compactMap(\.recipient))
      else { return [] }
      return try presence.queuePeople(of: ticket)
    case .part:
      let former = change.edits.formerAssignee
      return try presence.withStandIns(
        audience.people(of: ticket, former: former, in: transaction))
    default: return try audience.people(of: ticket, former: nil, in: transaction)
    }
  }

  /// Whether the event may be there at all, before anybody's permissions are asked.
  private func mayHappen(
    _ event: HookEvent, of change: Change, for submission: Submission, _ entries: [Entry],
  ) -> Bool {
    switch event {
    case .action(.verb(.note)): entries.contains(where: \.isNote)
    case .action(.verb(.reply)):
      submission.before != nil && entries.contains { $0.isMessage || $0.passedReply != nil }
    default: change.isEvent(event, asked: submission.request.action)
    }
  }
}

/// Rows by which people hear of a change before their subscriptions are looked at.
struct EarlierRows {
  let all: [OutboxRow]
  /// Whom the ticket to which a reply was passed on tells of it, by whatever channel.
  private let people: Set<Person.ID>
  /// Whom plugins tell in their own words, and by which channels.
  private let ways: Set<Way>

  private struct Way: Hashable {
    let person: Person.ID
    let channel: String
  }

  init(passed: [OutboxRow], noted: [OutboxRow]) {
    all = passed + noted
    people = Set(passed.filter { $0.kind == .notify }.compactMap(\.recipient))
    ways = Set(
      noted.compactMap { row in row.recipient.map { Way(person: $0, channel: row.name) } })
  }

  /// Whether somebody hears of the change without a subscription.
  func reach(_ person: Person.ID, by channel: String) -> Bool {
    people.contains(person) || ways.contains(Way(person: person, channel: channel))
  }
}

/// Those who may be told of a change, each looked at once.
private struct Recipients {
  let pipeline: Pipeline
  let ticket: Ticket
  let entries: [Entry]
  /// The reply on another ticket that is told of, which they must see there.
  let passed: Request.Passed?
  let people: QueryPeople
  /// What they see of the change; `nil` for who does not see the ticket.
  private var known: [Person.ID: (viewer: Viewer, seen: [Entry])?] = [:]

  init(
    pipeline: Pipeline, ticket: Ticket, entries: [Entry], passed: Request.Passed?,
    people: QueryPeople,
  ) {
    (self.pipeline, self.ticket) = (pipeline, ticket)
    (self.entries, self.passed, self.people) = (entries, passed, people)
  }

  /// Whether the person sees the event, and the condition holds.
  mutating func verdict(
    on person: Person, by subscription: CompiledSubscription,
  ) throws -> Telling.Verdict {
    guard let (viewer, seen) = sight(of: person) else { return .seesNoTicket }
    guard happens(subscription.event, in: seen) else { return .seesNoEvent }
    let (condition, idle) = subscription.condition(people)
    guard let condition else { return idle == nil ? .told : .conditionFails }
    let holds =
      condition.fields.allSatisfy(viewer.mayQuery)
      && condition.matches(ticket, in: viewer.context)
    return holds ? .told : .conditionFails
  }

  private mutating func sight(of person: Person) -> (viewer: Viewer, seen: [Entry])? {
    if let known = known[person.id] { return known }
    let viewer = Viewer(
      authority: pipeline.rulebook.authority(of: person), rulebook: pipeline.rulebook,
      context: pipeline.rulebook.context(
        at: pipeline.clock, me: person.id, reading: pipeline.transaction))
    let seesWords = passed.map { viewer.sees($0.ticket) && viewer.seesHistory(of: $0.ticket) }
    let sight: (Viewer, [Entry])? =
      viewer.sees(ticket) && seesWords ?? true
      ? (viewer, viewer.entries(entries, of: ticket)) : nil
    known[person.id] = .some(sight)
    return sight
  }

  /// Whether what somebody sees of the change is the event.
  private func happens(_ event: HookEvent, in seen: [Entry]) -> Bool {
    switch event {
    case .anyChange, .desk, .other: !seen.isEmpty
    case .action(.verb(.note)): seen.contains(where: \.isNote)
    case .action(.verb(.reply)): seen.contains { $0.isMessage || $0.passedReply != nil }
    case .action: seen.contains { $0.visibility == .public }
    case .field(let name): seen.contains { $0.edits.contains { $0.field == name } }
    }
  }
}

extension Entry {
  /// Whether it is for the staff, and more than the coming of a reply elsewhere.
  fileprivate var isNote: Bool { visibility == .internal && passedReply == nil }
}
