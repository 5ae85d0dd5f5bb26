import Texts

extension Pipeline {
  /// What came of the request with that key, if it was done; refused to who may not ask for it.
  ///
  /// The request is authorized first, so that nobody learns from a key what they could not learn
  /// without it: the actor must have the verb's permission, and must see the ticket. Whether the
  /// permission holds for the ticket as it is by now does not count: the request itself may have
  /// made it another one. Nothing is left of a purged ticket that its receipt could show.
  func earlierReceipt(forKey key: String, of request: Request) throws -> Receipt? {
    guard !request.isImport else { return try repeated(key) }
    let person = try request.actor.person.flatMap { try transaction.person($0) }
    let authority = authority(for: request, person: person)
    // Who is refused here is refused in the usual way, which looks at all of the request.
    guard mayAsk(request, as: authority),
      try request.ticket.map({ try sees($0, request, person) }) != false
    else { return nil }
    guard let earlier = try repeated(key) else { return nil }
    guard try sees(earlier.ticket, request, person) else {
      throw Refusal(.notFound, Text.ticketMissing(ticket: earlier.ticket.rawValue))
    }
    return earlier
  }

  /// Whether there is any ticket to which the actor may do it; an update is asked about its fields.
  private func mayAsk(_ request: Request, as authority: Authority) -> Bool {
    request.verb == .update || authority.mayEver(rulebook.permission(for: request.action))
  }

  private func repeated(_ key: String) throws -> Receipt? {
    guard var earlier = try transaction.receipt(forKey: key) else { return nil }
    earlier.isRepeated = true
    return earlier
  }

  private func sees(_ id: Ticket.ID, _ request: Request, _ person: Person?) throws -> Bool {
    guard let ticket = try transaction.ticket(id) else { return true }
    return maySee(ticket, for: request, by: person)
  }
}
