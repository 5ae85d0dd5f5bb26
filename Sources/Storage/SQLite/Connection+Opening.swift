import CSQLite
import Kernel
import System

extension Connection {
  /// What a connection is for.
  package enum Mode: Sendable {
    /// Makes the database, which must not be there yet.
    case create
    case write
    /// Reads only; works where file and folder are read-only.
    case read
    /// Writes to an empty file, whose tables are not made but copied.
    case fill
    /// Reads a file that nobody changes, and leaves no file beside it.
    case inspect
    /// Writes to a desk that may be older than this program, to bring it up to date.
    case upgrade
    /// Reads a desk that may be older than this program.
    case survey
  }

  /// Opens the database of a desk and refuses one whose schema this program does not know, or which
  /// is to be upgraded first.
  ///
  /// `busyTimeout`, in milliseconds, is how long to wait for other programs that write. Throws what
  /// `StorageError` has for files that are missing, not a desk's, newer, older, read-only or
  /// locked.
  package static func open(
    _ path: String, mode: Mode, busyTimeout: Int32 = 5_000,
  ) throws(StorageError) -> Connection {
    let connection = try unsafe Connection(owning: handle(for: path, mode: mode), path: path)
    try connection.configure(busyTimeout: busyTimeout)
    switch mode {
    case .create:
      try connection.execute(durability)
      try Schema.create(on: connection)
    case .write:
      try Schema.checkCurrent(connection)
      try connection.execute(durability)
    case .read:
      try connection.execute(["PRAGMA query_only = ON"])
      try Schema.checkCurrent(connection)
    case .fill: break
    case .inspect: try Schema.check(connection)
    case .upgrade:
      try Schema.check(connection)
      try connection.execute(durability)
    case .survey:
      try connection.execute(["PRAGMA query_only = ON"])
      try Schema.check(connection)
    }
    return connection
  }

  /// Whether the file is a database that nothing was written to yet: it has no tables, or it is a
  /// desk's without any entry.
  package static func isUnfinished(_ path: String) -> Bool {
    guard let connection = try? open(path, mode: .fill, busyTimeout: 0) else { return false }
    do {
      guard try connection.has("SELECT 1 FROM sqlite_schema LIMIT 1") else { return true }
      try Schema.check(connection)
      return try !connection.has("SELECT 1 FROM entry LIMIT 1")
    } catch {
      // It is something else, which stays as it is.
      return false
    }
  }

  private static func handle(for path: String, mode: Mode) throws(StorageError) -> OpaquePointer {
    let isThere = FileSystem.exists(path)
    switch mode {
    case .create: if isThere { throw .exists(path: path) }
    case .write, .fill, .upgrade:
      guard isThere else { throw .missing(path: path) }
      guard FileSystem.isWritable(path) else { throw .readOnly(path: path) }
    case .read, .inspect, .survey:
      guard isThere else { throw .missing(path: path) }
      guard FileSystem.isReadable(path) else { throw .denied(path: path) }
    }
    return try unsafe open(name(of: path, mode: mode), flags: flags(for: mode), path: path)
  }

  private static func flags(for mode: Mode) -> Int32 {
    let flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI
    return switch mode {
    case .create: flags | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    case .write, .fill, .upgrade: flags | SQLITE_OPEN_READWRITE
    case .read, .inspect, .survey: flags | SQLITE_OPEN_READONLY
    }
  }

  /// The path as SQLite's URI; where nobody can write, it says that the file does not change.
  ///
  /// Source: https://www.sqlite.org/wal.html#read_only_databases. Without `immutable` SQLite would
  /// want to make the files `-wal` and `-shm` beside it.
  private static func name(of path: String, mode: Mode) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) + "/" } ?? "."
    let isLeftAlone = !["-shm", "-wal"].contains { FileSystem.exists(path + $0) }
    let isFixed =
      mode == .inspect
      || [.read, .survey].contains(mode) && isLeftAlone && !FileSystem.isWritable(folder)
    return "file:" + escaped(path) + (isFixed ? "?immutable=1" : "")
  }

  private static func escaped(_ path: String) -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    var output: [UInt8] = []
    for byte in path.utf8 {
      if "%?#".utf8.contains(byte) {
        output += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      } else {
        output.append(byte)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func open(
    _ name: String, flags: Int32, path: String,
  ) throws(StorageError) -> OpaquePointer {
    var opened: OpaquePointer?
    let code = unsafe sqlite3_open_v2(name, &opened, flags, nil)
    guard code == SQLITE_OK, let handle = unsafe opened else {
      defer { unsafe sqlite3_close_v2(opened) }
      throw unsafe StorageError(lastOn: opened, path: path)
    }
    guard unsafe SQLFunctions.add(to: handle) == SQLITE_OK else {
      defer { unsafe sqlite3_close_v2(handle) }
      throw unsafe StorageError(lastOn: handle, path: path)
    }
    unsafe csqlite_set_defensive(handle)
    unsafe csqlite_set_trusted_schema_off(handle)
    return unsafe handle
  }

  /// What is committed has reached the disk, and readers do not wait for the writer.
  private static let durability = [
    "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
    // What is redacted is overwritten; Debian's library does so anyhow.
    "PRAGMA secure_delete = ON",
  ]

  private func configure(busyTimeout: Int32) throws(StorageError) {
    setPatience(milliseconds: busyTimeout)
    try execute([
      "PRAGMA foreign_keys = ON",
      // Makes REPLACE fire the triggers that keep entries immutable.
      "PRAGMA recursive_triggers = ON",
      "PRAGMA temp_store = MEMORY",
      "PRAGMA cache_size = -16384",
    ])
  }
}

/// What statements give that have one column.
extension Connection {
  /// The number of the first row; `nil` where there is none, or it is null.
  func integer(_ sql: String, _ values: [SQLValue] = []) throws -> Int64? {
    try first(sql, values) { (row: Row<OnlyColumn>) in row.optionalInteger(.value) } ?? nil
  }

  /// The number of each row.
  func integers(_ sql: String, _ values: [SQLValue] = []) throws -> [Int64] {
    try all(sql, values) { (row: Row<OnlyColumn>) in row.integer(.value) }
  }

  /// The text of the first row; `nil` where there is none.
  func text(_ sql: String, _ values: [SQLValue] = []) throws -> String? {
    try first(sql, values) { (row: Row<OnlyColumn>) in row.text(.value) }
  }

  /// The text of each row.
  func texts(_ sql: String, _ values: [SQLValue] = []) throws -> [String] {
    try all(sql, values) { (row: Row<OnlyColumn>) in row.text(.value) }
  }

  /// The bytes of each row.
  func blobs(_ sql: String, _ values: [SQLValue] = []) throws -> [[UInt8]] {
    try all(sql, values) { (row: Row<OnlyColumn>) in row.bytes(.value) }
  }

  /// The ticket of each row.
  func ticketIDs(_ sql: String, _ values: [SQLValue] = []) throws -> [Ticket.ID] {
    try all(sql, values) { (row: Row<OnlyColumn>) in Ticket.ID(rawValue: row.integer(.value)) }
  }

  /// Whether there is a row.
  func has(_ sql: String, _ values: [SQLValue] = []) throws -> Bool {
    try first(sql, values) { (_: Row<OnlyColumn>) in true } ?? false
  }
}
