import Kernel
import PluginHost
import Storage
import Texts

extension Delivery {
  /// The message as the recipient may read it; `nil` where there is nothing for them any more.
  func message(_ rulebook: Rulebook) throws -> ChannelMessage? {
    let now = worker.desk.clock.now()
    let desk = worker.desk.configuration
    let forward = try forward()
    return try worker.desk.readers.read { reader -> ChannelMessage? in
      guard let (person, viewer) = try recipient(of: forward, in: reader, rulebook),
        let change = try ToldChange(row, for: viewer, by: rulebook, readingFrom: reader)
      else { return nil }
      let language = person.language.isEmpty ? desk.language : person.language
      let said =
        try forward.map { try words(of: $0, to: viewer, in: language, reader) } ?? words(of: change)
      guard let (subject, text) = said else { return nil }
      return ChannelMessage(
        id: row.id, recipient: person, address: person.email, event: change.event,
        ticket: change.ticket, entries: change.entries, subject: subject, text: text,
        language: language, attempt: row.tries, at: change.entries.first?.at ?? now)
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
    let standard = worker.desk.configuration.zone
    let zone = person.zone.isEmpty ? standard : (try? Zone.named(person.zone)) ?? standard
    let viewer = Viewer(
      authority: rulebook.authority(of: person), rulebook: rulebook,
      context: EvaluationContext(now: now, zone: zone, me: person.id))
    return (person, viewer)
  }

  /// A forwarded ticket as the recipient may see it by now.
  private func words(
    of forward: Forward, to viewer: Viewer, in language: String, _ reader: Reader,
  ) throws -> (subject: String, text: String)? {
    guard let id = row.ticket, let ticket = try reader.ticket(id) else { return nil }
    let words = ForwardText(
      forward, of: ticket, try reader.entries(of: id), for: viewer, zone: viewer.context.zone,
      language: Language(language) ?? .english, name: reader.personName)
    return (words.subject, try words.text())
  }

  /// What a plugin said, or what there is to read of a change that somebody subscribed to.
  private func words(of change: ToldChange) throws -> (subject: String, text: String)? {
    guard !row.isSubscribed else {
      return change.entries.isEmpty ? nil : (change.subject, try change.text())
    }
    guard !row.payload.isEmpty else { return nil }
    let payload = try JSON(parsing: row.payload)
    guard payload["public"]?.boolean == true || change.seesNotes else {
      return nil
    }
    return (payload["subject"]?.string ?? "", payload["text"]?.string ?? "")
  }
}
