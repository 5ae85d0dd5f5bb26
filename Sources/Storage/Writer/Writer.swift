import Kernel
import Synchronization
import System

/// The one thread of a process that writes to a desk, with its connection and what must stay on it.
///
/// Whatever is asked at the same time is committed together, each in a savepoint of its own: one
/// fails alone, and every caller hears of it after the commit only. `Context` is made on the thread
/// and never leaves it: the sandboxes that decide.
package final class Writer<Context>: Sendable {
  /// An operation: synchronous, and possibly done again where its transaction was lost.
  package typealias Operation<Value> =
    @Sendable (WriteTransaction, Context) throws -> WriteResult<Value>

  private let jobs: Mailbox<Job<Context>>
  /// The thread until somebody has waited for its end.
  private let thread: Mutex<Thread?>

  /// Opens the database of a desk on a thread of its own.
  ///
  /// `steps` are taken in every transaction. `busyTimeout`, in milliseconds, is how long a
  /// transaction waits for other programs that write. On a dry run nothing is ever committed, whatever
  /// operations say: they are done, answered, and rolled back.
  package init(
    path: String, busyTimeout: Int32 = 5_000, isDryRun: Bool = false,
    context: @escaping @Sendable () throws -> Context,
    steps: TransactionSteps<Context> = TransactionSteps(),
  ) throws {
    let jobs = Mailbox<Job<Context>>()
    let opening = Mailbox<Result<Void, any Error>>()
    let thread = try Thread {
      do {
        let connection = try Connection.open(path, mode: .write, busyTimeout: busyTimeout)
        let batch = Batch(
          connection: connection, context: try context(), steps: steps, isDryRun: isDryRun)
        _ = opening.send(.success(()))
        Writer.work(batch, on: jobs)
      } catch {
        _ = opening.send(.failure(error))
      }
    }
    self.jobs = jobs
    self.thread = Mutex(thread)
    try opening.takeAll()?.first?.get()
  }

  deinit {
    close()
  }

  /// Does the operation in a transaction and waits until it is on the disk.
  ///
  /// Throws what the operation throws, and `StorageError` where the database fails. Must not be
  /// called from an operation: the writer would wait for itself.
  @discardableResult
  package func perform<Value: Sendable>(_ operation: @escaping Operation<Value>) throws -> Value {
    let reply = Mailbox<Result<Value, any Error>>()
    submit(operation) { _ = reply.send($0) }
    guard let result = reply.takeAll()?.first else { throw StorageError.closed }
    return try result.get()
  }

  /// Does the operation in a transaction; the task goes on once it is on the disk.
  ///
  /// Throws as the waiting one does.
  @discardableResult
  package func perform<Value: Sendable>(
    _ operation: @escaping Operation<Value>,
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      submit(operation) { continuation.resume(with: $0) }
    }
  }

  /// Finishes what was asked so far, closes the database, and takes no more.
  ///
  /// Later operations throw `StorageError.closed`. Called from an operation it does not wait.
  package func close() {
    jobs.close()
    let running = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    running?.join()
  }

  private func submit<Value: Sendable>(
    _ operation: @escaping Operation<Value>,
    reply: @escaping @Sendable (Result<Value, any Error>) -> Void,
  ) {
    let slot = Slot<Value>()
    let job = Job<Context>(
      attempt: { transaction, context in
        let written = try operation(transaction, context)
        slot.put(written.value)
        return Attempt(isKept: written.isKept, log: written.log)
      },
      settle: { reply(slot.result($0)) })
    if !jobs.send(job) { reply(.failure(StorageError.closed)) }
  }

  private static func work(_ batch: Batch<Context>, on jobs: Mailbox<Job<Context>>) {
    var turn = WriterTurn()
    while var waiting = jobs.takeAll() {
      while !waiting.isEmpty {
        turn.begin()
        let errors = batch.run(waiting[...])
        turn.end()
        let answers = zip(waiting, errors).map { (settle: $0.settle, error: $1) }
        // What an operation holds goes before its caller hears of it: were this thread the last to let
        // go of the desk, the desk would be closed here, and nobody could wait for that.
        waiting.removeFirst(errors.count)
        for answer in answers { answer.settle(answer.error) }
      }
    }
    do {
      try batch.close()
    } catch {
      // Only counts are written so late; nobody waits for them, and the desk is as it was.
      return
    }
  }
}

/// What happens in every transaction of a writer, besides what was asked for.
///
/// All of it is called on the writer's thread.
package struct TransactionSteps<Context>: Sendable {
  package typealias Step = @Sendable (WriteTransaction, Context) throws -> Void

  /// Before the first operation.
  package var begin: Step = { _, _ in }
  /// How a line is written to the desk's log, with what follows from it.
  package var log: @Sendable (LogLine, WriteTransaction, Context) throws -> Void = {
    line, into, _ in
    try into.write(line)
  }
  /// Before the commit of what is kept; the flag says that no other transaction will follow.
  package var end: @Sendable (WriteTransaction, Context, Bool) throws -> Void = { _, _, _ in }
  /// Whether there is something that only `end` would write.
  package var isPending: @Sendable (Context) -> Bool = { _ in false }

  package init() {}
}

/// What came of one operation on the writer: a value, and whether its changes stay.
package struct WriteResult<Value> {
  package let value: Value
  /// Whether the changes are committed; a refusal and a dry run give their value and leave nothing.
  package let isKept: Bool
  /// Lines for the desk's log, which are written also where the changes are rolled back.
  package let log: [LogLine]

  private init(value: Value, isKept: Bool, log: [LogLine]) {
    self.value = value
    self.isKept = isKept
    self.log = log
  }

  /// The changes are committed before the value is given.
  package static func keeping(_ value: Value, log: [LogLine] = []) -> WriteResult {
    WriteResult(value: value, isKept: true, log: log)
  }

  /// The changes are rolled back; the value is given nevertheless.
  package static func rollingBack(_ value: Value, log: [LogLine] = []) -> WriteResult {
    WriteResult(value: value, isKept: false, log: log)
  }
}

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
