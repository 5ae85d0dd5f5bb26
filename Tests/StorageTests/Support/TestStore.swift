import Crypto
import Foundation
import Kernel
import Storage
import TestSupport

/// An empty desk's database in a folder of its own, which goes when the test does.
final class TestStore: Sendable {
  private let place: TemporaryFolder
  let writer: Writer<Void>

  init(busyTimeout: Int32 = 5_000) throws {
    place = try TemporaryFolder()
    let path = place.path + "/docket.db"
    _ = try Connection.open(path, mode: .create)
    writer = try Writer(path: path, busyTimeout: busyTimeout, context: {})
  }

  deinit {
    writer.close()
  }

  var folder: String { place.path }
  var path: String { folder + "/docket.db" }

  func readers() throws -> Readers {
    try Readers(path: path)
  }

  /// Writes what `body` writes and commits it.
  @discardableResult
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (WriteTransaction) throws -> Value,
  ) throws -> Value {
    try writer.perform { transaction, _ in
      let value = try body(transaction)
      try transaction.recordDesk()
      return .keeping(value)
    }
  }

  /// Lets another program, SQLite's own shell, loose on the file; returns what it prints.
  @discardableResult
  func shell(_ sql: String) throws -> String {
    try SQLiteShell.run(on: path, sql)
  }

  /// Overwrites the middle of a page of the file.
  func damage(page: Int) throws {
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.seek(toOffset: UInt64((page - 1) * 4_096 + 8))
    try file.write(contentsOf: Data(repeating: 0xFF, count: 2_000))
    try file.close()
  }

  /// What an audit finds wrong.
  func problems() throws -> [String] {
    try audit().words
  }

  func audit() throws -> (report: AuditReport, words: [String]) {
    var words: [String] = []
    let report = try readers().read { reader in
      try Audit.verify(reader) { words.append($0.words) }
    }
    return (report, words)
  }
}

extension WriteTransaction {
  /// Writes an entry of the desk's chain that tells of what was changed of the desk itself.
  func recordDesk(edits told: [Edit] = []) throws {
    let data = try takeDeskChanges()
    let named = try namedEpoch() ?? ""
    guard !data.isEmpty || named != epoch else { return }
    let last = try lastDeskEntry()
    let edits = told + (named == epoch ? [] : [Edit(field: "epoch", from: .none, to: .text(epoch))])
    var entry = Entry(
      seq: try nextEntryID(), ticket: .desk, number: (last?.number ?? 0) + 1,
      version: (last?.version ?? 0) + 1, at: Instant(milliseconds: 1_000),
      recorded: Instant(milliseconds: 1_000), request: try nextRequestName(), actor: .desk,
      source: .trial, action: "desk.set", edits: edits, data: data, previous: last?.digest)
    let payloads = entry.makePayloads { RandomBytes.make(count: Payload.saltCount) }
    entry.digest = Digest(of: entry.canonicalForm)
    try write(entry, payloads: payloads)
  }

  /// Writes a ticket as the pipeline would: entry, words and row.
  @discardableResult
  func create(
    _ subject: String, set: [Edit] = [], text: String = "", at: Int64 = 1_000,
  ) throws -> Ticket {
    let edits =
      [
        Edit(field: "subject", from: .none, to: .text(subject)),
        Edit(field: "queue", from: .none, to: .text("support")),
        Edit(field: "stage", from: .none, to: .stage("new", .open)),
      ] + set
    return try append(to: Ticket(id: nextTicketID()), edits: edits, text: text, at: at)
  }

  /// Writes one more entry of a ticket and its row; returns the ticket as it is then.
  @discardableResult
  func append(
    to ticket: Ticket, edits: [Edit] = [], text: String = "",
    visibility: Entry.Visibility = .public, origin: EntryID? = nil, at: Int64 = 2_000,
    action: String = "update", params: [String: Value] = [:],
  ) throws -> Ticket {
    var entry = Entry(
      seq: try nextEntryID(), ticket: ticket.id, number: ticket.number + 1,
      version: visibility == .public ? ticket.version + 1 : ticket.version,
      at: Instant(milliseconds: at), recorded: Instant(milliseconds: at),
      request: try nextRequestName(), actor: .desk, source: .trial, action: action,
      params: params, edits: edits, text: text, visibility: visibility, origin: origin,
      previous: ticket.head)
    let payloads = entry.makePayloads { RandomBytes.make(count: Payload.saltCount) }
    entry.digest = Digest(of: entry.canonicalForm)
    try write(entry, payloads: payloads)
    var after = ticket
    after.apply(entry)
    if ticket.id != .desk { try write(after, before: ticket.number == 0 ? nil : ticket) }
    return after
  }
}
