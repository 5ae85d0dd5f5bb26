import Kernel
import Storage

extension Desk {
  /// Copies the database to a new file while others work, and checks the copy.
  ///
  /// Throws what `Backup.write` throws; nothing half done is left.
  package func backUp(
    to path: String, replaces: Bool, progress: (_ pages: Int, _ total: Int) -> Void = { _, _ in },
  ) throws -> Backup {
    try readers.read { try Backup.write($0, to: path, replaces: replaces, progress: progress) }
  }
}

extension DeskSession {
  /// Whether the person may see all of the history: checks of it tell how much there is, notes too.
  package var seesWholeHistory: Bool {
    viewer.seesNotesEverywhere && may(.historyView)
  }
}
