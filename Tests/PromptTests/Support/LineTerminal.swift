import Foundation
import TestSupport

/// `line-child` at a terminal, with a home folder of its own.
struct LineTerminal {
  static let program =
    URL(filePath: #filePath).appending(path: "../../../../.build/debug/line-child")
    .standardizedFileURL.path

  let home: TemporaryFolder
  let terminal: PseudoTerminal

  var historyPath: String { home.path + "/state/history" }

  /// Starts it, and waits for its prompt; `editrc` are the person's keys.
  init(
    in home: TemporaryFolder? = nil, editrc: String? = nil, environment: [String: String] = [:],
    columns: UInt16 = 80, rows: UInt16 = 24,
  ) throws {
    let home = try home ?? TemporaryFolder()
    if let editrc { try home.write(editrc, to: ".editrc") }
    let own = [
      "HOME": home.path, "LINE_HISTORY": home.path + "/state/history",
      "SWIFT_BACKTRACE": "enable=no",
    ]
    terminal = try PseudoTerminal(
      [LineTerminal.program], in: [home], environment: own.merging(environment) { $1 },
      columns: columns, rows: rows)
    self.home = home
    try terminal.wait(for: "first>")
  }

  /// What the program reads when these keys are typed.
  func reads(_ keys: String) throws -> String {
    terminal.send(keys)
    try terminal.wait(for: "got \"")
    let text = try terminal.wait(for: "\"\r\n")
    try terminal.wait(for: "first>")
    return text
  }

  /// The inputs that can be called back, as the program prints them.
  func inputs() throws -> String {
    terminal.send("inputs\r")
    try terminal.wait(for: "inputs [")
    return try terminal.wait(for: "]\r\n")
  }
}
