import Kernel
import Storage
import Texts

/// A subscription as it concerns somebody.
package struct ConcerningSubscription: Equatable, Sendable {
  package let subscription: Subscription
  /// Whether the person wants nothing of it.
  package let isMuted: Bool
  /// Why it tells nobody, if it does not.
  package let trouble: Text?
}

extension DeskSession {
  /// What the person is told of, or with `person.manage` what another is, or everybody.
  package func subscriptions(
    of name: String? = nil, everybody: Bool = false,
  ) throws -> [ConcerningSubscription] {
    let book = rulebook.subscriptions
    let people = QueryPeople(reading: reader)
    guard !everybody else {
      try requireManaging(Text.subscriptionAll)
      let own = try reader.subscriptions().map(book.compiled)
      return try (book.shipped + own).map { try concerning($0, person, people) }
    }
    let holder = try name.map(existing) ?? person
    if holder.id != person.id {
      try requireManaging(Text.subscriptionToldTo(person: holder.name))
    }
    let viewer = Viewer(
      authority: rulebook.authority(of: holder), rulebook: rulebook,
      context: rulebook.context(at: now, me: holder.id, reading: reader))
    return try book.concerning(holder, as: viewer, in: reader).map {
      try concerning($0, holder, people)
    }
  }

  private func concerning(
    _ found: CompiledSubscription, _ holder: Person, _ people: QueryPeople,
  ) throws -> ConcerningSubscription {
    ConcerningSubscription(
      subscription: found.spec,
      isMuted: try rulebook.subscriptions.isMuted(found.spec.key, for: holder.id, in: reader),
      trouble: found.idle(people)?.text ?? missingReport(of: found.spec))
  }

  private func missingReport(of subscription: Subscription) -> Text? {
    guard let name = subscription.report?.report,
      !(rulebook.registry.reports ?? []).contains(where: { $0.name == name })
    else { return nil }
    return Text.subscriptionNoReport(report: name)
  }

  /// When the report of a subscription is made next; `nil` where it is not one to a report.
  package func nextReport(of subscription: Subscription) throws -> Instant? {
    guard subscription.report != nil else { return nil }
    let row = try reader.outboxRow(withKey: WeeklyReport.key(of: subscription.key))
    return row.flatMap { $0.state == .waiting ? $0.notBefore : nil }
  }

  /// Whether it tells of notes only, and there are none for whom it is for.
  package func tellsNothing(_ subscription: Subscription) throws -> Bool {
    guard subscription.isAboutNotes else { return false }
    switch subscription.audience {
    case .person(let id):
      return try reader.person(id).map { !rulebook.authority(of: $0).mayEver(.noteView) } ?? true
    case .role(let name):
      let grants = rulebook.roles[name]?.grants ?? []
      return !Authority(actor: .desk, grants: grants).mayEver(.noteView)
    default: return false
    }
  }

  /// How many subscriptions a person has of their own; `nil` where the asker may not know.
  package func ownSubscriptions(of holder: Person) throws -> Int? {
    guard holder.id == person.id || may(.personManage) else { return nil }
    return try reader.subscriptions(of: [.person(holder.id)]).count
  }

  private func requireManaging(_ what: Text) throws {
    guard may(.personManage) else {
      throw Refusal(.denied, Text.permissionSeeing(person: person.name, what: what))
    }
  }
}

/// Something that a person was told.
package struct Notice: Equatable, Sendable {
  package let at: Instant
  package let ticket: Ticket.ID?
  package let subject: String
  /// What happened, as `ticket.reply`; empty where the person may not see it.
  package let event: String
  /// Who did it; empty where the person may not see it.
  package let by: String
  package let text: String
  package let isRead: Bool
}

extension DeskSession {
  /// What the person was told in the channel `inbox`, oldest first: the last so many.
  ///
  /// What they may not see any more, of the ticket or of what is internal, is left out; so are read
  /// ones where only unread ones are asked for.
  package func inbox(last count: Int = 1_000, unreadOnly: Bool = false) throws -> [Notice] {
    var notices: [Notice] = []
    var before = Int64.max
    while notices.count < count {
      let page = max(64, min(count, 1_024))
      let rows = try reader.inboxRows(
        of: person.id, before: before, unreadOnly: unreadOnly, limit: page)
      for found in rows where notices.count < count {
        if let notice = try notice(found) { notices.append(notice) }
      }
      guard rows.count == page, let last = rows.last else { break }
      before = last.row.id
    }
    return notices.reversed()
  }

  /// One notice of all that a channel passed on together.
  private func notice(_ found: InboxRow) throws -> Notice? {
    let row = found.row
    guard let passed = PassedMessages(of: row) else {
      return try notice(of: row, isRead: found.isRead)
    }
    let parts = try reader.outboxRows(of: passed, for: person.id)
      .compactMap { try notice(of: $0, isRead: found.isRead) }
    guard parts.count > 1 else { return parts.first }
    let language = Language(rulebook.settings.languageCode(of: person)) ?? .english
    let digest = MessageDigest(
      parts.map { .init(ticket: $0.ticket, subject: $0.subject, text: $0.text) }, in: language)
    return Notice(
      at: row.notBefore, ticket: row.ticket, subject: digest.subject, event: MessageDigest.event,
      by: "", text: digest.text, isRead: found.isRead)
  }

  private func notice(of row: OutboxRow, isRead: Bool) throws -> Notice? {
    let change = try NoticeChange(row, for: viewer, by: rulebook, readingFrom: reader, zone: zone)
    guard row.ticket == nil || change != nil else { return nil }
    var (subject, text) = ("", "")
    if let change, row.isSubscribed {
      guard !change.entries.isEmpty else { return nil }
      let language = rulebook.settings.languageCode(of: person)
      (subject, text) = (change.subject(in: language), try change.text(in: language))
    } else {
      guard let words = try words(of: row, in: change) else { return nil }
      (subject, text) = words
    }
    return Notice(
      at: row.notBefore, ticket: row.ticket, subject: subject,
      event: try event(of: row) ?? change?.event ?? "",
      by: change?.actor ?? "", text: text, isRead: isRead)
  }

  /// What a plugin says that its words are about; `nil` where it does not.
  private func event(of row: OutboxRow) throws -> String? {
    guard !row.isSubscribed, !row.payload.isEmpty else { return nil }
    return NotificationFrame(payload: try JSON(parsing: row.payload)).event
  }

  /// What a plugin said; `nil` where it was for those who see notes, and the person does not.
  private func words(of row: OutboxRow, in change: NoticeChange?) throws -> (String, String)? {
    // A redaction empties the row.
    guard !row.payload.isEmpty else { return ("", "") }
    let payload = try JSON(parsing: row.payload)
    let isPublic = payload["public"]?.boolean == true
    guard isPublic || change?.seesNotes ?? true else { return nil }
    if let forward = Forward(payload: payload), let id = row.ticket {
      return try words(of: forward, about: id, by: row)
    }
    return (payload["subject"]?.string ?? "", payload["text"]?.string ?? "")
  }

  /// A forwarded ticket, with what the person may see of it by now.
  private func words(
    of forward: Forward, about id: Ticket.ID, by row: OutboxRow,
  ) throws -> (String, String)? {
    guard let ticket = try reader.ticket(id) else { return nil }
    let words = try ForwardText(
      forward, of: ticket, in: row.entry, to: viewer, readingFrom: reader, zone: zone,
      language: Language(rulebook.settings.languageCode(of: person)) ?? .english)
    return (words.subject, try words.text())
  }
}

extension Desk {
  /// Notes what a person has read of their inbox: all of it, or what is about those tickets.
  package func markRead(_ tickets: [Ticket.ID]?, by person: Person) throws {
    try writer().perform { transaction, _ in
      .keeping(try transaction.markRead(of: person.id, tickets: tickets))
    }
  }
}

extension DeskSession {
  /// The outbox's last rows, oldest first.
  package func outbox(
    last count: Int, in state: OutboxRow.State? = nil,
  ) throws -> [OutboxRow] {
    try reader.outboxRows(OutboxFilter(state: state), last: count)
  }

  /// Gives the outbox's last rows, oldest first, one at a time.
  package func eachOutboxRow(
    last count: Int, in state: OutboxRow.State? = nil, _ body: (OutboxRow) throws -> Void,
  ) throws {
    try reader.eachOutboxRow(OutboxFilter(state: state), last: count, body)
  }

  /// How many rows the outbox has, done and dropped ones too.
  package func outboxCount(in state: OutboxRow.State? = nil) throws -> Int {
    try reader.outboxCounts().filter { state == nil || $0.key == state }.values.reduce(0, +)
  }

  /// The rows of those keys; those that there are not are left out.
  package func outboxRows(withKeys keys: Set<String>) throws -> [OutboxRow] {
    try keys.sorted().compactMap { try reader.outboxRow(withKey: $0) }
  }

  /// The desk log's last lines that are asked for, oldest first.
  package func log(last count: Int, _ filter: LogFilter) throws -> [LogLine] {
    try reader.logLines(last: count, filter)
  }

  /// The place of the desk log's last line, behind which `log(after:)` goes on.
  package func logEnd() throws -> Int64 { try reader.logEnd() }

  /// The desk log's lines behind a place that are asked for, oldest first, each handed over; gives the
  /// place behind them.
  ///
  /// Where the log was emptied meanwhile, all that is in it is new.
  package func log(
    after place: Int64, _ filter: LogFilter, _ take: ([LogLine]) throws -> Void,
  ) throws -> Int64 {
    let end = try reader.logEnd()
    var place = end < place ? 0 : place
    while place < end {
      let found = try reader.logLines(
        after: place, upTo: end, first: DeskSession.logPortion, filter)
      if !found.isEmpty { try take(found.map(\.line)) }
      guard found.count == DeskSession.logPortion, let last = found.last else { return end }
      place = last.place
    }
    return end
  }

  /// So many lines of the log are handed over at a time.
  private static var logPortion: Int { 500 }
}

extension Reader {
  /// The rows of messages that were passed on, as far as they are that person's and still there.
  func outboxRows(of passed: PassedMessages, for person: Person.ID?) throws -> [OutboxRow] {
    try passed.rows.compactMap { try outboxRow($0) }.filter { $0.recipient == person }
  }

  /// A person's name, or a word for one who is not there any more.
  func personName(_ id: Person.ID) throws -> String {
    try person(id)?.name ?? Text.personNumber(number: id.rawValue).description
  }
}
