import Kernel

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
