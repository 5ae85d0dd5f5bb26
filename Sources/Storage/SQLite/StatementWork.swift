/// What statements cost, whatever the machine: for tests that hold what is paid against what is asked.
package struct StatementWork: Equatable, Sendable {
  package var statements = 0
  /// Steps of SQLite's machine, which grow with the rows looked at.
  package var steps = 0
}

extension Reader {
  /// What the statements cost that `body` runs on this reader.
  package func measured(_ body: () throws -> Void) throws -> StatementWork {
    connection.work = StatementWork()
    defer { connection.work = nil }
    try body()
    return connection.work ?? StatementWork()
  }
}

extension WriteTransaction {
  /// From now on the writer counts what its statements cost, until it is taken.
  package func startMeasuring() { connection.work = StatementWork() }

  /// What statements cost since the counting began.
  package func takeWork() -> StatementWork {
    defer { connection.work = nil }
    return connection.work ?? StatementWork()
  }
}
