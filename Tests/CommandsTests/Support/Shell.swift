import Foundation

/// Another program, SQLite's own shell, at work on a database.
enum Shell {
  /// Runs statements on the file, which is made where it is not there; returns what is printed.
  @discardableResult
  static func sqlite(_ path: String, _ sql: String) throws -> String {
    let (input, output) = (try TemporaryFile(Data(sql.utf8)), try TemporaryFile())
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = [path]
    process.standardInput = try input.reading()
    process.standardOutput = try output.writing()
    process.standardError = try output.writing()
    try process.run()
    process.waitUntilExit()
    return try output.text()
  }
}

extension TestDesk {
  /// Changes the database behind the desk's back; entries too, whose guards are taken away first.
  @discardableResult
  func forge(_ sql: String) throws -> String {
    let database = path + "/docket.db"
    let guards = try Shell.sqlite(
      database, "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger' AND sql IS NOT NULL")
    let names = try Shell.sqlite(
      database,
      "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'")
    return try Shell.sqlite(database, names + sql + ";" + guards)
  }
}
