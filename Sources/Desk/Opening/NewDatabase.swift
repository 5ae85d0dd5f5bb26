import Storage
import System

/// The database of a desk that is being made: as long as this is kept, no other program takes it for
/// one that was left unfinished.
struct NewDatabase: ~Copyable {
  private let lock: FolderLock?

  /// Makes the folders and an empty database, which only its owner and group may read.
  ///
  /// What a program has left that was ended before the desk had an entry is made anew. Throws
  /// `StorageError.exists` where there is a desk, or somebody else is making one.
  init(of place: DeskFolder) throws {
    for path in [place.path, place.plugins, place.scripts] { try FileSystem.makeFolder(path) }
    let lock = FolderLock(alone: place.scripts)
    try NewDatabase.make(at: place, replacesUnfinished: lock != nil)
    self.lock = lock
  }

  private static func make(at place: DeskFolder, replacesUnfinished: Bool) throws {
    if replacesUnfinished, Connection.isUnfinished(place.database) { place.removeDatabase() }
    guard !FileSystem.exists(place.database) else {
      throw StorageError.exists(path: place.database)
    }
    do {
      _ = try Connection.open(place.database, mode: .create)
      try FileSystem.closeToOthers(place.database)
    } catch {
      place.removeDatabase()
      throw error
    }
  }
}
