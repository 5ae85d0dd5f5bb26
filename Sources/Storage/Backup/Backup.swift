import Kernel
import System
import Texts

extension Backup {
  /// Copies the database as one transaction sees it to a new file, and checks the copy.
  ///
  /// The file appears under its name only when it is whole, on the disk and found to be the same
  /// history; `replaces` says whether it may take the place of another. Throws
  /// `SystemError`, `StorageError.full` or `.badCopy`, and leaves nothing half done.
  package static func write(
    _ reader: Reader, to path: String, replaces: Bool,
    progress: (_ pages: Int, _ total: Int) -> Void = { _, _ in },
  ) throws -> Backup {
    try write(reader.connection, to: path, replaces: replaces, progress: progress)
  }

  /// Copies the database that a connection reads, which may be of an older format.
  static func write(
    _ connection: Connection, to path: String, replaces: Bool,
    progress: (_ pages: Int, _ total: Int) -> Void,
  ) throws -> Backup {
    let file = try NewFile(at: path, replaces: replaces)
    do {
      // The first read begins the transaction's view, which the copy then shows.
      let heads = try Heads(readFrom: connection)
      try fill(file, from: connection, progress)
      try check(file, against: heads)
      let bytes = try file.publish()
      return Backup(heads: heads, bytes: bytes)
    } catch {
      file.discard()
      throw error
    }
  }

  private static func fill(
    _ file: NewFile, from connection: Connection, _ progress: (Int, Int) -> Void,
  ) throws {
    let copy = try Connection.open(file.draft, mode: .fill)
    do {
      try connection.copy(into: copy, progress: progress)
    } catch StorageError.full {
      throw StorageError.full(path: file.path)
    }
  }

  /// Sees that the copy is sound and has the same history, with rows to match.
  private static func check(_ file: NewFile, against heads: Heads) throws {
    let copy = try Connection.open(file.draft, mode: .inspect)
    for words in try copy.texts("PRAGMA integrity_check(1)") where words != "ok" {
      throw StorageError.badCopy(path: file.path, detail: Text(words: words))
    }
    guard try Heads(readFrom: copy) == heads else {
      throw StorageError.badCopy(path: file.path, detail: Text.storageOtherHistory)
    }
    let strays = """
      SELECT ticket.id FROM ticket LEFT JOIN entry
      ON entry.ticket = ticket.id AND entry.number = ticket.number
      WHERE entry.digest IS NULL OR entry.digest <> ticket.head LIMIT 1
      """
    if let id = try copy.integer(strays) {
      throw StorageError.badCopy(
        path: file.path, detail: Text.storageOtherEntry(ticket: id))
    }
  }
}
