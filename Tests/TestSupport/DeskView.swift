import Desk
import Kernel
import Storage

/// What stands in the database of a desk that other processes work on.
package struct DeskView {
  private let desk: Desk

  package init(of folder: String) throws {
    desk = try Desk(at: folder)
  }

  /// What `docket audit verify` finds, in words.
  package func auditProblems() throws -> [String] {
    try desk.verifyAudit().problems.map { "\($0.text)" }
  }

  /// How many entries a ticket has.
  package func entryCount(_ ticket: Int64) throws -> Int {
    try desk.read { reader, _ in try reader.entries(of: Ticket.ID(rawValue: ticket)).count }
  }

  /// The words of a ticket's entries with words.
  package func texts(_ ticket: Int64) throws -> [String] {
    try desk.read { reader, _ in
      try reader.entries(of: Ticket.ID(rawValue: ticket)).map(\.text).filter { !$0.isEmpty }
    }
  }

  /// State and tries of the outbox's rows, as `done 2`.
  package func outbox() throws -> [String] {
    try desk.read { reader, _ in
      try reader.outboxRows(OutboxFilter()).map { "\($0.state.rawValue) \($0.tries)" }
    }
  }

  /// What a plugin keeps under that key, as JSON.
  package func state(_ plugin: String, _ key: String) throws -> String? {
    try desk.read { reader, _ in try reader.state(of: plugin, key: key) }
  }

  /// How many rows of a source have been read.
  package func importedRows(of source: String) throws -> Int64 {
    try desk.read { reader, _ in try reader.importMarks(of: source).last?.rows ?? 0 }
  }

  /// How many tickets each person has, by the person's number.
  package func ticketsByAssignee() throws -> [Int64: Int] {
    try tickets().reduce(into: [:]) { counts, content in
      counts[content.ticket.assignee?.rawValue ?? 0, default: 0] += 1
    }
  }

  /// A ticket as bulks of tests change it, and the requests of its entries.
  package struct Outline: Equatable {
    package var priority: String
    package var tags: [String]
    package var requests: [String]
  }

  package func outlines() throws -> [Outline] {
    try tickets().map { content in
      Outline(
        priority: content.ticket.priority.rawValue, tags: content.ticket.tags,
        requests: content.entries.map(\.request))
    }
  }

  /// How many tickets have that tag.
  package func tagged(_ tag: String) throws -> Int {
    try desk.read { reader, _ in
      var (count, id) = (0, Int64(1))
      while let ticket = try reader.ticket(Ticket.ID(rawValue: id)) {
        if ticket.tags.contains(tag) { count += 1 }
        id += 1
      }
      return count
    }
  }

  /// A ticket with its history, without what is made by chance or by the clock, and its entries
  /// numbered among those of tickets: the desk's own, as of each time that an import began, lie between.
  package struct Content: Equatable {
    package var ticket: Ticket
    package var entries: [Entry]
  }

  package func tickets() throws -> [Content] {
    try desk.read { reader, _ in
      var contents: [Content] = []
      while var ticket = try reader.ticket(Ticket.ID(rawValue: Int64(contents.count + 1))) {
        var entries = try reader.entries(of: ticket.id)
        ticket.head = nil
        for index in entries.indices {
          entries[index].digest = nil
          entries[index].previous = nil
          entries[index].parts = [:]
          entries[index].recorded = entries[index].at
          entries[index].imported = nil
        }
        contents.append(Content(ticket: ticket, entries: entries))
      }
      let order = contents.flatMap(\.entries).map(\.seq.rawValue).sorted()
      let places = Dictionary(
        uniqueKeysWithValues: order.enumerated().map { ($1, EntryID(rawValue: Int64($0) + 1)) })
      func place(_ seq: EntryID) -> EntryID { places[seq.rawValue] ?? seq }
      for ticket in contents.indices {
        for index in contents[ticket].entries.indices {
          let entry = contents[ticket].entries[index]
          contents[ticket].entries[index].seq = place(entry.seq)
          contents[ticket].entries[index].cause = entry.cause.map(place)
          contents[ticket].entries[index].origin = entry.origin.map(place)
        }
      }
      return contents
    }
  }

  /// Does something while this process reads the desk as it was before.
  package func whileReading(_ body: () throws -> Void) throws {
    try desk.read { reader, _ in
      _ = try reader.epoch()
      try body()
    }
  }

  /// Does something while this process holds the right to write, as another program may.
  package static func whileLocked(
    _ folder: String, _ body: @escaping @Sendable () throws -> Void,
  ) throws {
    let writer = try Writer(path: folder + "/docket.db", context: { () })
    defer { writer.close() }
    _ = try writer.perform { _, _ in
      try body()
      return .rollingBack(())
    }
  }
}
