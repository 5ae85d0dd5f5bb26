import Texts

/// Whom something is told: the one grammar of recipients, in which people and plugins name them.
///
/// People are known by name where somebody says it, and by number where it is kept.
package enum Recipient<Known: Hashable & Sendable>: Hashable, Sendable {
  case person(Known)
  /// Everybody with that role.
  case role(String)
  /// Whoever has that part in the ticket.
  case part(TicketPart)
}

/// A kind of recipient; a place that takes recipients says which it allows.
package enum RecipientKind: CaseIterable, Sendable {
  case person
  case role
  case part
  /// An e-mail address; a person whose name is the same text comes first.
  case address
}

extension Set<RecipientKind> {
  /// Whom notifications and subscriptions tell.
  package static var told: Self { [.person, .role, .part] }
  /// Whom subscriptions that a plugin ships tell.
  package static var shipped: Self { [.role, .part] }
  /// Whom a ticket is forwarded to.
  package static var forwarded: Self { [.person, .role, .address] }

  /// Their forms that are always the same, for hints.
  package var forms: [String] {
    (contains(.part) ? TicketPart.allCases.map(\.rawValue) : [])
      + (contains(.role) ? [rolePrefix + "NAME"] : [])
  }
}

/// A part that people have in a ticket.
package enum TicketPart: String, CaseIterable, Sendable {
  case requester
  case assignee
  /// Who was assignee before the change that is told.
  case formerAssignee = "former_assignee"
  case team
  case followers
  /// Who may work on the ticket, where nobody else of the staff is told of it.
  case queue

  /// Who has it in that ticket by name, after a change that took it from `former`; the queue's people
  /// have none.
  fileprivate func people(of ticket: Ticket, former: Person.ID?) -> [Person.ID] {
    switch self {
    case .requester: ticket.requester.map { [$0] } ?? []
    case .assignee: ticket.assignee.map { [$0] } ?? []
    case .formerAssignee: former.map { [$0] } ?? []
    case .team: ticket.team
    case .followers: ticket.followers
    case .queue: []
    }
  }
}

private let rolePrefix = "role:"
private let personPrefix = "person:"

extension Recipient {
  /// Reads what stands for many; `nil` for anything else, and for kinds that are not allowed.
  private init?(group text: String, among kinds: Set<RecipientKind>) {
    if kinds.contains(.part), let part = TicketPart(rawValue: text) {
      self = .part(part)
    } else if kinds.contains(.role), text.hasPrefix(rolePrefix) {
      self = .role(String(text.dropFirst(rolePrefix.count)))
    } else {
      return nil
    }
  }

  private func text(_ name: (Known) -> String) -> String {
    switch self {
    case .person(let known): name(known)
    case .role(let name): rolePrefix + name
    case .part(let part): part.rawValue
    }
  }

  /// The same with a person and a role as somebody looks them up.
  package func resolved<Other>(
    person: (Known) throws -> Other, role: (String) throws -> String,
  ) rethrows -> Recipient<Other> {
    switch self {
    case .person(let known): .person(try person(known))
    case .role(let name): .role(try role(name))
    case .part(let part): .part(part)
    }
  }

  /// The people meant, as of that ticket; `find` looks a person up.
  private func people(
    of ticket: Ticket, former: Person.ID?, in desk: any PeopleReading,
    _ find: (Known) throws -> Person?,
  ) throws -> [Person] {
    switch self {
    case .person(let known): try find(known).map { [$0] } ?? []
    case .role(let name): try desk.people(withRole: name)
    case .part(let part): try part.people(of: ticket, former: former).compactMap(desk.person)
    }
  }
}

extension Recipient<String> {
  /// Reads what somebody wrote: a part, `role:R`, and else a name.
  package init(_ text: String, among kinds: Set<RecipientKind>) {
    self = Self(group: text, among: kinds) ?? .person(text)
  }

  /// What it was read from.
  package var text: String { text { $0 } }

  /// The same for people.
  package var words: Text {
    switch self {
    case .person(let name): Text(words: name)
    case .role: Text(words: text)
    case .part(let part): part.text
    }
  }

  /// The people meant, as of that ticket; nobody, where nobody has the name.
  func people(
    of ticket: Ticket, former: Person.ID?, in desk: any PeopleReading,
  ) throws -> [Person] {
    try people(of: ticket, former: former, in: desk, desk.person(named:))
  }
}

extension Recipient<Person.ID> {
  /// What stands for it in tables and registries: `person:3`, `role:agent`, `requester`.
  package var text: String { text { "\(personPrefix)\($0.rawValue)" } }

  /// Reads what `text` gives; `nil` for anything else.
  package init?(text: String, among kinds: Set<RecipientKind> = .told) {
    if let group = Self(group: text, among: kinds), group != .role("") {
      self = group
    } else if kinds.contains(.person), text.hasPrefix(personPrefix),
      let id = Int64(text.dropFirst(personPrefix.count))
    {
      self = .person(Person.ID(rawValue: id))
    } else {
      return nil
    }
  }

  /// The people meant, as of that ticket.
  func people(
    of ticket: Ticket, former: Person.ID?, in desk: any PeopleReading,
  ) throws -> [Person] {
    try people(of: ticket, former: former, in: desk, desk.person)
  }
}

extension [Edit] {
  /// Who was assignee before these edits, where they changed that.
  var formerAssignee: Person.ID? {
    guard let place = place(of: TicketField.assignee.rawValue),
      case .person(let id) = self[place].from
    else { return nil }
    return id
  }
}
