import CSQLite
import Texts

/// What can go wrong with a desk's database, in words that say where and what would be right.
package enum StorageError: Error, Equatable, Sendable {
  case missing(path: String)
  case exists(path: String)
  /// A copy that is not what was copied.
  case badCopy(path: String, detail: Text)
  case notADatabase(path: String)
  /// A SQLite database of some other program.
  case notADesk(path: String)
  case newerSchema(path: String, version: Int64, known: Int64)
  /// A desk of an older Docket, which is to be upgraded first.
  case olderSchema(path: String, version: Int64, known: Int64)
  case readOnly(path: String)
  case denied(path: String)
  case busy(path: String)
  case full(path: String)
  case corrupt(path: String, detail: String)
  case cannotOpen(path: String, detail: String)
  case inputOutput(path: String, detail: String)
  /// A row that the schema forbids: a second one of the same key, or one that lacks something.
  case constraint(path: String, detail: String)
  /// Rows that say how the desk is were changed without an entry that says so.
  case unrecorded(rows: [String])
  /// A statement that took more steps than it was given.
  case overBudget
  case tooBig(path: String)
  /// The writer was closed before the request's turn came.
  case closed
  /// Anything else, with SQLite's extended code: a mistake of the program.
  case unexpected(path: String, code: Int32, detail: String)
}

extension StorageError: TextError {
  package var description: String { text.description }

  package var text: Text {
    switch self {
    case .missing(let path): Text.storageMissing(path: path)
    case .exists(let path): Text.storageExists(path: path)
    case .badCopy(let path, let detail): Text.storageBadCopy(path: path, detail: detail)
    case .notADatabase(let path):
      Text.storageNoDatabase(path: path)
    case .notADesk(let path):
      Text.storageNoDesk(path: path)
    case .newerSchema(let path, let version, let known):
      Text.storageNewer(path: path, version: version, known: known)
    case .olderSchema(let path, let version, let known):
      Text.storageOlder(path: path, version: version, known: known)
    case .readOnly(let path):
      Text.storageReadOnly(path: path)
    case .denied(let path): Text.storageDenied(path: path)
    case .busy(let path):
      Text.storageBusy(path: path)
    case .full(let path): Text.storageFull(path: path)
    case .corrupt(let path, let detail):
      Text.storageCorrupt(path: path, detail: detail)
    case .cannotOpen(let path, let detail):
      Text.storageCannotOpen(path: path, detail: detail)
    case .inputOutput(let path, let detail):
      Text.storageInputOutput(path: path, detail: detail)
    case .constraint(let path, let detail):
      Text.storageConstraint(path: path, detail: detail)
    case .unrecorded(let rows):
      Text.storageUnrecorded(rows: rows.joined(separator: ", "))
    case .overBudget: Text.storageOverBudget
    case .tooBig(let path): Text.storageTooBig(path: path)
    case .closed: Text.storageClosed
    case .unexpected(let path, let code, let detail):
      Text.storageUnexpected(path: path, code: code, detail: detail)
    }
  }
}

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
