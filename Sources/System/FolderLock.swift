import Glibc
import SystemPackage

/// A lock on a folder, which goes with its owner or with the program.
package struct FolderLock: ~Copyable {
  private let folder: OpenFile

  /// Shares the lock with others; `nil` if the folder cannot be locked.
  package init?(sharing path: String) {
    guard let folder = FolderLock.open(path), FolderLock.take(folder, LOCK_SH) else { return nil }
    self.folder = folder
  }

  /// Has the lock for itself; `nil` if somebody else has it, or the folder cannot be locked.
  package init?(alone path: String) {
    guard let folder = FolderLock.open(path), FolderLock.take(folder, LOCK_EX) else { return nil }
    self.folder = folder
  }

  /// Whether anybody has the lock on a folder.
  package static func isHeld(on path: String) -> Bool {
    guard let folder = open(path) else { return false }
    return !take(folder, LOCK_EX)
  }

  private static func open(_ path: String) -> OpenFile? {
    try? OpenFile(path, .readOnly, .directory)
  }

  private static func take(_ folder: borrowing OpenFile, _ kind: Int32) -> Bool {
    (try? retrying { flock(folder.descriptor.rawValue, kind | LOCK_NB) }) != nil
  }
}
