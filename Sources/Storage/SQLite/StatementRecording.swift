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
