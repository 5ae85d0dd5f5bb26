/// What can go wrong with a desk's database, in words that say where and what would be right.
package enum StorageError: Error, Equatable, Sendable {
  case missing(path: String)
  case exists(path: String)
  /// A file that is to be written is there already.
  case fileExists(path: String)
  /// A file that is not a database cannot be made or put in its place.
  case unwritable(path: String, detail: String)
  /// A copy that is not what was copied.
  case badCopy(path: String, detail: String)
  case notADatabase(path: String)
  /// A SQLite database of some other program.
  case notADesk(path: String)
  case newerSchema(path: String, version: Int64, known: Int64)
  case readOnly(path: String)
  case denied(path: String)
  case busy(path: String)
  case full(path: String)
  case corrupt(path: String, detail: String)
  case cannotOpen(path: String, detail: String)
  case inputOutput(path: String, detail: String)
  /// A row that the schema forbids: a second one of the same key, or one that lacks something.
  case constraint(path: String, detail: String)
  /// A statement that took more steps than it was given.
  case overBudget
  case tooBig(path: String)
  /// The writer was closed before the request's turn came.
  case closed
  /// Anything else, with SQLite's extended code: a mistake of the program.
  case unexpected(path: String, code: Int32, detail: String)
}

extension StorageError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing(let path): "there is no desk at \(path); `docket init` makes one"
    case .exists(let path): "there is already a desk at \(path); choose another folder"
    case .fileExists(let path):
      "there is already a file \(path): choose another name, or replace it with --force"
    case .unwritable(let path, let detail): "\(path) cannot be written: \(detail)"
    case .badCopy(let path, let detail):
      "\(path) is not a true copy (\(detail)), and was removed: run `docket doctor`"
    case .notADatabase(let path):
      "\(path) is not a database: restore it from a backup, or name the right desk with --desk"
    case .notADesk(let path):
      "\(path) is a database, but not a desk's: name the right desk with --desk"
    case .newerSchema(let path, let version, let known):
      "\(path) was written by a newer docket (schema \(version), this one knows up to \(known)): "
        + "use that newer docket"
    case .readOnly(let path):
      "\(path) is read-only: make the file and its folder writable, or only read"
    case .denied(let path): "\(path) may not be opened: ask for the right to read it"
    case .busy(let path):
      "\(path) is locked by another program that is writing: wait for it to finish and try again"
    case .full(let path): "no room for \(path): the disk is full; free some space and try again"
    case .corrupt(let path, let detail):
      "\(path) is damaged (\(detail)): restore it from a backup; `docket audit verify` says more"
    case .cannotOpen(let path, let detail): "\(path) cannot be opened: \(detail)"
    case .inputOutput(let path, let detail):
      "\(path) cannot be read or written (\(detail)): check the disk"
    case .constraint(let path, let detail): "\(path) refuses the row: \(detail)"
    case .overBudget: "the query reads too much: narrow it, or give it a limit"
    case .tooBig(let path): "a value is too big for \(path): at most 1 GB fits"
    case .closed: "the desk has been closed"
    case .unexpected(let path, let code, let detail):
      "\(path): SQLite reports \(code), \(detail)"
    }
  }
}
