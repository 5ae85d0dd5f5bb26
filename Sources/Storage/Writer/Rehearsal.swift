/// Transactions on the caller's own thread, of which nothing is ever kept.
///
/// It has a connection of its own beside the writer's, and belongs to one thread. As long as one of
/// its transactions runs nobody else writes: it must be short, and nothing in it may wait for a
/// writer. Between two of them it holds no lock.
package final class Rehearsal<Context> {
  private let batch: Batch<Context>
  private var turn = WriterTurn()

  /// Opens the database of a desk; `steps` are taken in every transaction, and those before a commit
  /// never.
  ///
  /// `busyTimeout`, in milliseconds, is how long a transaction waits for others that write.
  package init(
    path: String, busyTimeout: Int32 = 5_000, context: Context,
    steps: TransactionSteps<Context> = TransactionSteps(),
  ) throws {
    batch = Batch(
      connection: try Connection.open(path, mode: .write, busyTimeout: busyTimeout),
      context: context, steps: steps, isDryRun: true)
  }

  /// Does something in a transaction, and takes it back whatever comes of it; rests before, where it
  /// is others' turn.
  ///
  /// Throws what `body` throws, and `StorageError` where the database fails.
  package func perform<Value>(
    _ body: (WriteTransaction, Context) throws -> Value,
  ) throws -> Value {
    turn.begin()
    defer { turn.end() }
    return try batch.rehearse(body)
  }
}
