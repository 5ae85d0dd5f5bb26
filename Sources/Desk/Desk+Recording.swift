import Storage

extension Desk {
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
