import Kernel
import Synchronization

/// An operation waiting for its turn on the writer, whatever it gives.
struct Job<Context>: Sendable {
  /// Does it, and keeps what it gives until it is settled.
  ///
  /// Called again where its transaction was lost.
  let attempt: @Sendable (WriteTransaction, Context) throws -> Attempt
  /// Tells the caller: what the last attempt gave, or why it cannot be had.
  let settle: @Sendable ((any Error)?) -> Void
}

/// How an operation's attempt ended, without what it gave.
struct Attempt {
  let isKept: Bool
  let log: [LogLine]
}

/// What an operation's last attempt gave, until it is told.
final class Slot<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)

  func put(_ new: Value) {
    value.withLock { $0 = new }
  }

  /// The value; throws the error where there is one, or where no attempt was made.
  func result(_ error: (any Error)?) -> Result<Value, any Error> {
    if let error { return .failure(error) }
    guard let value = value.withLock({ $0 }) else { return .failure(StorageError.closed) }
    return .success(value)
  }
}
