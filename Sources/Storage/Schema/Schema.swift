/// The tables of a desk's database and their version.
///
/// Times are UTC milliseconds, booleans 0 and 1, enumerations their words, lists and objects JSON as
/// text. Every index and trigger has its reason beside it: each costs a write on every change.
package enum Schema {
  /// Hears how many of the desk's entries are done, and of how many.
  package typealias Progress = (_ done: Int, _ total: Int) -> Void

  /// The version that this program writes, kept in `user_version`.
  static var version: Int64 { Int64(1 + upgrades.count) }
  /// Marks the file as a desk's: `Dock` in ASCII.
  static let applicationID: Int64 = 0x446F_636B

  /// The statements that make an empty desk of the first version; each version has files of its own.
  static var statements: [String] { tickets + history + people + outbox + plugins + imports }

  /// What each further version adds: the statements from version 1 to 2, from 2 to 3, and so on.
  ///
  /// A new desk takes them all, so that old and new desks are made by the same statements.
  static var upgrades: [[String]] {
    [second, third, fourth, fifth, sixth, seventh, eighth, ninth]
  }

  /// The first version that finds people by how their names compare.
  private static let named: Int64 = 5

  /// The first version whose search tables hold words as they are folded now.
  private static let folded: Int64 = 6

  /// The first version that has what entries are counted by.
  private static let counted: Int64 = 9

  /// Makes all tables in one transaction.
  static func create(on connection: Connection) throws(StorageError) {
    try connection.execute(
      ["BEGIN IMMEDIATE"] + statements + upgrades.flatMap(\.self) + [
        "PRAGMA application_id = \(applicationID)", "PRAGMA user_version = \(version)", "COMMIT",
      ])
  }

  /// Brings the tables of an older desk up to this version, within the caller's transaction.
  static func upgrade(
    _ connection: Connection, from found: Int64, _ progress: Progress? = nil,
  ) throws {
    let passes = [folded, counted].count { found < $0 }
    let entries = Int(try connection.integer("SELECT count(*) FROM entry") ?? 0)
    func pass(_ number: Int) -> Progress {
      { done, _ in progress?(number * entries + done, passes * entries) }
    }
    // The indexes of the new version come first, and say nothing of how far they are.
    pass(0)(0, entries)
    for sql in upgrades.dropFirst(Int(found) - 1).joined() {
      if sql == CountedRecord.filling {
        try connection.fillCounted(pass(0))
      } else {
        try connection.execute([sql])
      }
    }
    if found < folded { try connection.rewriteSearch(pass(1)) }
    if found < named { try connection.rewriteNameKeys() }
    try connection.execute(["PRAGMA user_version = \(version)"])
  }

  /// The version of a desk's tables; refuses what is not a desk's, or is newer than this program.
  @discardableResult
  static func check(_ connection: Connection) throws(StorageError) -> Int64 {
    let found = try pragma("user_version", of: connection)
    guard try pragma("application_id", of: connection) == applicationID, found > 0 else {
      throw .notADesk(path: connection.path)
    }
    guard found <= version else {
      throw .newerSchema(path: connection.path, version: found, known: version)
    }
    return found
  }

  /// Refuses older tables as well, which are to be upgraded first.
  static func checkCurrent(_ connection: Connection) throws(StorageError) {
    let found = try check(connection)
    guard found == version else {
      throw .olderSchema(path: connection.path, version: found, known: version)
    }
  }

  private static func pragma(
    _ name: String, of connection: Connection,
  ) throws(StorageError) -> Int64 {
    do {
      return try connection.integer("PRAGMA \(name)") ?? 0
    } catch let error as StorageError {
      throw error
    } catch {
      throw .cannotOpen(path: connection.path, detail: "\(error)")
    }
  }
}
