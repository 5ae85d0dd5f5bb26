import Kernel

/// The tickets that are found by texts which the asker may read, where not all are theirs to read.
///
/// The search tables only say where to look: each text that they find is looked at as the asker
/// sees it, so that hits, counts and ranks tell of nothing else.
struct FoundTexts {
  /// The tickets by phrase, each list as JSON.
  private var lists: [SearchPhrase: String] = [:]
  /// How many texts of each ticket were found, as JSON: pairs of ticket and number.
  private(set) var hits = "[]"

  /// The tickets with a text that has the phrase, as a JSON list.
  func tickets(with phrase: SearchPhrase) -> String { lists[phrase] ?? "[]" }
}

extension FoundTexts {
  fileprivate init(
    _ query: Query, seesNotes: Bool, candidates: [SearchPhrase: [Ticket.ID]],
    texts: (Ticket.ID) throws -> [SearchText],
  ) rethrows {
    var known: [Ticket.ID: [SearchText]] = [:]
    func read(_ ticket: Ticket.ID) throws -> [SearchText] {
      if let texts = known[ticket] { return texts }
      let found = try texts(ticket).filter { seesNotes || !$0.isInternal }
      known[ticket] = found
      return found
    }
    for (phrase, tickets) in candidates {
      let found = try tickets.filter { try read($0).contains { $0.contains(phrase) } }
      lists[phrase] = "[" + found.map { "\($0.rawValue)" }.joined(separator: ",") + "]"
    }
    guard query.order.contains(where: { $0.subject == .rank }) else { return }
    let phrases = query.phrases
    let pairs = known.compactMap { ticket, texts -> String? in
      let count = texts.count { text in phrases.contains(where: text.contains) }
      return count > 0 ? "[\(ticket.rawValue),\(count)]" : nil
    }
    hits = "[" + pairs.joined(separator: ",") + "]"
  }
}

extension Connection {
  /// What the asker finds by the texts of a query; `nil` where it asks for none, or where the search
  /// tables hold nothing that they may not read.
  func foundTexts(
    _ query: Query, access: TicketAccess, notes: Condition?, in context: EvaluationContext,
  ) throws -> FoundTexts? {
    guard query.asksForText, let reader = access.reader else { return nil }
    let seesNotes = notes.map { $0 != .never } ?? context.seesNotes
    var candidates: [SearchPhrase: [Ticket.ID]] = [:]
    for phrase in query.allPhrases {
      candidates[phrase] = try tickets(with: phrase, access: access, seesNotes, in: context)
    }
    return try FoundTexts(query, seesNotes: seesNotes, candidates: candidates) { id in
      guard let ticket = try ticket(id) else { return [] }
      return try reader.texts(of: ticket) { try entries(of: id) }
    }
  }

  /// The tickets that exist for the asker and that have the phrase in any text.
  private func tickets(
    with phrase: SearchPhrase, access: TicketAccess, _ seesNotes: Bool,
    in context: EvaluationContext,
  ) throws -> [Ticket.ID] {
    let compiled = QueryCompiler.ids(
      Query(condition: .text(phrase)), access: TicketAccess(access.tickets),
      notes: seesNotes ? .always : .never, context: context, limit: .max)
    return try ticketIDs(compiled.sql, compiled.values)
  }
}
