import Foundation
import Glibc
import TestSupport

/// The built program's prompt on a desk, with somebody at its terminal.
struct ReplTerminal {
  let desk: TestDesk
  let terminal: TestSupport.PseudoTerminal
  /// Where the person's history is kept.
  private let home: TemporaryFolder
  /// What stands before an entry.
  private let mark: String

  /// Starts `docket repl` and waits for its prompt.
  init(
    on desk: TestDesk? = nil, as person: String = "admin", _ options: String...,
    environment: [String: String] = [:],
  ) throws {
    let desk = try desk ?? TestDesk()
    let home = try TemporaryFolder()
    let own = desk.process([], environment: ["HOME": home.path]).variables
    terminal = try TestSupport.PseudoTerminal(
      [DocketProcess.program.path, "repl", "--desk", desk.path, "--as", person] + options,
      in: [desk, home],
      environment: own.merging(environment) { $1 }, patience: .seconds(30))
    (self.desk, self.home) = (desk, home)
    mark = options.contains("--write") ? "docket*>" : "docket>"
    try waitForPrompt()
  }

  /// Waits until the next entry is asked for.
  @discardableResult
  func waitForPrompt() throws -> String {
    try terminal.wait(for: mark)
  }

  /// Types an entry, and gives what is shown until the next one is asked for.
  func enter(_ entry: String) throws -> String {
    terminal.send(entry + "\r")
    return try waitForPrompt()
  }

  /// Types an entry that prints `runs` when it has begun, and waits for that.
  func begin(_ entry: String) throws {
    terminal.send("print('ru' .. 'ns') \(entry)\r")
    try terminal.wait(for: "runs\r\n")
  }

  /// Presses Ctrl-C while an entry is carried out; gives what is shown until the next prompt.
  func interrupt() throws -> String {
    terminal.send("\u{3}")
    return try waitForPrompt()
  }
}
