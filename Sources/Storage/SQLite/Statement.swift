import CSQLite
import Crypto

/// A prepared statement: SQL text made ready once and run often.
///
/// It belongs to the connection that prepared it and is used on that connection's thread only. Its
/// handle never leaves this file.
@safe final class Statement {
  private let handle: OpaquePointer
  private let database: OpaquePointer
  private let path: String
  /// SQLite's own numbers for `$1`, `$2` …: it counts parameters as they first appear in the text.
  private let parameters: [Int32]
  /// Whether its rows are being read; such a statement cannot be run a second time meanwhile.
  private(set) var isRunning = false

  @unsafe init(preparing sql: String, on database: OpaquePointer, path: String) throws(StorageError)
  {
    var sql = sql
    var prepared: OpaquePointer?
    let code = sql.withUTF8 { text in
      unsafe text.withMemoryRebound(to: CChar.self) { text in
        unsafe sqlite3_prepare_v3(
          database, text.baseAddress, Int32(text.count), UInt32(SQLITE_PREPARE_PERSISTENT),
          &prepared, nil)
      }
    }
    guard code == SQLITE_OK, let handle = unsafe prepared else {
      throw unsafe StorageError(lastOn: database, path: path)
    }
    unsafe self.handle = handle
    unsafe self.database = database
    self.path = path
    let count = unsafe sqlite3_bind_parameter_count(handle)
    var parameters: [Int32] = []
    for number in 0..<max(count, 0) {
      parameters.append(unsafe sqlite3_bind_parameter_index(handle, "$\(number + 1)"))
    }
    self.parameters = parameters
  }

  deinit {
    unsafe sqlite3_finalize(handle)
  }

  /// Binds the values to `$1`, `$2` … and stands before the first row.
  func start(_ values: [SQLValue]) throws(StorageError) {
    precondition(values.count == parameters.count, "as many values as the statement has parameters")
    isRunning = true
    for (index, value) in values.enumerated() {
      guard bind(value, at: parameters[index]) == SQLITE_OK else {
        throw unsafe StorageError(lastOn: database, path: path)
      }
    }
  }

  /// Goes to the next row; `false` after the last one.
  func step() throws(StorageError) -> Bool {
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw unsafe StorageError(lastOn: database, path: path)
    }
  }

  /// Bytes of the texts in the row that it stands on.
  var rowBytes: Int64 {
    var count: Int64 = 0
    for column in 0..<(unsafe sqlite3_column_count(handle)) {
      let type = unsafe sqlite3_column_type(handle, column)
      guard type == SQLITE_TEXT || type == SQLITE_BLOB else { continue }
      count += Int64(unsafe sqlite3_column_bytes(handle, column))
    }
    return count
  }

  /// Lets go of rows and locks, ready to be run again.
  func finish() {
    // The code repeats the error that the last step has already thrown.
    _ = unsafe sqlite3_reset(handle)
    isRunning = false
  }

  /// The steps of SQLite's machine since they were last taken.
  func takeSteps() -> Int {
    Int(unsafe sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_VM_STEP, 1))
  }

  private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
    switch value {
    case .null: return unsafe sqlite3_bind_null(handle, index)
    case .integer(let value): return unsafe sqlite3_bind_int64(handle, index, value)
    case .real(let value): return unsafe sqlite3_bind_double(handle, index, value)
    case .text(var value):
      return value.withUTF8 { text in
        guard let start = text.baseAddress, !text.isEmpty else {
          return unsafe csqlite_bind_text_copy(handle, index, "", 0)
        }
        return unsafe csqlite_bind_text_copy(handle, index, start, Int32(text.count))
      }
    case .blob(let value):
      return unsafe value.withUnsafeBytes { bytes in
        guard let start = bytes.baseAddress else {
          return unsafe sqlite3_bind_zeroblob(handle, index, 0)
        }
        return unsafe csqlite_bind_blob_copy(handle, index, start, Int32(bytes.count))
      }
    }
  }
}

/// The row that a statement stands on, by its columns; valid until the next step.
struct Row<Column> {
  fileprivate let statement: Statement
  /// The place of the first of these columns.
  private let first: Int32

  fileprivate init(statement: Statement, first: Int32 = 0) {
    self.statement = statement
    self.first = first
  }

  func isNull(at place: Int) -> Bool { statement.isNull(number(place)) }
  func integer(at place: Int) -> Int64 { statement.integer(number(place)) }
  func text(at place: Int) -> String { statement.text(number(place)) }

  /// Appends the bytes of a text; gives how many they are.
  func appendText(at place: Int, to bytes: inout [UInt8]) -> Int {
    statement.appendText(number(place), to: &bytes)
  }

  /// Whether the text has those bytes.
  func hasText(_ bytes: [UInt8], at place: Int) -> Bool { statement.hasText(bytes, number(place)) }

  /// The integer, or `nil` for null.
  func optionalInteger(at place: Int) -> Int64? {
    isNull(at: place) ? nil : integer(at: place)
  }

  /// The other columns that begin at a place of this row.
  func columns<Other>(of: Other.Type, at place: Int) -> Row<Other> {
    Row<Other>(statement: statement, first: number(place))
  }

  /// The columns' names and values in their order.
  var members: [(name: String, value: SQLValue)] { statement.members }

  fileprivate func number(_ place: Int) -> Int32 { first + Int32(truncatingIfNeeded: place) }
}

extension Row where Column: RowColumn {
  func isNull(_ column: Column) -> Bool { isNull(at: column.rawValue) }
  func integer(_ column: Column) -> Int64 { integer(at: column.rawValue) }
  func text(_ column: Column) -> String { text(at: column.rawValue) }
  func real(_ column: Column) -> Double { statement.real(number(column.rawValue)) }
  func bytes(_ column: Column) -> [UInt8] { statement.bytes(number(column.rawValue)) }
  /// The digest that stands there; `nil` where there is none, or anything else.
  func digest(_ column: Column) -> Digest? { statement.digest(number(column.rawValue)) }
  /// The integer, or `nil` for null.
  func optionalInteger(_ column: Column) -> Int64? { optionalInteger(at: column.rawValue) }
  /// The text, or `nil` for null.
  func optionalText(_ column: Column) -> String? { isNull(column) ? nil : text(column) }
  /// Whether a truth value is true.
  func isTrue(_ column: Column) -> Bool { integer(column) != 0 }

  /// The other columns that begin with one of this row.
  func columns<Other>(of other: Other.Type, from column: Column) -> Row<Other> {
    columns(of: other, at: column.rawValue)
  }
}

/// The column of a statement that has only one.
enum OnlyColumn: Int, RowColumn {
  case value
}

extension Statement {
  /// The row that it stands on.
  func row<Column>() -> Row<Column> { Row(statement: self) }

  fileprivate func isNull(_ column: Int32) -> Bool {
    unsafe sqlite3_column_type(handle, column) == SQLITE_NULL
  }

  fileprivate func integer(_ column: Int32) -> Int64 {
    unsafe sqlite3_column_int64(handle, column)
  }

  fileprivate func real(_ column: Int32) -> Double {
    unsafe sqlite3_column_double(handle, column)
  }

  fileprivate func text(_ column: Int32) -> String {
    guard let start = unsafe sqlite3_column_text(handle, column) else { return "" }
    let count = Int(unsafe sqlite3_column_bytes(handle, column))
    return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  fileprivate func appendText(_ column: Int32, to bytes: inout [UInt8]) -> Int {
    let count = Int(unsafe sqlite3_column_bytes(handle, column))
    guard count > 0, let start = unsafe sqlite3_column_text(handle, column) else { return 0 }
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
    return count
  }

  fileprivate func hasText(_ bytes: [UInt8], _ column: Int32) -> Bool {
    guard Int(unsafe sqlite3_column_bytes(handle, column)) == bytes.count,
      let start = unsafe sqlite3_column_text(handle, column)
    else { return false }
    return unsafe UnsafeBufferPointer(start: start, count: bytes.count).elementsEqual(bytes)
  }

  fileprivate func digest(_ column: Int32) -> Digest? {
    guard let start = unsafe sqlite3_column_blob(handle, column) else { return nil }
    let count = Int(unsafe sqlite3_column_bytes(handle, column))
    let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
    return unsafe Digest(bytes.bytes)
  }

  fileprivate var members: [(name: String, value: SQLValue)] {
    let count = unsafe sqlite3_column_count(handle)
    return (0..<count).map { column in
      let name = unsafe sqlite3_column_name(handle, column).map { unsafe String(cString: $0) }
      return (name ?? "", value(column))
    }
  }

  private func value(_ column: Int32) -> SQLValue {
    switch unsafe sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: .integer(integer(column))
    case SQLITE_FLOAT: .real(real(column))
    case SQLITE_TEXT: .text(text(column))
    case SQLITE_BLOB: .blob(bytes(column))
    default: .null
    }
  }

  fileprivate func bytes(_ column: Int32) -> [UInt8] {
    guard let start = unsafe sqlite3_column_blob(handle, column) else { return [] }
    let count = Int(unsafe sqlite3_column_bytes(handle, column))
    return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }
}
