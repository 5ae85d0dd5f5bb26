import Texts

/// The history as one viewer sees it, entry by entry and over all tickets.
///
/// It keeps what it has read of tickets, so it is for one answer, not longer.
package final class SeenHistory {
  package let viewer: Viewer
  let source: any EntryReading
  private var tickets: [Ticket.ID: Ticket] = [:]
  private var passes: [Ticket.ID: SeenEntries] = [:]
  private var seen: [Ticket.ID: [EntryID: Entry]] = [:]
  private var names: [Person.ID: String] = [:]
  private var sides: [Person.ID: RoleSpec.Side] = [:]

  /// So many tickets are kept, and then looked up again.
  private static let keptTickets = 1_000

  package init(_ source: any EntryReading, as viewer: Viewer) {
    self.source = source
    self.viewer = viewer
  }

  /// A search that looks through more entries than it may.
  package struct TooWide: TextError {
    package let limit: Int

    package var text: Text { Text.queryLongHistory(limit: limit) }
    package var description: String { text.description }
  }

  /// An entry as the viewer sees it; `nil` where it does not exist for the viewer.
  package func entry(_ seq: EntryID) throws -> Entry? {
    guard let entry = try source.entry(seq) else { return nil }
    guard entry.ticket != .desk else {
      return viewer.seesDeskHistory ? entry.onDesk(seenBy: viewer) : nil
    }
    return try numbered(entry)
  }

  /// The ticket of an entry seen, as it is now.
  package func ticket(_ id: Ticket.ID) throws -> Ticket? {
    if let ticket = tickets[id] { return ticket }
    guard let ticket = try source.present(id), viewer.sees(ticket) else { return nil }
    if tickets.count >= SeenHistory.keptTickets { tickets.removeAll(keepingCapacity: true) }
    tickets[id] = ticket
    return ticket
  }

  /// The entries that a query asks for, oldest first; of more than `limit` the newest ones.
  ///
  /// Throws `TooWide` where the store would have to give more than `scanning` entries for it.
  package func find(
    _ query: EntryQuery, limit: Int = .max, scanning: Int = .max,
  ) throws -> [Entry] {
    var found: [Entry] = []
    let wanted = min(limit, query.limit ?? .max)
    guard wanted > 0 else { return [] }
    try visit(query, oldestFirst: false, scanning: scanning) { entry in
      found.append(entry)
      return found.count < wanted
    }
    // They are numbered in the order in which they were written.
    return try found.reversed().compactMap(numbered)
  }

  /// The entries of a ticket that the viewer sees, oldest first; of more than `limit` the last ones.
  package func entries(of ticket: Ticket, last limit: Int = .max) throws -> [Entry] {
    guard limit < .max else { return viewer.entries(try source.entries(of: ticket.id), of: ticket) }
    return try find(EntryQuery.all.of(ticket.id), limit: limit)
  }

  /// An entry and later ones of its ticket that are wanted as they were written, oldest first.
  package func entries(
    from first: Entry, where isWanted: (Entry) -> Bool,
  ) throws -> [Entry] {
    var filter = EntryFilter()
    filter.tickets = [first.ticket]
    filter.numbers = first.number..<Int64.max
    filter.isOldestFirst = true
    var found: [Entry] = []
    try source.eachEntry(fitting: filter) { entry in
      if isWanted(entry), let seen = try numbered(entry) { found.append(seen) }
      return true
    }
    return found
  }

  /// Gives all entries that a query asks for, oldest first, one at a time.
  package func each(_ query: EntryQuery, _ body: (Entry) throws -> Void) throws {
    try visit(query, oldestFirst: true, scanning: .max) { entry in
      if let shown = try numbered(entry) { try body(shown) }
      return true
    }
  }

  /// The numbers of the entries that `find` gives, for who reads them one after the other.
  package func seqs(
    _ query: EntryQuery, limit: Int = .max, scanning: Int = .max,
  ) throws -> [EntryID] {
    var found: [EntryID] = []
    let wanted = min(limit, query.limit ?? .max)
    guard wanted > 0 else { return [] }
    // Who does not see notes does not see these numbers either: they are the store's.
    try visit(query, oldestFirst: false, scanning: scanning) { entry in
      found.append(entry.seq)
      return found.count < wanted
    }
    return found.reversed()
  }

  /// How many entries there are that a query asks for, whatever its limit.
  ///
  /// It stops at `most`, of which there may be more.
  package func count(
    _ query: EntryQuery, upTo most: Int = .max, scanning: Int = .max,
  ) throws -> Int {
    var count = 0
    try visit(query, oldestFirst: false, scanning: scanning) { _ in
      count += 1
      return count < most
    }
    return count
  }

  /// A person's name, or who else acted.
  package func name(of actor: Actor) throws -> String {
    guard let id = actor.person else { return actor.text }
    if let name = names[id] { return name }
    let name = try source.person(id)?.name ?? actor.text
    names[id] = name
    return name
  }

  /// Goes from entry to entry as they were written, as long as `body` says so.
  private func visit(
    _ query: EntryQuery, oldestFirst: Bool, scanning: Int, _ body: (Entry) throws -> Bool,
  ) throws {
    let context = askedContext
    var filter = try EntryFilter(query.condition, in: context) {
      try source.person(named: $0)?.id
    }
    filter.isOldestFirst = oldestFirst
    let access = viewer.historyAccess
    if access != .always { filter.access = (access, viewer.context) }
    var scanned = 0
    try source.eachEntry(fitting: filter) { entry in
      guard scanned < scanning else { throw TooWide(limit: scanning) }
      scanned += 1
      guard let ticket = try readable(entry.ticket),
        let sight = viewer.sight(of: entry, in: ticket),
        try isAsked(sight, of: ticket, for: query, in: context)
      else { return true }
      return try body(entry)
    }
  }

  private func isAsked(
    _ entry: Entry, of ticket: Ticket, for query: EntryQuery, in context: EvaluationContext,
  ) throws -> Bool {
    guard query.condition != .always else { return true }
    let side = query.asksForSide ? try side(of: entry.actor, on: ticket) : nil
    return query.matches(entry, actor: try name(of: entry.actor), side: side, in: context)
  }

  /// Whoever requested the ticket is a customer on it, whatever else they are.
  private func side(of actor: Actor, on ticket: Ticket) throws -> RoleSpec.Side? {
    guard let id = actor.person else { return nil }
    if id == ticket.requester { return .customer }
    if let side = sides[id] { return side }
    let isStaff = try source.person(id).map(viewer.rulebook.isStaff) ?? false
    let side: RoleSpec.Side = isStaff ? .staff : .customer
    sides[id] = side
    return side
  }

  /// What a question is reckoned by: its times count from the moment that it is asked as of.
  private var askedContext: EvaluationContext {
    var context = viewer.context
    if let moment = source.moment { context.now = moment }
    return context
  }

  /// The ticket, where its history exists for the viewer.
  private func readable(_ id: Ticket.ID) throws -> Ticket? {
    guard let ticket = try ticket(id),
      viewer.authority.may(.historyView, on: ticket, in: viewer.context)
    else { return nil }
    return ticket
  }

  /// An entry as the viewer sees it among those of its ticket; `nil` where it does not exist.
  ///
  /// Costs the entries between the last one that was asked for and this one. Who goes back has all
  /// of the ticket's read once, and kept.
  private func numbered(_ entry: Entry) throws -> Entry? {
    guard let ticket = try readable(entry.ticket) else { return nil }
    if viewer.seesWhole, ticket.veiled.isEmpty || viewer.authority.isWholly {
      return viewer.sight(of: entry, in: ticket)
    }
    if let known = seen[ticket.id] { return known[entry.seq] }
    var pass = passes[ticket.id] ?? SeenEntries()
    guard entry.number > pass.last else {
      let all = viewer.entriesBySeq(try source.entries(of: ticket.id), of: ticket)
      seen[ticket.id] = all
      return all[entry.seq]
    }
    if pass.last + 1 < entry.number {
      var between = EntryFilter()
      between.tickets = [ticket.id]
      between.numbers = pass.last + 1..<entry.number
      between.isOldestFirst = true
      try source.eachEntry(fitting: between) { earlier in
        _ = pass.show(earlier, of: ticket, to: viewer)
        return true
      }
    }
    let shown = pass.show(entry, of: ticket, to: viewer)
    passes[ticket.id] = pass
    return shown
  }
}

/// The entries of one ticket as somebody sees them, in the order in which they were written.
struct SeenEntries {
  /// The number of the last entry.
  private(set) var last: Int64 = 0
  /// How many of them are seen.
  private var count: Int64 = 0
  /// How many changes have not happened for the viewer, since they are about hidden fields alone.
  private var veiled: Int64 = 0

  /// The next entry, with number and version by what is seen; `nil` where it is not.
  mutating func show(_ entry: Entry, of ticket: Ticket, to viewer: Viewer) -> Entry? {
    last = entry.number
    guard var seen = viewer.sight(of: entry, in: ticket) else {
      if viewer.isUnseenChange(entry, in: ticket) { veiled += 1 }
      return nil
    }
    guard !viewer.authority.isWholly else { return seen }
    count += 1
    seen.number = count
    seen.version -= veiled
    return veiled == 0 ? seen : seen.withoutChain
  }
}

/// What is wrong with a history that was read.
package enum HistoryError: Error, Equatable, Sendable {
  case malformedPayload(EntryID, PayloadPart)
  case malformedEntry(EntryID, String)
}

extension HistoryError: TextError {
  package var description: String { text.description }

  package var text: Text {
    switch self {
    case .malformedPayload(let seq, let part):
      Text.historyBadPart(seq: seq.rawValue, part: part)
    case .malformedEntry(let seq, let column):
      Text.historyBadColumn(seq: seq.rawValue, column: column)
    }
  }
}
