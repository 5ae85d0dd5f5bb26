import Kernel
import PluginHost
import Storage
import Texts

extension Delivery {
  /// The message as the recipient may read it and the channel's plugin may know it; `nil` where there
  /// is nothing for the recipient any more.
  ///
  /// What was passed on together is one message.
  func message(_ rulebook: Rulebook, through channel: ChannelSpec) throws -> SeenMessage? {
    let now = worker.desk.clock.now()
    return try worker.desk.readers.read { reader -> SeenMessage? in
      guard
        let writing = try MessageWriting(
          row, by: channel, rulebook: rulebook, readingFrom: reader, now: now)
      else { return nil }
      return try SeenMessage(to: writing.viewer, by: channel, writing.message)
    }
  }
}

/// Puts messages of the outbox into words, for a recipient and the plugin that sends them.
private struct MessageWriting {
  let row: OutboxRow
  let channel: ChannelSpec
  let rulebook: Rulebook
  let reader: Reader
  let now: Instant
  let person: Person
  /// What the recipient may see.
  let viewer: Viewer
  let language: String
  let zone: Zone

  /// Looks the recipient up, somebody of the desk or an address outside; `nil` where there is none.
  init?(
    _ row: OutboxRow, by channel: ChannelSpec, rulebook: Rulebook, readingFrom reader: Reader,
    now: Instant,
  ) throws {
    if let address = try row.forward()?.address {
      person = Person(id: Person.ID(rawValue: 0), name: address, email: address)
      viewer = Viewer.outside(rulebook, at: now, reading: reader)
    } else {
      guard let found = try row.recipient.flatMap(reader.person) else { return nil }
      person = found
      viewer = rulebook.viewer(of: found, at: now, reading: reader)
    }
    (self.row, self.channel, self.rulebook) = (row, channel, rulebook)
    (self.reader, self.now) = (reader, now)
    language = rulebook.settings.languageCode(of: person)
    zone = rulebook.settings.zone(of: person)
  }

  /// The row's message, or all that were passed on together as one.
  func message(through seen: Viewer) throws -> ChannelMessage? {
    guard let passed = PassedMessages(of: row) else { return try message(of: row, through: seen) }
    let messages = try reader.outboxRows(of: passed, for: row.recipient)
      .compactMap { try message(of: $0, through: seen) }
    guard var message = messages.last else { return nil }
    (message.id, message.attempt) = (row.id, row.tries)
    guard messages.count > 1 else { return message }
    let digest = MessageDigest(
      messages.map { .init(ticket: $0.ticket?.id, subject: $0.subject, text: $0.text) },
      in: Language(language) ?? .english)
    if !messages.allSatisfy({ $0.event == message.event }) { message.event = MessageDigest.event }
    if !messages.allSatisfy({ $0.ticket?.id == message.ticket?.id }) { message.ticket = nil }
    message.entries = messages.flatMap(\.entries)
    message.files = messages.flatMap(\.files)
    (message.subject, message.text) = (digest.subject, digest.text)
    (message.language, message.data) = (language, nil)
    return message
  }

  private func message(of row: OutboxRow, through seen: Viewer) throws -> ChannelMessage? {
    guard !row.isReport else { return try report(of: row) }
    let change = try NoticeChange(
      row, for: viewer, through: seen, by: rulebook, readingFrom: reader, zone: zone)
    guard let change else { return nil }
    let forward = try row.forward()
    let said =
      try forward.map { try words(of: $0, in: row, change, through: seen) }
      ?? words(of: row, change)
    guard let said else { return nil }
    var message = ChannelMessage(
      id: row.id, recipient: person, address: person.email,
      event: said.frame?.event ?? change.event, ticket: change.ticket, entries: change.entries,
      subject: said.subject, text: said.text,
      language: said.frame?.language ?? rulebook.settings.languageCode, attempt: row.tries,
      at: change.at ?? now)
    message.data = said.frame?.data
    message.files = said.files
    if row.isSubscribed || forward != nil { message.language = language }
    return message
  }

  /// A forwarded ticket as the recipient may see it by now, and the channel's plugin may know it.
  private func words(
    of forward: Forward, in row: OutboxRow, _ change: NoticeChange, through seen: Viewer,
  ) throws -> Said? {
    guard let id = row.ticket, let ticket = try reader.ticket(id) else { return nil }
    guard change.mayBeTold(isPublic: true) else { return Said(change.number(in: language), "") }
    let words = try ForwardText(
      forward, of: ticket, in: row.entry, to: seen, readingFrom: reader, zone: zone,
      language: Language(language) ?? .english)
    var said = Said(words.subject, try words.text())
    said.files = try words.files().map(\.attachment)
    return said
  }

  /// A report that was made for the recipient; its heading alone for a plugin that may not be handed
  /// what it is about.
  private func report(of row: OutboxRow) throws -> ChannelMessage? {
    guard !row.payload.isEmpty else { return nil }
    let payload = try JSON(parsing: row.payload)
    let frame = NotificationFrame(payload: payload)
    let mayBeTold = rulebook.mayPassReports(channel.plugin)
    return ChannelMessage(
      id: row.id, recipient: person, address: person.email, event: frame.event ?? "",
      subject: payload["subject"]?.string ?? "",
      text: mayBeTold ? payload["text"]?.string ?? "" : "", language: frame.language ?? language,
      attempt: row.tries, at: now)
  }

  /// What a message says.
  private struct Said {
    let subject: String
    let text: String
    /// What the plugin that tells it says besides; `nil` where its words are not for this channel.
    var frame: NotificationFrame?
    /// The files that go along.
    var files: [Attachment] = []

    init(_ subject: String, _ text: String) {
      self.subject = subject
      self.text = text
    }
  }

  /// What a plugin said, or what there is to read of a change that somebody subscribed to.
  ///
  /// A channel's plugin is handed its own words, and others' as far as its manifest covers them.
  private func words(of row: OutboxRow, _ change: NoticeChange) throws -> Said? {
    guard !row.isSubscribed else {
      guard change.isThere else { return nil }
      return Said(change.subject(in: language), try change.text(in: language))
    }
    guard !row.payload.isEmpty else { return nil }
    let payload = try JSON(parsing: row.payload)
    let isPublic = payload["public"]?.boolean == true
    guard isPublic || change.seesNotes else { return nil }
    let isOwn = payload["by"]?.string?.hasPrefix("\(channel.plugin)@") == true
    guard isOwn || change.mayBeTold(isPublic: isPublic) else {
      return Said(change.number(in: language), "")
    }
    var said = Said(payload["subject"]?.string ?? "", payload["text"]?.string ?? "")
    said.frame = NotificationFrame(payload: payload)
    return said
  }
}

extension OutboxRow {
  /// What is forwarded, where the row does that.
  fileprivate func forward() throws -> Forward? {
    guard !isSubscribed, !payload.isEmpty else { return nil }
    return Forward(payload: try JSON(parsing: payload))
  }
}
