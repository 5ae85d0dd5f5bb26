import Kernel
import PluginHost
import Storage

extension Delivery {
  /// The message as the recipient may read it; `nil` where there is nothing for them any more.
  func message(_ rulebook: Rulebook) throws -> ChannelMessage? {
    guard let recipient = row.recipient else { return nil }
    let now = worker.desk.clock.now()
    let desk = worker.desk.configuration
    return try worker.desk.readers.read { reader -> ChannelMessage? in
      guard let person = try reader.person(recipient) else { return nil }
      let zone = person.zone.isEmpty ? desk.zone : (try? Zone.named(person.zone)) ?? desk.zone
      let viewer = Viewer(
        authority: rulebook.authority(of: person), rulebook: rulebook,
        context: EvaluationContext(now: now, zone: zone, me: person.id))
      guard let change = try ToldChange(row, for: viewer, by: rulebook, readingFrom: reader),
        let (subject, text) = try words(of: change)
      else { return nil }
      return ChannelMessage(
        id: row.id, recipient: person, address: person.email, event: change.event,
        ticket: change.ticket, entries: change.entries, subject: subject, text: text,
        language: person.language.isEmpty ? desk.language : person.language,
        attempt: row.tries, at: change.entries.first?.at ?? now)
    }
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
