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
    let file = try NewFile(at: path, replaces: replaces)
    do {
      // The first read begins the transaction's view, which the copy then shows.
      let heads = try reader.heads()
      try fill(file, from: reader, progress)
      try check(file, against: heads)
      let bytes = try file.publish()
      return Backup(heads: heads, bytes: bytes)
    } catch {
      file.discard()
      throw error
    }
  }

  private static func fill(
    _ file: NewFile, from reader: Reader, _ progress: (Int, Int) -> Void,
  ) throws {
    let copy = try Connection.open(file.draft, mode: .fill)
    do {
      try reader.connection.copy(into: copy, progress: progress)
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
