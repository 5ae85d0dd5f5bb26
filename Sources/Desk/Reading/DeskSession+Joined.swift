import Kernel
import Storage
import Texts

extension DeskSession {
  /// The tickets whose conversation stands on that one, as the person sees them, now or then.
  package func joined(to id: Ticket.ID, at moment: Instant? = nil) throws -> [Ticket] {
    try SeenHistory(reader, as: viewer).joined(to: id, at: moment).compactMap { joined in
      try ticket(joined, at: moment)
    }
  }

  /// The tickets whose entries make up the conversation of one: itself, and those joined to it.
  package func conversation(of id: Ticket.ID, at moment: Instant? = nil) throws -> [Ticket.ID] {
    try SeenHistory(reader, as: viewer).conversation(of: id, at: moment)
  }

  /// The history with that of joined tickets; `nil` where there are none.
  func joinedHistory(of ticket: Ticket, until moment: Instant?) throws -> [Entry]? {
    let history = SeenHistory(reader, as: viewer)
    guard try history.conversation(of: ticket.id, at: moment).count > 1 else { return nil }
    return try history.conversation(of: ticket, until: moment)
  }
}

/// What a forward would give somebody, in the words of that reader.
package struct ForwardedMessage: Equatable, Sendable {
  /// Names of people, or one address.
  package var recipients: [String]
  package let channel: String
  package let subject: String
  package let text: String
  package let files: [ForwardedFile]
}

extension DeskSession {
  /// What the rows of a forward would tell whom if they were delivered now; what several people are
  /// told in the same words comes once.
  ///
  /// Only what the one who forwards sees themselves goes along, so nobody learns of it here.
  package func forwarded(by rows: [OutboxRow]) throws -> [ForwardedMessage] {
    var messages: [ForwardedMessage] = []
    for row in rows where row.kind == .notify && !row.payload.isEmpty {
      guard let forward = Forward(payload: try JSON(parsing: row.payload)),
        let ticket = try row.ticket.flatMap(reader.ticket)
      else { continue }
      let message = try message(of: forward, about: ticket, by: row)
      let same = messages.firstIndex { other in
        (other.channel, other.subject, other.text) == (
          message.channel, message.subject, message.text
        ) && other.files == message.files
      }
      if let same {
        messages[same].recipients += message.recipients
      } else {
        messages.append(message)
      }
    }
    return messages
  }

  /// Whether a person exists for who asks.
  package func sees(_ person: Person.ID) throws -> Bool {
    try reader.person(person).map(viewer.sees) ?? true
  }

  private func message(
    of forward: Forward, about ticket: Ticket, by row: OutboxRow,
  ) throws -> ForwardedMessage {
    let recipient = try row.recipient.flatMap { try reader.person($0) }
    var sight =
      recipient.map { rulebook.viewer(of: $0, at: now, reading: reader) }
      ?? Viewer.outside(rulebook, at: now, reading: reader)
    // People read their inbox themselves; other channels are handed what they bring.
    if row.name != Subscription.standardChannel,
      let channel = rulebook.registry.channels.first(where: { $0.name == row.name })
    {
      sight = sight.limited(toPlugin: channel.plugin)
    }
    let words = try ForwardText(
      forward, of: ticket, in: row.entry, to: sight, readingFrom: reader,
      zone: rulebook.settings.zone(of: recipient),
      language: Language(rulebook.settings.languageCode(of: recipient)) ?? .english)
    // Who has a role may be nobody that the one who forwards to it sees.
    let name = recipient.map {
      viewer.sees($0) ? $0.name : Text.viewSomebody.rendered(in: language)
    }
    return ForwardedMessage(
      recipients: [name ?? forward.address ?? ""], channel: row.name,
      subject: words.subject, text: try words.text(), files: try words.files())
  }
}
