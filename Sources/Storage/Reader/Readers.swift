import Kernel
import Synchronization

/// Connections for reading, kept for the next one who asks.
///
/// Each reading sees the desk as it was when it began, whatever is written meanwhile.
package final class Readers: Sendable {
  private let path: String
  private let idle = Mutex<[Idle]>([])

  /// How many connections are kept open while nobody reads.
  private static let kept = 4

  /// Opens the database of a desk for reading; throws what `Connection.open` throws.
  package init(path: String) throws {
    self.path = path
    let connection = try Connection.open(path, mode: .read)
    idle.withLock { $0.append(Idle(connection: connection)) }
  }

  /// Reads in one transaction, within an allowance where one is given.
  ///
  /// Throws `StorageError.overBudget` beyond it. The reader must not be kept.
  package func read<Result>(
    within allowance: ReadAllowance? = nil, _ body: (Reader) throws -> Result,
  ) throws -> Result {
    let connection = try take()
    try connection.run("BEGIN")
    defer { finish(connection) }
    let reader = Reader(connection)
    guard let allowance else { return try body(reader) }
    return try connection.limited(to: allowance) { try body(reader) }
  }

  private func take() throws -> Connection {
    if let idle = idle.withLock({ $0.popLast() }) { return idle.connection }
    return try Connection.open(path, mode: .read)
  }

  /// Ends the transaction and keeps the connection; one that cannot end it is closed.
  private func finish(_ connection: Connection) {
    do {
      try connection.run("COMMIT")
    } catch {
      // What was read is good; only the connection is not, and is closed by being let go.
      return
    }
    let kept = Idle(connection: connection)
    idle.withLock { idle in
      if idle.count < Readers.kept { idle.append(kept) }
    }
  }
}

/// A connection that nobody uses.
///
/// The proof for `@unchecked Sendable`: it is in the list only while nobody uses it. Who takes it out
/// is its only user until it is put back, as the list is changed under its lock only; SQLite allows
/// a connection to go from thread to thread so.
private struct Idle: @unchecked Sendable {
  let connection: Connection
}
