import Texts

/// The history as one viewer sees it, entry by entry and over all tickets.
///
/// It keeps what it has read of tickets, so it is for one answer, not longer.
package final class SeenHistory {
  package let viewer: Viewer
  let source: any EntryReading
  private var tickets: [Ticket.ID: Ticket] = [:]
  private var seen: [Ticket.ID: [EntryID: Entry]] = [:]
  private var names: [Person.ID: String] = [:]

  package init(_ source: any EntryReading, as viewer: Viewer) {
    self.source = source
    self.viewer = viewer
  }

  /// A search that looks through more entries than it may.
  package struct TooWide: TextError {
    package let limit: Int

    package var text: Text { Text("query.long_history", ["limit": limit]) }
    package var description: String { text.description }
  }

  /// An entry as the viewer sees it; `nil` where it does not exist for the viewer.
  package func entry(_ seq: EntryID) throws -> Entry? {
    guard let entry = try source.entry(seq) else { return nil }
    return try view(entry)
  }

  /// The ticket of an entry seen.
  package func ticket(_ id: Ticket.ID) throws -> Ticket? {
    if let ticket = tickets[id] { return ticket }
    guard let ticket = try source.ticket(id), viewer.sees(ticket) else { return nil }
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
    try visit(query, scanning: scanning) { entry, _ in
      found.append(entry)
      return found.count < wanted
    }
    return found.reversed()
  }

  /// The numbers of the entries that `find` gives, for who reads them one after the other.
  package func seqs(
    _ query: EntryQuery, limit: Int = .max, scanning: Int = .max,
  ) throws -> [EntryID] {
    var found: [EntryID] = []
    let wanted = min(limit, query.limit ?? .max)
    // Who does not see notes does not see these numbers either: they are the store's.
    try visit(query, scanning: scanning) { _, seq in
      found.append(seq)
      return found.count < wanted
    }
    return found.reversed()
  }

  /// How many entries there are that a query asks for, whatever its limit.
  package func count(_ query: EntryQuery, scanning: Int = .max) throws -> Int {
    var count = 0
    try visit(query, scanning: scanning) { _, _ in
      count += 1
      return true
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

  private static let page = 256

  /// Goes from the newest entry to the oldest, as long as `body` says so.
  private func visit(
    _ query: EntryQuery, scanning: Int, _ body: (Entry, EntryID) throws -> Bool,
  ) throws {
    let context = viewer.context
    var filter = try EntryFilter(query.condition, in: context) {
      try source.person(named: $0)?.id
    }
    var scanned = 0
    while true {
      let raw = try source.entries(fitting: filter, limit: SeenHistory.page)
      scanned += raw.count
      for stored in raw {
        guard let entry = try view(stored),
          query.matches(entry, actor: try name(of: entry.actor), in: context)
        else { continue }
        guard try body(entry, stored.seq) else { return }
      }
      guard raw.count == SeenHistory.page, let last = raw.last else { return }
      guard scanned < scanning else { throw TooWide(limit: scanning) }
      filter.before = last.seq
      seen.removeAll(keepingCapacity: true)
    }
  }

  private func view(_ entry: Entry) throws -> Entry? {
    guard entry.ticket != .desk else {
      return viewer.seesDeskHistory ? entry.withoutDeskRows : nil
    }
    guard let ticket = try ticket(entry.ticket) else { return nil }
    if viewer.seesWhole {
      let may = viewer.authority.may("history.view", on: ticket, in: viewer.context)
      return may ? entry : nil
    }
    if let known = seen[ticket.id] { return known[entry.seq] }
    let all = viewer.entriesBySeq(try source.entries(of: ticket.id), of: ticket)
    seen[ticket.id] = all
    return all[entry.seq]
  }
}
