import Kernel

/// Runs operations in transactions: several in one, a savepoint each.
///
/// All of it happens on the writer's thread.
struct Batch<Context> {
  let connection: Connection
  let context: Context
  let steps: TransactionSteps<Context>
  /// Whether nothing is kept of what is done, whoever asks for it.
  var isDryRun = false

  /// The most operations in one transaction, so that the last one does not wait long.
  static var most: Int { 256 }
  /// The longest that a transaction takes up further operations.
  static var patience: Duration { .milliseconds(5) }

  /// Runs as many of the jobs as one transaction takes; returns for each what went wrong, if any.
  ///
  /// Once it returns, what the jobs without an error were to keep is on the disk.
  func run(_ jobs: ArraySlice<Job<Context>>) -> [(any Error)?] {
    if jobs.count == 1, let job = jobs.first { return [runAlone(job)] }
    do {
      if let endings = try runTogether(jobs) { return endings }
    } catch {
      rollBack()
      return jobs.prefix(Self.most).map { _ in error }
    }
    return jobs.prefix(Self.most).map(runAlone)
  }

  /// Does something in a transaction of its own, of which nothing is kept.
  func rehearse<Value>(_ body: (WriteTransaction, Context) throws -> Value) throws -> Value {
    try connection.run("BEGIN IMMEDIATE")
    defer { rollBack() }
    let transaction = try WriteTransaction(on: connection)
    try steps.begin(transaction, context)
    return try body(transaction, context)
  }

  /// One operation in a transaction of its own, which needs no savepoint.
  private func runAlone(_ job: Job<Context>) -> (any Error)? {
    do {
      try connection.run("BEGIN IMMEDIATE")
      let transaction = try WriteTransaction(on: connection)
      try steps.begin(transaction, context)
      let attempt = try job.attempt(transaction, context)
      guard attempt.isKept else {
        rollBack()
        try writeLog(attempt.log)
        return nil
      }
      for line in attempt.log { try steps.log(line, transaction, context) }
      try commit(transaction)
      return nil
    } catch {
      rollBack()
      return error
    }
  }

  /// All in one transaction; `nil` where SQLite ended it before its time, and nothing was done.
  private func runTogether(_ jobs: ArraySlice<Job<Context>>) throws -> [(any Error)?]? {
    try connection.run("BEGIN IMMEDIATE")
    let transaction = try WriteTransaction(on: connection)
    try steps.begin(transaction, context)
    let clock = ContinuousClock()
    let start = clock.now
    var endings: [(any Error)?] = []
    for job in jobs.prefix(Self.most) {
      endings.append(try run(job, in: transaction))
      if connection.isOutsideTransaction { return nil }
      if clock.now - start > Self.patience { break }
    }
    try commit(transaction)
    return endings
  }

  /// One operation within a savepoint, to which it alone goes back when it fails.
  private func run(_ job: Job<Context>, in transaction: WriteTransaction) throws -> (any Error)? {
    let start = transaction.mark
    try connection.run("SAVEPOINT job")
    do {
      let attempt = try job.attempt(transaction, context)
      if !attempt.isKept { try undo(transaction, to: start) }
      for line in attempt.log { try steps.log(line, transaction, context) }
      try connection.run("RELEASE job")
      return nil
    } catch {
      guard !connection.isOutsideTransaction else { return error }
      try undo(transaction, to: start)
      try connection.run("RELEASE job")
      return error
    }
  }

  private func undo(_ transaction: WriteTransaction, to start: WriteTransaction.Mark) throws {
    try connection.run("ROLLBACK TO job")
    transaction.restore(start)
  }

  /// What is left to be written when nothing more is asked.
  func close() throws {
    guard steps.isPending(context) else { return }
    try connection.run("BEGIN IMMEDIATE")
    do {
      try commit(try WriteTransaction(on: connection), isLast: true)
    } catch {
      rollBack()
      throw error
    }
  }

  /// The one place where anything comes to stay: on a dry run it does not.
  private func commit(_ transaction: WriteTransaction, isLast: Bool = false) throws {
    guard !isDryRun else { return rollBack() }
    try steps.end(transaction, context, isLast)
    try transaction.writeCounters()
    try connection.mergeSearch()
    try connection.run("COMMIT")
    connection.eraseLog()
  }

  private func writeLog(_ lines: [LogLine]) throws {
    guard !lines.isEmpty else { return }
    try connection.run("BEGIN IMMEDIATE")
    let transaction = try WriteTransaction(on: connection)
    for line in lines { try steps.log(line, transaction, context) }
    try commit(transaction)
  }

  /// Ends the transaction, unless SQLite has already ended it.
  private func rollBack() {
    guard !connection.isOutsideTransaction else { return }
    do {
      try connection.run("ROLLBACK")
    } catch {
      // The error that led here is the one that callers get; SQLite ends the transaction anyhow.
      assert(connection.isOutsideTransaction, "a rollback that failed has still rolled back")
    }
  }
}
