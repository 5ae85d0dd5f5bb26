import Foundation
import TestSupport

/// A desk as an older Docket made it, from a file of the tests: `Fixtures/desk-N.sql` for format N.
struct OldDesk {
  let format: Int
  private let folder: TemporaryFolder

  static let fixtures =
    URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().path + "/Fixtures"

  /// The formats of which there is a desk.
  static let formats: [Int] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: fixtures)) ?? []
    return names.compactMap { name in
      guard name.hasPrefix("desk-"), name.hasSuffix(".sql") else { return nil }
      return Int(name.dropFirst(5).dropLast(4))
    }.sorted()
  }()

  init(format: Int) throws {
    self.format = format
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    // Too long to be an argument.
    try SQLiteShell.run(on: database, ".read '\(Self.fixtures)/desk-\(format).sql'")
  }

  var path: String { folder.path + "/desk" }
  var database: String { path + "/docket.db" }

  /// The database's files in the desk's folder that are no part of an open database.
  var copies: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: path)
        .filter { $0.hasPrefix("docket-") && $0.hasSuffix(".db") }.sorted()
    }
  }

  /// The format of a database in the desk's folder.
  func format(of name: String = "docket.db") throws -> Int? {
    Int(try sql("PRAGMA user_version", on: name).dropLast())
  }

  /// What SQLite's shell says of a database in the desk's folder.
  @discardableResult
  func sql(_ sql: String, on name: String = "docket.db") throws -> String {
    try SQLiteShell.run(on: "\(path)/\(name)", sql)
  }

  func run(_ arguments: String...) throws -> DocketProcess.Result {
    try process(arguments).run()
  }

  func process(_ arguments: [String]) -> DocketProcess {
    DocketProcess(
      arguments: arguments, environment: ["DOCKET_AS": "admin"], folder: folder.path,
      place: folder)
  }
}
