/// Moves what was written from the journal file `docket.db-wal` into the database, and cuts it.
///
/// SQLite does so by itself as well, but only up to where the oldest reader began, and it never
/// makes the file smaller. The connection belongs to one thread.
package final class Checkpointer {
  private let connection: Connection

  /// Others wait for a checkpoint at most so long, in milliseconds: they are at work.
  private static let patience: Int32 = 100

  /// Opens the database of a desk; throws what `Connection.open` throws.
  package init(path: String) throws {
    connection = try Connection.open(path, mode: .write, busyTimeout: Checkpointer.patience)
  }

  /// Empties the journal file; `false` where somebody still reads or writes what is in it.
  ///
  /// Source: https://www.sqlite.org/pragma.html#pragma_wal_checkpoint.
  package func truncate() throws -> Bool {
    try connection.integer("PRAGMA wal_checkpoint(TRUNCATE)") == 0
  }
}
