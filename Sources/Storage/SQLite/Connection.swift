import CSQLite
import Kernel

/// A connection to a desk's database, used by one thread at a time.
///
/// SQLite's own locks are off (NOMUTEX): whoever holds the connection sees to it that nobody else
/// uses it. Statements are kept by their text and made ready only once.
@safe package final class Connection {
  /// The database's file, for messages.
  package let path: String
  private let handle: OpaquePointer
  private var statements: [StatementText: Statement] = [:]
  private var budget: ReadBudget?
  /// Lists of roles by their text in table `person`: there are few, and they are read all the time.
  var knownRoles: [String: [String]] = [:]
  /// Whether words were deleted that still stand in the write-ahead log.
  var hasErased = false
  /// Whether the search tables still hold words that were deleted from them.
  var hasErasedSearch = false
  /// What was executed, where somebody wants to know: the benchmark, to do it again without us.
  var recording: [RecordedStatement]?
  /// What statements cost, where somebody wants to know.
  var work: StatementWork?

  /// How many statements are kept; texts made from queries could otherwise pile up.
  private static let keptStatements = 400

  @unsafe init(owning handle: OpaquePointer, path: String) {
    unsafe self.handle = handle
    self.path = path
  }

  deinit {
    statements = [:]
    unsafe sqlite3_close_v2(handle)
  }

  /// Whether no transaction is open; after some errors SQLite has ended it by itself.
  package var isOutsideTransaction: Bool {
    unsafe sqlite3_get_autocommit(handle) != 0
  }

  /// Waits for so many milliseconds where another program writes.
  func setPatience(milliseconds: Int32) {
    _ = unsafe csqlite_set_patience(handle, milliseconds)
  }

  /// How many rows the last change touched.
  var changes: Int {
    Int(unsafe sqlite3_changes(handle))
  }

  /// Runs statements without parameters and rows, one after the other.
  func execute(_ statements: [String]) throws(StorageError) {
    for sql in statements {
      guard unsafe sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
        throw unsafe StorageError(lastOn: handle, path: path)
      }
    }
  }

  /// Runs a statement for what it changes; no budget ends it.
  ///
  /// SQLite would roll the whole transaction back where a statement that writes is interrupted.
  func run(_ sql: String, _ values: [SQLValue] = []) throws(StorageError) {
    let budget = budget
    if budget != nil { watch(nil) }
    defer { if let budget { watch(budget) } }
    let statement = try start(sql, values)
    defer { finish(statement) }
    while try statement.step() {}
  }

  /// Calls `body` with each row in turn.
  func rows<Column>(
    _ sql: String, _ values: [SQLValue] = [], _ body: (Row<Column>) throws -> Void,
  ) throws {
    let statement = try start(sql, values)
    defer { finish(statement) }
    while try statement.step() {
      try budget?.take(rowOf: statement.rowBytes)
      try body(statement.row())
    }
  }

  /// Calls `body` with each row in turn, which gives how many bytes of texts it took.
  func measuredRows<Column>(
    _ sql: String, _ values: [SQLValue], _ body: (Row<Column>) throws -> Int,
  ) throws {
    let statement = try start(sql, values)
    defer { finish(statement) }
    let budget = budget
    while try statement.step() {
      let bytes = try body(statement.row())
      try budget?.take(rowOf: Int64(bytes))
    }
  }

  /// Calls `body` with each row in turn, as long as it says so.
  func eachRow<Column>(
    _ sql: String, _ values: [SQLValue] = [], while body: (Row<Column>) throws -> Bool,
  ) throws {
    let statement = try start(sql, values)
    defer { finish(statement) }
    while try statement.step() {
      try budget?.take(rowOf: statement.rowBytes)
      guard try body(statement.row()) else { return }
    }
  }

  /// What `body` makes of each row.
  ///
  /// `expecting` so many saves moving them about; there may be more.
  func all<Column, Element>(
    _ sql: String, _ values: [SQLValue] = [], expecting count: Int = 0,
    _ body: (Row<Column>) throws -> Element,
  ) throws -> [Element] {
    var elements: [Element] = []
    elements.reserveCapacity(count)
    try rows(sql, values) { elements.append(try body($0)) }
    return elements
  }

  /// What `body` makes of the first row; `nil` where there is none.
  func first<Column, Element>(
    _ sql: String, _ values: [SQLValue] = [], _ body: (Row<Column>) throws -> Element,
  ) throws -> Element? {
    let statement = try start(sql, values)
    defer { finish(statement) }
    guard try statement.step() else { return nil }
    try budget?.take(rowOf: statement.rowBytes)
    return try body(statement.row())
  }

  /// Runs `body` so that what its statements read is taken from an allowance.
  ///
  /// Beyond it they throw `StorageError.overBudget`; what was written before stays.
  func limited<Result>(
    to allowance: ReadAllowance, _ body: () throws -> Result,
  ) throws -> Result {
    let outer = budget
    watch(ReadBudget(allowance, inside: outer))
    defer {
      budget?.takeTime()
      watch(outer)
    }
    return try body()
  }

  /// Runs `body` without a limit: what the desk reads for itself is nobody's.
  func unlimited<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard let outer = budget else { return try body() }
    outer.takeTime()
    watch(nil)
    defer { watch(outer) }
    return try body()
  }

  /// Bills rows that are known already as if they were read again.
  func bill(rows count: Int) throws(StorageError) {
    guard let budget else { return }
    for _ in 0..<count { try budget.take(rowOf: 0) }
  }

  private func watch(_ budget: ReadBudget?) {
    self.budget = budget
    guard let budget else { return unsafe sqlite3_progress_handler(handle, 0, nil, nil) }
    unsafe budget.watch(handle)
  }

  /// Replaces all of another database by what this connection's open transaction sees.
  ///
  /// Since the transaction stands still, it comes to its end however much others write meanwhile.
  /// Source: https://www.sqlite.org/c3ref/backup_finish.html.
  func copy(
    into other: Connection, progress: (_ pages: Int, _ total: Int) -> Void,
  ) throws(StorageError) {
    guard let backup = unsafe sqlite3_backup_init(other.handle, "main", handle, "main") else {
      throw unsafe StorageError(lastOn: other.handle, path: other.path)
    }
    var code = SQLITE_OK
    while code == SQLITE_OK {
      code = unsafe sqlite3_backup_step(backup, Connection.pagesPerStep)
      let total = Int(unsafe sqlite3_backup_pagecount(backup))
      progress(total - Int(unsafe sqlite3_backup_remaining(backup)), total)
    }
    // Finishing repeats the error of the last step on the connection that was written to.
    unsafe sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE else {
      throw unsafe StorageError(lastOn: other.handle, path: other.path)
    }
  }

  /// Pages copied between two reports of progress: 4 MB.
  private static let pagesPerStep: Int32 = 1_024

  /// The statement with its values bound, before its first row; the caller finishes it.
  private func start(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Statement {
    if recording != nil { recording?.append(RecordedStatement(sql, values)) }
    if let budget, budget.allowance.isSpent { throw .overBudget }
    let statement = try statement(sql)
    // What it took where nobody counted is not the reader's.
    if work != nil || budget != nil { _ = statement.takeSteps() }
    do {
      try statement.start(values)
      return statement
    } catch {
      statement.finish()
      throw error
    }
  }

  /// Lets go of a statement's rows, and bills its steps where somebody counts them.
  private func finish(_ statement: Statement) {
    if work != nil || budget != nil {
      let steps = statement.takeSteps()
      work?.statements += 1
      work?.steps += steps
      budget?.take(steps: Int64(steps))
    }
    statement.finish()
  }

  private func statement(_ sql: String) throws(StorageError) -> Statement {
    let text = StatementText(sql: sql)
    if let kept = statements[text], !kept.isRunning { return kept }
    let statement = try unsafe Statement(preparing: sql, on: handle, path: path)
    if statements.count >= Connection.keptStatements { statements = [:] }
    statements[text] = statement
    return statement
  }
}

/// The text of a statement, as the key by which it is found again.
///
/// Texts are long and looked up for every statement: hashing all of one would cost more than binding
/// its values. Length and ending tell nearly all apart; equality compares the whole.
private struct StatementText: Hashable {
  let sql: String

  func hash(into hasher: inout Hasher) {
    let bytes = sql.utf8.span
    var ending: UInt64 = 0
    for place in max(0, bytes.count - 12)..<bytes.count {
      ending = ending &* 31 &+ UInt64(bytes[place])
    }
    hasher.combine(ending &+ UInt64(bytes.count) << 48)
  }
}
