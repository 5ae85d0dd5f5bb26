/// The tables of a desk's database and their version.
///
/// Times are UTC milliseconds, booleans 0 and 1, enumerations their words, lists and objects JSON as
/// text. Every index and trigger has its reason beside it: each costs a write on every change.
enum Schema {
  /// The version that this program writes, kept in `user_version`.
  static let version: Int64 = 1
  /// Marks the file as a desk's: `Dock` in ASCII.
  static let applicationID: Int64 = 0x446F_636B

  /// The statements that make an empty desk.
  static var statements: [String] { tickets + history + people + outbox + plugins + imports }

  /// Makes all tables in one transaction.
  static func create(on connection: Connection) throws(StorageError) {
    try connection.execute(
      ["BEGIN IMMEDIATE"] + statements + [
        "PRAGMA application_id = \(applicationID)", "PRAGMA user_version = \(version)", "COMMIT",
      ])
  }

  /// Refuses what is not a desk's, or is newer than this program.
  static func check(_ connection: Connection) throws(StorageError) {
    guard try pragma("application_id", of: connection) == applicationID else {
      throw .notADesk(path: connection.path)
    }
    let found = try pragma("user_version", of: connection)
    guard found <= version else {
      throw .newerSchema(path: connection.path, version: found, known: version)
    }
  }

  private static func pragma(
    _ name: String, of connection: Connection,
  ) throws(StorageError) -> Int64 {
    do {
      return try connection.first("PRAGMA \(name)") { $0.integer(0) } ?? 0
    } catch let error as StorageError {
      throw error
    } catch {
      throw .cannotOpen(path: connection.path, detail: "\(error)")
    }
  }
}
