import CSQLite

extension StorageError {
  /// The error that one of SQLite's extended result codes stands for.
  ///
  /// Source: https://www.sqlite.org/rescode.html; the low byte is the primary code.
  init(code: Int32, path: String, detail: String) {
    self =
      switch code & 0xFF {
      case SQLITE_BUSY, SQLITE_LOCKED: .busy(path: path)
      case SQLITE_FULL: .full(path: path)
      case SQLITE_CORRUPT: .corrupt(path: path, detail: detail)
      case SQLITE_NOTADB: .notADatabase(path: path)
      case SQLITE_READONLY: .readOnly(path: path)
      case SQLITE_PERM, SQLITE_AUTH: .denied(path: path)
      case SQLITE_CANTOPEN: .cannotOpen(path: path, detail: detail)
      case SQLITE_IOERR: .inputOutput(path: path, detail: detail)
      case SQLITE_CONSTRAINT: .constraint(path: path, detail: detail)
      case SQLITE_INTERRUPT: .overBudget
      case SQLITE_TOOBIG: .tooBig(path: path)
      default: .unexpected(path: path, code: code, detail: detail)
      }
  }

  /// The error that a connection reports for its last call.
  @unsafe init(lastOn handle: OpaquePointer?, path: String) {
    self.init(
      code: unsafe sqlite3_extended_errcode(handle), path: path,
      detail: unsafe String(cString: sqlite3_errmsg(handle)))
  }
}
