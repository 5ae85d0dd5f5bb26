import Kernel

/// One writing transaction: what the kernel's port `Transaction` is over SQLite.
///
/// It lives from BEGIN to COMMIT on the writer's thread. Numbers are counted in memory and written
/// once, before the commit.
package final class WriteTransaction: DeskReader {
  package let connection: Connection
  private(set) var counters: Counters
  private var written: Counters
  /// What was read and is read again for every request, until something is rolled back.
  var known = Known()
  /// What was changed of the desk itself and no entry tells of yet.
  var changes = DeskChanges()
  /// Which change of the rules by this transaction is in force; 0 if none is.
  ///
  /// No two changes have the same, even if one of them was rolled back.
  package private(set) var ruleChange = 0
  private var ruleChanges = 0

  /// What this transaction knows of rows without asking for them again.
  struct Known {
    var settings: [String: String?] = [:]
    var people: [Person.ID: Person?] = [:]
    var everybody: [Person]?
    var peopleByRole: [String: [Person]] = [:]
    /// What followed from the entry that was asked for last.
    var chain: (origin: EntryID, chain: CauseChain)?
  }

  /// Reads the counters; the connection has just begun a transaction.
  init(on connection: Connection) throws {
    self.connection = connection
    counters = try Counters(readFrom: connection)
    written = counters
  }

  /// The digest of the registry by which the desk decides; empty before the first one.
  package var epoch: String { counters.epoch }

  /// From now on the desk decides by the registry of that digest.
  package func setEpoch(_ epoch: String) {
    counters.epoch = epoch
    noteRuleChange()
  }

  /// Says that what rules are made of is another now.
  package func noteRuleChange() {
    ruleChanges += 1
    ruleChange = ruleChanges
  }

  package func limited<Result>(
    to allowance: ReadAllowance, _ body: () throws -> Result,
  ) throws -> Result {
    try connection.limited(to: allowance, body)
  }

  /// Lets the database grow to that many pages of 4 KB only, on this connection and from now on.
  ///
  /// What needs more throws `StorageError.full`, as on a full disk.
  package func limitSize(toPages pages: Int) throws {
    try connection.execute(["PRAGMA max_page_count = \(pages)"])
  }

  /// Writes the counters, so that the transaction can be committed.
  ///
  /// Throws `StorageError.unrecorded` where the desk itself was changed without an entry.
  func writeCounters() throws {
    try checkDeskChanges(from: written)
    guard counters != written else { return }
    try counters.write(to: connection)
    written = counters
  }

  /// Where a part of the transaction began, to go back to.
  struct Mark {
    fileprivate let counters: Counters
    fileprivate let changes: DeskChanges
    fileprivate let ruleChange: Int
  }

  var mark: Mark { Mark(counters: counters, changes: changes, ruleChange: ruleChange) }

  /// Gives the numbers back that a part of the transaction took which is rolled back.
  func restore(_ earlier: Mark) {
    counters = earlier.counters
    changes = earlier.changes
    ruleChange = earlier.ruleChange
    known = Known()
  }

  /// Sets the last numbers given to the last ones that stand anywhere.
  ///
  /// Numbers of requests and rows of the outbox may have been given without leaving a trace: they are
  /// only moved on.
  package func setCounters() throws {
    let last = try LastNumbers(readFrom: connection)
    (counters.seq, counters.person) = (last.seq, last.person)
    counters.ticket = max(last.ticket, min(counters.ticket, last.reserved))
    let outbox = try connection.integer("SELECT max(id) FROM outbox") ?? 0
    counters.outbox = max(counters.outbox, outbox)
    counters.request = max(counters.request, last.request)
  }

  func nextOutboxID() -> Int64 {
    counters.outbox = counters.outbox.addingSaturated(1)
    return counters.outbox
  }

  package func nextTicketID() throws -> Ticket.ID {
    counters.ticket = counters.ticket.addingSaturated(1)
    return Ticket.ID(rawValue: counters.ticket)
  }

  /// Keeps so many numbers for tickets that come from elsewhere; the last one given before them.
  package func reserveTicketIDs(_ count: Int64) -> Ticket.ID {
    defer { counters.ticket = counters.ticket.addingSaturated(count) }
    return Ticket.ID(rawValue: counters.ticket)
  }

  /// The last number that a ticket was given.
  package var lastTicketID: Ticket.ID { Ticket.ID(rawValue: counters.ticket) }

  package func nextEntryID() throws -> EntryID {
    counters.seq = counters.seq.addingSaturated(1)
    return EntryID(rawValue: counters.seq)
  }

  package func nextPersonID() throws -> Person.ID {
    counters.person = counters.person.addingSaturated(1)
    return Person.ID(rawValue: counters.person)
  }

  package func nextRequestName() throws -> String {
    counters.request = counters.request.addingSaturated(1)
    return "r\(counters.request)"
  }
}

/// The last numbers given, and the epoch: the one row that every transaction begins with.
struct Counters: Equatable {
  var ticket: Int64
  var seq: Int64
  var person: Int64
  var request: Int64
  var outbox: Int64
  var epoch: String

  private static let select = CounterColumn.table.select + " WHERE id = 1"

  init(readFrom connection: Connection) throws {
    let found = try connection.first(Counters.select, [], Counters.init(from:))
    guard let found else { throw RecordError(CounterColumn.id, of: "1") }
    self = found
  }

  private init(from row: Row<CounterColumn>) {
    (ticket, seq, person) = (row.integer(.ticket), row.integer(.seq), row.integer(.person))
    (request, outbox) = (row.integer(.request), row.integer(.outbox))
    epoch = row.text(.epoch)
  }

  func write(to connection: Connection) throws {
    try connection.run(
      Counters.update,
      CounterColumn.values { column in
        switch column {
        case .id: .integer(1)
        case .ticket: .integer(ticket)
        case .seq: .integer(seq)
        case .person: .integer(person)
        case .request: .integer(request)
        case .outbox: .integer(outbox)
        case .epoch: .text(epoch)
        }
      })
  }

  private static let update = CounterColumn.update(on: .id)
}

enum CounterColumn: Int, TableColumn {
  case id, ticket, seq, person, request, outbox, epoch

  static let table = Table("counter", of: Self.self)
}

extension WriteTransaction {
  /// Does something; where it throws, what it did is undone.
  package func undoingIfThrown<Result>(_ body: () throws -> Result) throws -> Result {
    try savepoint(body)
  }

  /// Does something that can be undone alone: goes back to where it began if `body` throws, or says
  /// that its changes are not to be kept.
  ///
  /// Numbers that were taken are given back as well.
  package func savepoint<Result>(
    keepingIf isKept: (Result) -> Bool = { _ in true }, _ body: () throws -> Result,
  ) throws -> Result {
    let earlier = mark
    try connection.run("SAVEPOINT part")
    do {
      let result = try body()
      if !isKept(result) {
        try connection.run("ROLLBACK TO part")
        restore(earlier)
      }
      try connection.run("RELEASE part")
      return result
    } catch {
      // Where the whole transaction is gone, so is the savepoint, and the error to tell is the first.
      if !connection.isOutsideTransaction {
        try connection.run("ROLLBACK TO part")
        try connection.run("RELEASE part")
      }
      restore(earlier)
      throw error
    }
  }
}
