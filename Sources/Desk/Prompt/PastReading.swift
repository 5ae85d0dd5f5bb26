import Kernel
import PluginHost
import Texts

/// The desk as it was at a moment, over a reading of how it is now.
///
/// A ticket is what its entries up to then made it. Which tickets there are for who asks is judged by
/// how each is now; rules, people and what plugins remember are those of now. It keeps the tickets
/// that it found, so it is for one evaluation, not longer.
final class PastReading: ForwardedReading {
  let moment: Instant?
  private let desk: any DeskReading
  private let then: Instant
  private var found: [Ticket.ID: Ticket] = [:]
  private var counted: [Question: Int] = [:]

  /// So many entries are gone through for one question; of fewer tickets only theirs.
  static let mostEntries = 500_000
  private static let fewTickets = 100

  /// A question that has been answered: of how many rows there are beside those shown, it is asked again.
  private struct Question: Hashable {
    let query: Query
    let tickets: Condition
    let me: Person.ID?
  }

  init(_ desk: any DeskReading, at moment: Instant) {
    self.desk = desk
    self.moment = moment
    then = moment
  }

  var rulebook: Rulebook { desk.rulebook }
  var now: Instant { desk.now }

  func limited<Result>(
    to allowance: ReadAllowance, _ body: () throws -> Result,
  ) throws -> Result {
    try desk.limited(to: allowance, body)
  }

  func asking<Answer>(_ body: (any DeskReading) throws -> Answer) throws -> Answer {
    try body(desk)
  }

  func ticket(_ id: Ticket.ID) throws -> Ticket? {
    if let ticket = found[id] { return ticket }
    let entries = try entries(of: id)
    return entries.isEmpty ? nil : Ticket(id: id, folding: entries)
  }

  /// The rows are those of now.
  func rows(of ids: [Ticket.ID]) throws -> TicketRows? { nil }

  func entries(of id: Ticket.ID) throws -> [Entry] {
    Array(try desk.entries(of: id).prefix { $0.at <= then })
  }

  func entry(_ seq: EntryID) throws -> Entry? {
    try desk.entry(seq).flatMap { $0.at <= then ? $0 : nil }
  }

  func eachEntry(fitting filter: EntryFilter, _ body: (Entry) throws -> Bool) throws {
    var filter = filter
    filter.until = min(filter.until ?? then, then)
    try desk.eachEntry(fitting: filter, body)
  }

  /// The store adds up what is now.
  func measure(
    _ measurement: Measurement, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [MeasuredGroup] {
    throw Refusal(.invalid, Text.apiMeasurePast)
  }

  func tickets(
    matching query: Query, access: TicketAccess, in context: EvaluationContext, limit: Int,
  ) throws -> [Ticket.ID] {
    var matching: [Ticket] = []
    var texts: [Ticket.ID: [SearchText]] = [:]
    try eachTicket(asked: query, access, in: context) { ticket, context in
      matching.append(ticket)
      if !context.texts.isEmpty { texts[ticket.id] = context.texts }
    }
    if !query.asksForText {
      counted[Question(query: query, tickets: access.past.tickets, me: context.me)] = matching.count
    }
    let asked = asked(context)
    let chosen = try query.select(from: matching, name: { try desk.person($0)?.name }) { ticket in
      var own = asked
      own.texts = texts[ticket.id] ?? []
      return own
    }.prefix(limit)
    for ticket in chosen { found[ticket.id] = ticket }
    return chosen.map(\.id)
  }

  func count(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> Int {
    let question = Question(query: query, tickets: access.past.tickets, me: context.me)
    if let known = counted[question] { return known }
    var count = 0
    try eachTicket(asked: query, access, in: context) { _, _ in count += 1 }
    return count
  }

  func groups(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [GroupCount] {
    var tally = GroupTally(for: query)
    try eachTicket(asked: query, access, in: context) { ticket, context in
      tally.count(ticket, in: context)
    }
    return tally.counts
  }
}

extension PastReading {
  /// A question whose answer is in more entries than are gone through.
  struct TooMuch: TextError {
    var text: Text { Text.promptLongPast(limit: PastReading.mostEntries) }
    var description: String { text.description }
  }

  /// Gives the tickets of then that a query asks for, as far as who asks may know their past.
  private func eachTicket(
    asked query: Query, _ access: TicketAccess, in context: EvaluationContext,
    _ body: (Ticket, EvaluationContext) throws -> Void,
  ) throws {
    let allowed = try desk.tickets(
      matching: Query(condition: .always), access: access.past, in: context, limit: .max)
    let asked = asked(context)
    let asksForText = query.asksForText
    try eachHistory(of: allowed) { id, entries in
      let ticket = Ticket(id: id, folding: entries)
      var context = asked
      if asksForText { context.texts = try texts(of: id, entries, by: access) }
      guard query.matches(ticket, in: context) else { return }
      try body(ticket, context)
    }
    try context.people?.check()
  }

  /// What a query's own times and `me` mean: they are reckoned from that moment.
  private func asked(_ context: EvaluationContext) -> EvaluationContext {
    var asked = context
    asked.now = then
    return asked
  }

  /// The texts of then by which who asks may find a ticket.
  private func texts(
    of id: Ticket.ID, _ entries: [Entry], by access: TicketAccess,
  ) throws -> [SearchText] {
    guard let reader = access.reader else {
      return entries.map { entry in
        SearchText(entry.searchable, isInternal: entry.visibility == .internal)
      }
    }
    return try desk.ticket(id).map { reader.texts(of: $0) { entries } } ?? []
  }

  /// Gives the entries up to then of each of the tickets that had any, in one pass where they are many.
  private func eachHistory(
    of ids: [Ticket.ID], _ body: (Ticket.ID, [Entry]) throws -> Void,
  ) throws {
    guard ids.count > PastReading.fewTickets else {
      for id in ids.sorted() {
        let entries = try entries(of: id)
        if !entries.isEmpty { try body(id, entries) }
      }
      return
    }
    let allowed = Set(ids)
    var filter = EntryFilter()
    filter.isByTicket = true
    filter.until = then
    var read = 0
    var entries: [Entry] = []
    func close() throws {
      guard let id = entries.first?.ticket else { return }
      try body(id, entries)
      entries.removeAll(keepingCapacity: true)
    }
    try desk.eachEntry(fitting: filter) { entry in
      guard read < PastReading.mostEntries else { throw TooMuch() }
      read += 1
      if entry.ticket != entries.first?.ticket { try close() }
      if allowed.contains(entry.ticket) { entries.append(entry) }
      return true
    }
    try close()
  }
}
