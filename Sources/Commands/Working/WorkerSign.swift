import System

/// The sign that a worker is alive: a lock on the desk's folder, gone with the worker.
struct WorkerSign: ~Copyable {
  private let lock: FolderLock

  /// Puts the sign up for as long as the value lives; `nil` where it cannot be locked.
  init?(in folder: String) {
    guard let lock = FolderLock(sharing: folder) else { return nil }
    self.lock = lock
  }

  /// Whether any worker has its sign up.
  static func isUp(in folder: String) -> Bool { FolderLock.isHeld(on: folder) }
}
