import Desk
import Kernel
import Storage
import TestSupport

extension TemporaryDesk {
  /// Lets a worker do all that is due by now.
  @discardableResult
  func work() throws -> Worker.Report { try Worker(desk: desk).runDue() }

  /// Moves the clock on, then lets a worker do what is due.
  @discardableResult
  func work(after span: Duration) throws -> Worker.Report {
    time.advance(milliseconds: span.components.seconds * 1_000)
    return try work()
  }

  /// The outbox's rows of that kind, oldest first.
  func rows(_ kind: OutboxRow.Kind) throws -> [OutboxRow] {
    try desk.read { reader, _ in try reader.outboxRows(OutboxFilter(kind: kind)) }
  }

  /// What a plugin keeps under that key, as JSON.
  func state(_ plugin: String, _ key: String) throws -> String? {
    try desk.read { reader, _ in try reader.state(of: plugin, key: key) }
  }

  /// The words of a ticket's notes, oldest first.
  func notes(_ id: Int64) throws -> [String] {
    try entries(id).filter { $0.action == "note" }.map(\.text)
  }

  /// Writes past all rules, as another program does that has the desk open.
  func write(_ body: @escaping @Sendable (WriteTransaction) throws -> Void) throws {
    let writer = try Writer(path: folder + "/docket.db", context: { () })
    defer { writer.close() }
    try writer.perform { transaction, _ in .keeping(try body(transaction)) }
  }
}
