import Kernel
import PluginHost
import Storage
import Texts

extension Delivery {
  /// The message as the recipient may read it and the channel's plugin may know it; `nil` where there
  /// is nothing for the recipient any more.
  func message(_ rulebook: Rulebook, through channel: ChannelSpec) throws -> SeenMessage? {
    let now = worker.desk.clock.now()
    let forward = try forward()
    return try worker.desk.readers.read { reader -> SeenMessage? in
      guard let (person, recipient) = try recipient(of: forward, in: reader, rulebook) else {
        return nil
      }
      let zone = rulebook.settings.zone(of: person)
      let language = rulebook.settings.languageCode(of: person)
      return try SeenMessage(to: recipient, by: channel) { seen in
        let change = try NoticeChange(
          row, for: recipient, through: seen, by: rulebook, readingFrom: reader,
          zone: zone)
        guard let change else { return nil }
        let said =
          try forward.map { try words(of: $0, of: change, to: seen, in: language, zone, reader) }
          ?? words(of: change, by: channel.plugin, in: language)
        guard let said else { return nil }
        var message = ChannelMessage(
          id: row.id, recipient: person, address: person.email,
          event: said.frame?.event ?? change.event, ticket: change.ticket, entries: change.entries,
          subject: said.subject, text: said.text,
          language: said.frame?.language ?? rulebook.settings.languageCode, attempt: row.tries,
          at: change.at ?? now)
        message.data = said.frame?.data
        if row.isSubscribed || forward != nil { message.language = language }
        return message
      }
    }
  }

  /// What is forwarded, where the row does that.
  private func forward() throws -> Forward? {
    guard !row.isSubscribed, !row.payload.isEmpty else { return nil }
    return Forward(payload: try JSON(parsing: row.payload))
  }

  /// Who is told, and what they may see: somebody of the desk, or an address outside.
  private func recipient(
    of forward: Forward?, in reader: Reader, _ rulebook: Rulebook,
  ) throws -> (Person, Viewer)? {
    let now = worker.desk.clock.now()
    if let address = forward?.address {
      let nobody = Person(id: Person.ID(rawValue: 0), name: address, email: address)
      return (nobody, Viewer.outside(rulebook, at: now))
    }
    guard let person = try row.recipient.flatMap(reader.person) else { return nil }
    let viewer = Viewer(
      authority: rulebook.authority(of: person), rulebook: rulebook,
      context: rulebook.context(at: now, me: person.id))
    return (person, viewer)
  }

  /// A forwarded ticket as the recipient may see it by now.
  private func words(
    of forward: Forward, of change: NoticeChange, to viewer: Viewer, in language: String,
    _ zone: Zone, _ reader: Reader,
  ) throws -> Said? {
    guard let id = row.ticket, let ticket = try reader.ticket(id) else { return nil }
    guard change.mayBeTold(isPublic: true) else { return Said(change.number, "") }
    let words = ForwardText(
      forward, of: ticket, try reader.entries(of: id), for: viewer, zone: zone,
      language: Language(language) ?? .english, name: reader.personName)
    return Said(words.subject, try words.text())
  }

  /// What a message says.
  private struct Said {
    let subject: String
    let text: String
    /// What the plugin that tells it says besides; `nil` where its words are not for this channel.
    var frame: NotificationFrame?

    init(_ subject: String, _ text: String) {
      self.subject = subject
      self.text = text
    }
  }

  /// What a plugin said, or what there is to read of a change that somebody subscribed to.
  ///
  /// A channel's plugin is handed its own words, and others' as far as its manifest covers them.
  private func words(
    of change: NoticeChange, by plugin: String, in language: String,
  ) throws -> Said? {
    guard !row.isSubscribed else {
      guard change.isThere else { return nil }
      return Said(change.subject(in: language), try change.text(in: language))
    }
    guard !row.payload.isEmpty else { return nil }
    let payload = try JSON(parsing: row.payload)
    let isPublic = payload["public"]?.boolean == true
    guard isPublic || change.seesNotes else { return nil }
    let isOwn = payload["by"]?.string?.hasPrefix("\(plugin)@") == true
    guard isOwn || change.mayBeTold(isPublic: isPublic) else { return Said(change.number, "") }
    var said = Said(payload["subject"]?.string ?? "", payload["text"]?.string ?? "")
    said.frame = NotificationFrame(payload: payload)
    return said
  }
}
