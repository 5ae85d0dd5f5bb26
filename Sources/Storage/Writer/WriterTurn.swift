import System

/// How long a writer has held the file without a rest, so that others get their turn.
///
/// SQLite queues nobody: who waits looks every few milliseconds whether the file is free, and a
/// writer that goes from one transaction to the next frees it for microseconds only.
struct WriterTurn {
  private var began = ContinuousClock.now
  private var ended = ContinuousClock.now

  /// The longest that others wait for a writer that never rests.
  private static let longest = Duration.milliseconds(300)
  /// Longer than it takes those who wait to look again (`csqlite_wait`).
  private static let rest = Duration.milliseconds(6)

  /// To be called before each transaction: rests where it is others' turn.
  mutating func begin() {
    let now = ContinuousClock.now
    if now - ended >= WriterTurn.rest {
      began = now
    } else if now - began >= WriterTurn.longest {
      SystemTime.pause(WriterTurn.rest)
      began = ContinuousClock.now
    }
  }

  /// To be called after each transaction.
  mutating func end() {
    ended = ContinuousClock.now
  }
}
