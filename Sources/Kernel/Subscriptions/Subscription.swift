/// A wish to be told of a kind of change: whose, of what, when, and through which channel.
package struct Subscription: Codable, Equatable, Sendable {
  /// What people call it by: a number, or `plugin:name` for one that a plugin ships.
  package var key: String
  package var audience: Audience
  /// `ticket.ACTION`, `ticket.*` or `field.NAME`.
  package var event: String
  /// A condition on the ticket as it is after the change; `nil` for every ticket.
  package var when: String?
  /// The name of the channel.
  package var channel: String
  /// Whether also one's own changes are told.
  package var tellsOwn: Bool

  package init(
    key: String, audience: Audience, event: String, when: String? = nil,
    channel: String = Subscription.standardChannel,
  ) {
    self.key = key
    self.audience = audience
    self.event = event
    self.when = when
    self.channel = channel
    tellsOwn = false
  }

  /// The channel of who names none.
  package static let standardChannel = "inbox"
}

extension Subscription {
  /// Whether it is about internal notes, and nothing else.
  package var isAboutNotes: Bool { HookEvent(event) == .verb(.note) }

  /// Whom a subscription is for.
  package enum Audience: Hashable, Sendable {
    case person(Person.ID)
    /// Everybody with that role.
    case role(String)
    /// Whoever has that part in the ticket.
    case part(Part)
  }

  /// A part that people have in a ticket.
  package enum Part: String, CaseIterable, Sendable {
    case requester
    case assignee
    case team
    case followers
    /// Who may work on the ticket, where nobody else of the staff is told of it.
    case queue

    /// Who has it in that ticket by name; the queue's people have none.
    package func people(of ticket: Ticket) -> [Person.ID] {
      switch self {
      case .requester: ticket.requester.map { [$0] } ?? []
      case .assignee: ticket.assignee.map { [$0] } ?? []
      case .team: ticket.team
      case .followers: ticket.followers
      case .queue: []
      }
    }
  }
}

extension Subscription.Audience: Codable {
  /// What stands for it in tables and registries: `person:3`, `role:agent`, `requester`.
  package var text: String {
    switch self {
    case .person(let id): "person:\(id.rawValue)"
    case .role(let name): "role:\(name)"
    case .part(let part): part.rawValue
    }
  }

  /// Reads what `text` gives; `nil` for anything else.
  package init?(text: String) {
    if let part = Subscription.Part(rawValue: text) {
      self = .part(part)
    } else if text.hasPrefix("role:"), text.utf8.count > 5 {
      self = .role(String(text.dropFirst(5)))
    } else if text.hasPrefix("person:"), let id = Int64(text.dropFirst(7)) {
      self = .person(Person.ID(rawValue: id))
    } else {
      return nil
    }
  }

  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let audience = Self(text: text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "`\(text)` is nobody to tell"))
    }
    self = audience
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// That somebody wants nothing of a subscription that is not only theirs.
package struct Mute: Hashable, Sendable {
  package let person: Person.ID
  /// The subscription's key.
  package let key: String

  package init(person: Person.ID, key: String) {
    self.person = person
    self.key = key
  }
}
