/// Conversations that stand on another ticket as well, as those of merged tickets do.
///
/// Nothing is copied: whoever reads a ticket is shown the entries of those that are joined to it, each
/// as far as its own ticket lets them. What is redacted, purged or undone there is so here.
extension SeenHistory {
  /// The tickets whose conversation stands on that one, as far as they exist for the viewer.
  ///
  /// With a moment they are those of then.
  package func joined(to id: Ticket.ID, at moment: Instant? = nil) throws -> [Ticket.ID] {
    guard !viewer.rulebook.joiningFields.isEmpty else { return [] }
    let then = moment ?? source.moment
    var found: Set<Ticket.ID> = [id]
    var waiting = [id]
    while let host = waiting.popLast() {
      for next in try candidates(for: host, at: then) where !found.contains(next) {
        guard try isJoined(next, to: host, at: then) else { continue }
        found.insert(next)
        waiting.append(next)
      }
    }
    return try found.subtracting([id]).sorted().filter { try exists($0) }
  }

  /// The tickets whose entries make up the conversation of one: itself, and those joined to it.
  ///
  /// A ticket whose own history does not exist for the viewer has none.
  package func conversation(of id: Ticket.ID, at moment: Instant? = nil) throws -> [Ticket.ID] {
    try exists(id) ? [id] + joined(to: id, at: moment) : [id]
  }

  /// The entries of a ticket and of those joined to it that the viewer sees, in order of time; of more
  /// than `limit` the last ones.
  package func conversation(
    of ticket: Ticket, until moment: Instant? = nil, last limit: Int = .max,
  ) throws -> [Entry] {
    let tickets = try conversation(of: ticket.id, at: moment)
    guard tickets.count > 1 || moment != nil else {
      return try entries(of: ticket, last: limit)
    }
    let query = EntryQuery.all.of(tickets)
    return try find(moment.map(query.until) ?? query, limit: limit).inOrderOfTime
  }

  private func exists(_ id: Ticket.ID) throws -> Bool {
    try ticket(id).map(viewer.seesHistory) ?? false
  }

  /// Those that may be joined to a ticket.
  ///
  /// What was joined then may be no more: what came of it on the ticket itself leads there.
  private func candidates(for host: Ticket.ID, at then: Instant?) throws -> [Ticket.ID] {
    let present = try source.tickets(naming: host, in: viewer.rulebook.joiningFields)
    guard then != nil else { return present }
    let causes = try source.entries(of: host).compactMap(\.cause)
    let earlier = try Set(causes).compactMap { try source.entry($0)?.ticket }
    return Set(present + earlier).subtracting([host, .desk]).sorted()
  }

  private func isJoined(_ id: Ticket.ID, to host: Ticket.ID, at then: Instant?) throws -> Bool {
    guard let then else { return try source.ticket(id).map { names(host, $0) } ?? false }
    let entries = try source.entries(of: id).prefix { $0.at <= then }
    return !entries.isEmpty && names(host, Ticket(id: id, folding: Array(entries)))
  }

  private func names(_ host: Ticket.ID, _ ticket: Ticket) -> Bool {
    ticket.host(by: viewer.rulebook) == host
  }
}

extension Viewer {
  /// Whether the history of that ticket exists for this one, where the ticket does.
  func seesHistory(of ticket: Ticket) -> Bool {
    authority.may(.historyView, on: ticket, in: context)
  }
}

extension Ticket {
  /// The ticket that this one's conversation stands on as well; `nil` where it stands alone.
  package func host(by rulebook: Rulebook) -> Ticket.ID? {
    joining(by: rulebook)?.host
  }

  /// Whether what is said on it stands on another ticket and is a conversation of its own all the same:
  /// it is worked on for itself, and a reply to it is none to the other one.
  package func isAside(by rulebook: Rulebook) -> Bool {
    joining(by: rulebook).map { rulebook.fields[$0.field]?.aside == true } ?? false
  }

  /// The first field that joins it to another ticket, and that ticket.
  private func joining(by rulebook: Rulebook) -> (field: String, host: Ticket.ID)? {
    guard category != .discarded else { return nil }
    for field in rulebook.joiningFields {
      if let host = value(of: field).ticketID { return (field, host) }
    }
    return nil
  }
}

extension [Entry] {
  /// The entries by when they happened; what happened at once stays in its order.
  package var inOrderOfTime: [Entry] {
    enumerated().sorted { left, right in
      (left.element.at, left.offset) < (right.element.at, right.offset)
    }.map(\.element)
  }
}

extension SeenHistory {
  /// The entries of a change that are wanted, as `entries(from:where:)` gives them, with replies on
  /// joined tickets as they stand there: first, since the rest follows from them.
  package func change(from first: Entry, where isWanted: (Entry) -> Bool) throws -> [Entry] {
    let seen = try entries(from: first, where: isWanted)
    let replies = try seen.compactMap { try $0.passedReply.flatMap(entry) }
    return replies + seen.filter { $0.passedReply == nil }
  }
}
