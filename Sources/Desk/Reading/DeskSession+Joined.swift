import Kernel
import Storage

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

extension Reader {
  /// The entries of a forwarded ticket and of those joined to it, as its reader may see them.
  ///
  /// Of joined tickets only those whose history exists for the one who forwarded it as well: somebody
  /// outside sees what is public of every ticket that is given to them.
  func conversation(
    of ticket: Ticket, forwardedBy row: OutboxRow, to viewer: Viewer,
  ) throws -> [Entry] {
    let seen = try SeenHistory(self, as: viewer).conversation(of: ticket)
    guard seen.contains(where: { $0.ticket != ticket.id }) else { return seen }
    guard let actor = try row.entry.flatMap(entry)?.actor else {
      return seen.filter { $0.ticket == ticket.id }
    }
    let asker = try actor.person.flatMap(person)
    let forwarder = viewer.rulebook.viewer(
      for: actor, person: asker, at: viewer.context.now, reading: self)
    let shared = Set(try SeenHistory(self, as: forwarder).conversation(of: ticket.id))
    return seen.filter { $0.ticket == ticket.id || shared.contains($0.ticket) }
  }
}
