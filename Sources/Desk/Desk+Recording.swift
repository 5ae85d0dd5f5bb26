import Storage

extension Desk {
  /// What the writer's statements cost while `body` runs: for tests.
  package func measureWriting(_ body: () throws -> Void) throws -> StatementWork {
    let writer = try writer()
    try writer.perform { transaction, _ in
      transaction.startMeasuring()
      return .rollingBack(())
    }
    try body()
    return try writer.perform { transaction, _ in .rollingBack(transaction.takeWork()) }
  }

  /// The statements that the writer executes while `body` runs, with their values.
  ///
  /// For the benchmark, which does the same again through SQLite alone. Nothing else should be asked
  /// of the desk meanwhile.
  package func recordStatements(
    _ body: () async throws -> Void,
  ) async throws -> [RecordedStatement] {
    let writer = try writer()
    try await writer.perform { transaction, _ in
      transaction.startRecording()
      return .rollingBack(())
    }
    try await body()
    return try await writer.perform { transaction, _ in
      .rollingBack(transaction.takeRecording())
    }
  }
}

extension DeskSession {
  /// What the statements of the session cost while `body` runs: for tests.
  package func measured(_ body: () throws -> Void) throws -> StatementWork {
    try reader.measured(body)
  }
}
