import Foundation

/// Another program, SQLite's own shell, at work on a database.
package enum SQLiteShell {
  /// Runs statements on the file, which is made if it is not there; gives what is printed.
  @discardableResult
  package static func run(on path: String, _ sql: String) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    // What begins with a dash it would take for an option, and after a line end no command by a dot.
    process.arguments = [path, sql.hasPrefix("-") ? "\n" + sql : sql]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
