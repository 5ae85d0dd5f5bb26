import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket history`: who changed what, when, and through which plugin.
struct HistoryCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show who changed what, when, and through which plugin.",
    discussion: """
      Oldest first. With a ticket: its entries, and those of tickets that were merged into it; \
      without: those of all tickets that you see, the \
      newest 50 of them unless the query has a `limit:` (JSON has all). A query has terms ticket:, \
      actor:, action:, edited:, at:, source:, data.NAME:, replaces:, side: (staff or customer, whose \
      entry it is), entered: and left: (the categories between which it moved the ticket), and seq:, \
      request:, cause: and origin: for those who see notes; not:, no:, has:, or and ( ) as in \
      `docket list`. `desk` has a history of its own: people, roles, queues, views, subscriptions and plugins. Its query has the \
      terms actor:, action:, edited:, at:, source:, seq: and request:; edited:person.ann finds all \
      that was changed of ann, edited:person of anybody.

      Examples:
        docket history 7
        docket history 7 edited:priority,assignee --json
        docket history action:close at:-7d..
        docket history left:closed entered:open,waiting
        docket history actor:me at:2026-01-31
        docket history 7 --at -2d
        docket history desk
        docket history desk action:plugin.enable at:2026-01..
      """)

  @Argument(
    help: ArgumentHelp("The ticket or desk, and which entries.", valueName: "id query"),
    completion: .source(.history))
  var words: [String] = []

  @Flag(help: "Show each entry's request as well, as undo takes it.")
  var numbers = false

  @OptionGroup var past: PastOption
  @OptionGroup var global: GlobalOptions

  private static let rows = 50

  func read(_ session: DeskSession, on output: Output) throws {
    let moment = try past.moment(in: session)
    if words.first == "desk" {
      return try showDesk(until: moment, session, on: output)
    }
    let id = words.first.flatMap(TicketArgument.init(argument:))?.id
    let purged = try id.flatMap { try session.purge(of: $0) == nil ? nil : $0 }
    let ticket = try id.map { id in
      try purged.map { Ticket(id: $0) } ?? session.existing(id, at: moment)
    }
    let may = ticket.map(session.maySeeHistory) ?? session.mayEverSeeHistory
    guard may else {
      throw Failure(.denied, Text.permissionHistory(person: session.person.name))
    }
    let text = words.dropFirst(ticket == nil ? 0 : 1).joined(separator: " ")
    var query = try session.entryQuery(text)
    if let moment { query = query.until(moment) }
    let tickets = try ticket.map { try session.conversation(of: $0.id, at: moment) } ?? []
    if ticket != nil { query = query.of(tickets) }
    if output.isJSON, purged == nil, query.limit == nil, tickets.count < 2 {
      return try write(query, of: session)
    }
    let isWhole = output.isJSON || ticket != nil || query.limit != nil
    let entries =
      try purged.flatMap { try session.history($0, until: moment) }
      ?? session.history(query, limit: isWhole ? .max : HistoryCommand.rows)
      .inOrder(ofTime: tickets.count > 1)
    guard !output.isJSON else {
      return try output.write(.array(try entries.map(session.values.json)))
    }
    let page = HistoryPage(
      entries: entries, values: session.values, surface: output.standard,
      showsTickets: ticket == nil || tickets.count > 1, showsNumbers: numbers)
    try output.page(page.lines())
    if entries.isEmpty { return try output.say(Text.historyNone) }
    guard !isWhole, entries.count == HistoryCommand.rows else { return }
    guard let count = try session.count(query) else {
      return try output.say(Text.historyMany(shown: entries.count))
    }
    guard count > entries.count else { return }
    try output.say(Text.historyMore(shown: entries.count, count: count))
  }

  /// All entries as one document, of which never more than one is in memory.
  private func write(_ query: EntryQuery, of session: DeskSession) throws {
    let out = OutputBuffer(isArray: true)
    let values = session.values
    try session.eachEntry(of: query) { try out.write(values.json($0).shownBytes) }
    try out.finish()
  }

  private func showDesk(
    until moment: Instant?, _ session: DeskSession, on output: Output,
  ) throws {
    let all = try session.deskHistory(until: moment)
    let query = try session.deskEntryQuery(
      words.dropFirst().joined(separator: " "), actions: Set(all.map(\.action)))
    var found: [(entry: Entry, named: Entry)] = []
    for entry in all {
      let named = try HistoryCommand.naming(entry, in: session)
      if try session.isAsked(named, by: query) { found.append((entry, named)) }
    }
    found = query.limit.map(found.suffix) ?? found
    guard !output.isJSON else {
      return try output.write(.array(try found.map { try session.values.json($0.entry) }))
    }
    let page = HistoryPage(
      entries: found.map(\.named), values: session.values, surface: output.standard,
      showsNumbers: numbers)
    try output.page(page.lines())
    if found.isEmpty { try output.say(Text.historyNone) }
  }

  /// The entry with people's names where its fields have their numbers: `person.ann.roles`.
  private static func naming(_ entry: Entry, in session: DeskSession) throws -> Entry {
    var entry = entry
    for index in entry.edits.indices {
      var parts = entry.edits[index].field.split(separator: ".").map(String.init)
      guard parts.count > 1, ["person", "view"].contains(parts[0]), let id = Int64(parts[1]) else {
        continue
      }
      parts[1] = try session.name(of: Person.ID(rawValue: id))
      entry.edits[index].field = parts.joined(separator: ".")
    }
    return entry
  }
}

extension [Entry] {
  /// The entries by when they happened, where they are of several tickets of one conversation.
  fileprivate func inOrder(ofTime isAsked: Bool) -> [Entry] { isAsked ? inOrderOfTime : self }
}
