import Kernel
import Synchronization

/// Connections for reading, kept for the next one who asks.
///
/// Each reading sees the desk as it was when it began, whatever is written meanwhile.
package final class Readers: Sendable {
  private let path: String
  private let pool = Mutex(Pool())

  /// How many connections are kept open while nobody reads.
  private static let kept = 4

  /// Opens the database of a desk for reading; throws what `Connection.open` throws.
  package init(path: String) throws {
    self.path = path
    let connection = try Connection.open(path, mode: .read)
    pool.withLock { $0.idle.append(Idle(connection: connection)) }
  }

  /// How many transactions were begun.
  package var begun: Int { pool.withLock(\.begun) }

  /// Reads in one transaction, within an allowance where one is given.
  ///
  /// Throws `StorageError.overBudget` beyond it. The reader must not be kept, nor what reads through
  /// it: the result is `Sendable`, which they are not.
  package func read<Result: Sendable>(
    within allowance: ReadAllowance? = nil, _ body: (Reader) throws -> Result,
  ) throws -> Result {
    let connection = try take()
    try connection.run("BEGIN")
    let reader = Reader(connection)
    defer {
      reader.end()
      finish(connection)
    }
    guard let allowance else { return try body(reader) }
    return try connection.limited(to: allowance) { try body(reader) }
  }

  private func take() throws -> Connection {
    let idle = pool.withLock { pool in
      pool.begun += 1
      return pool.idle.popLast()
    }
    if let idle { return idle.connection }
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
    pool.withLock { pool in
      if pool.idle.count < Readers.kept { pool.idle.append(kept) }
    }
  }

  /// The connections that nobody uses, and how often one was asked for.
  private struct Pool {
    var idle: [Idle] = []
    var begun = 0
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
