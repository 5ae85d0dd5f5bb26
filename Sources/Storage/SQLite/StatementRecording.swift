/// A statement as it was executed, with the values that were bound to it.
package struct RecordedStatement: Equatable, Sendable {
  package let sql: String
  package let values: [SQLValue]

  package init(_ sql: String, _ values: [SQLValue] = []) {
    self.sql = sql
    self.values = values
  }
}

extension WriteTransaction {
  /// From now on the writer notes down what it executes, until it is taken.
  package func startRecording() {
    connection.recording = []
  }

  /// What was executed since the recording began, from the first BEGIN to the last COMMIT.
  package func takeRecording() -> [RecordedStatement] {
    let statements = connection.recording ?? []
    connection.recording = nil
    let first = statements.firstIndex { $0.sql.hasPrefix("BEGIN") } ?? 0
    let last = statements.lastIndex { $0.sql == "COMMIT" } ?? -1
    return first <= last ? Array(statements[first...last]) : []
  }
}

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
