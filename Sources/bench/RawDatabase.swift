import CSQLite
import Storage

/// A database used through SQLite's C interface alone: what the floors are measured with.
///
/// Statements are prepared once and their values lie ready in memory, so that as little as possible
/// is measured besides SQLite.
@safe final class RawDatabase {
  private let handle: OpaquePointer
  private var prepared: [String: RawStatement] = [:]

  /// The pragmas of a desk that writes.
  static let pragmas = [
    "PRAGMA busy_timeout = 5000", "PRAGMA foreign_keys = ON", "PRAGMA recursive_triggers = ON",
    "PRAGMA temp_store = MEMORY", "PRAGMA cache_size = -16384", "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
  ]

  init(path: String) throws {
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
    guard unsafe sqlite3_open_v2(path, &opened, flags, nil) == SQLITE_OK,
      let handle = unsafe opened
    else {
      throw BenchError("cannot open \(path)")
    }
    unsafe self.handle = handle
    try run(RawDatabase.pragmas)
  }

  deinit {
    prepared = [:]
    unsafe sqlite3_close_v2(handle)
  }

  /// Runs statements without values.
  func run(_ statements: [String]) throws {
    for sql in statements {
      guard unsafe sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure(sql) }
    }
  }

  /// Executes the steps one after the other; gives how many columns of rows were read.
  @discardableResult
  func play(_ score: Score) throws -> Int {
    var read = 0
    for step in score.steps {
      guard let columns = step.statement.run(step.values) else {
        throw failure(step.statement.sql)
      }
      read += columns
    }
    return read
  }

  /// Makes statements ready to be played, on this database only.
  func score(_ recorded: [RecordedStatement]) throws -> Score {
    var score = Score()
    for statement in recorded { score.add(statement, try prepare(statement.sql)) }
    return score
  }

  private func prepare(_ sql: String) throws -> RawStatement {
    if let known = prepared[sql] { return known }
    var opened: OpaquePointer?
    let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
    guard unsafe sqlite3_prepare_v3(handle, sql, -1, flags, &opened, nil) == SQLITE_OK,
      let opened = unsafe opened
    else { throw failure(sql) }
    let statement = unsafe RawStatement(opened, sql: sql)
    prepared[sql] = statement
    return statement
  }

  private func failure(_ sql: String) -> BenchError {
    BenchError("\(unsafe String(cString: sqlite3_errmsg(handle))) in: \(sql)")
  }
}

/// Statements with their values, ready to be executed one after the other.
struct Score {
  fileprivate struct Step {
    let statement: RawStatement
    let values: [(parameter: Int32, value: SQLValue)]
  }

  fileprivate var steps: [Step] = []

  fileprivate mutating func add(_ recorded: RecordedStatement, _ statement: RawStatement) {
    let values = recorded.values.enumerated().map { index, value in
      (statement.parameter("$\(index + 1)"), Score.native(value))
    }
    steps.append(Step(statement: statement, values: values))
  }

  /// The value with its text in one piece, so that binding does not convert it.
  private static func native(_ value: SQLValue) -> SQLValue {
    guard case .text(var text) = value else { return value }
    text.makeContiguousUTF8()
    return .text(text)
  }
}

/// A prepared statement; it keeps its database open.
@safe private final class RawStatement {
  private let handle: OpaquePointer
  let sql: String

  @unsafe init(_ handle: OpaquePointer, sql: String) {
    unsafe self.handle = handle
    self.sql = sql
  }

  deinit {
    unsafe sqlite3_finalize(handle)
  }

  func parameter(_ name: String) -> Int32 {
    unsafe sqlite3_bind_parameter_index(handle, name)
  }

  /// Executes it; gives how many columns were read, or `nil` where it fails.
  func run(_ values: [(parameter: Int32, value: SQLValue)]) -> Int? {
    for (parameter, value) in values { bind(value, at: parameter) }
    defer { unsafe sqlite3_reset(handle) }
    var read = 0
    while true {
      switch unsafe sqlite3_step(handle) {
      case SQLITE_DONE: return read
      case SQLITE_ROW: read += readRow()
      default: return nil
      }
    }
  }

  /// Looks at every column as a reader would, without making anything of it.
  private func readRow() -> Int {
    let count = unsafe sqlite3_column_count(handle)
    for column in 0..<count {
      switch unsafe sqlite3_column_type(handle, column) {
      case SQLITE_INTEGER: _ = unsafe sqlite3_column_int64(handle, column)
      case SQLITE_TEXT: _ = unsafe sqlite3_column_text(handle, column)
      case SQLITE_BLOB: _ = unsafe sqlite3_column_blob(handle, column)
      default: break
      }
    }
    return Int(count)
  }

  private func bind(_ value: SQLValue, at parameter: Int32) {
    switch value {
    case .null: unsafe sqlite3_bind_null(handle, parameter)
    case .integer(let value): unsafe sqlite3_bind_int64(handle, parameter, value)
    case .real(let value): unsafe sqlite3_bind_double(handle, parameter, value)
    case .text(var text):
      text.withUTF8 { bytes in
        // Without bytes there may be no address, which SQLite would take for a null.
        guard !bytes.isEmpty else {
          unsafe csqlite_bind_text_copy(handle, parameter, "", 0)
          return
        }
        unsafe csqlite_bind_text_copy(handle, parameter, bytes.baseAddress, Int32(bytes.count))
      }
    case .blob(let bytes):
      unsafe bytes.withUnsafeBytes { bytes in
        _ = unsafe csqlite_bind_blob_copy(
          handle, parameter, bytes.baseAddress, Int32(bytes.count))
      }
    }
  }
}
