import Kernel
import System

extension Upgrade {
  /// The format of the tables that this program reads and writes.
  package static var format: Int64 { Schema.version }

  /// The format of a desk's database.
  ///
  /// Throws what `StorageError` has for files that are no desk's, or newer than this program.
  package static func format(of path: String) throws -> Int64 {
    try Schema.check(Connection.open(path, mode: .survey))
  }

  /// Brings the database of an older Docket to the format of this one, in one transaction; `nil` if
  /// it is of that format already.
  ///
  /// A copy of it goes to `backup` first, where that is given. Nobody can write between the copy and
  /// the upgrade, and if either fails, all is as it was. `rewriting` hears how far the entries are
  /// searched and counted by, where that is done anew. Throws what `Backup.write` throws, too.
  package static func perform(
    on path: String, backup: String?, progress: (_ pages: Int, _ total: Int) -> Void = { _, _ in },
    rewriting: Schema.Progress? = nil,
  ) throws -> Upgrade? {
    let connection = try Connection.open(path, mode: .upgrade)
    try connection.execute(["BEGIN IMMEDIATE"])
    var copy: Backup?
    do {
      // Somebody else may have done so meanwhile.
      let found = try Schema.check(connection)
      if found < Schema.version {
        copy = try backup.map {
          try Backup.write(
            Connection.open(path, mode: .survey), to: $0, replaces: false, progress: progress)
        }
        try Schema.upgrade(connection, from: found, rewriting)
      }
      try connection.execute(["COMMIT"])
      guard found < Schema.version else { return nil }
      return Upgrade(
        from: found, to: Schema.version,
        backup: backup.flatMap { path in copy.map { (path, $0.bytes) } })
    } catch {
      if !connection.isOutsideTransaction { try connection.execute(["ROLLBACK"]) }
      if copy != nil, let backup { FileSystem.remove(backup) }
      throw error
    }
  }
}
