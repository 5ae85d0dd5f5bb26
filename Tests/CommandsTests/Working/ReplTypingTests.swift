import Foundation
import Glibc
import TestSupport
import Testing

/// What somebody types at the prompt, and what is shown.
@Suite struct ReplTypingTests {
  @Test func `a value is shown under its entry, and known by its number`() throws {
    let repl = try ReplTerminal()
    #expect(try repl.enter("1 + 1").contains("2\r\n"))
    #expect(try repl.enter("_1 * 21").contains("42\r\n"))
  }

  @Test func `an entry of several lines is carried out with its last one`() throws {
    let repl = try ReplTerminal()
    repl.terminal.send("for number = 1, 2 do\r")
    try repl.terminal.wait(for: "… ")
    repl.terminal.send("print('line', number)\r")
    try repl.terminal.wait(for: "… ")
    #expect(try repl.enter("end").contains("line\t1\r\nline\t2\r\n"))
  }

  @Test func `what fails is said, and the next entry is asked for`() throws {
    let repl = try ReplTerminal()
    #expect(try repl.enter("tickts()").contains("did you mean 'tickets'?"))
    #expect(try repl.enter("t7.subject").contains("there is no ticket 7"))
    #expect(try repl.enter("6 * 7").contains("42"))
  }

  @Test func `Ctrl-D ends the program`() throws {
    let repl = try ReplTerminal()
    repl.terminal.send("\u{4}")
    #expect(try repl.terminal.end() == .status(0))
  }

  @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
  func `colours can be switched off`(environment: [String: String]) throws {
    let repl = try ReplTerminal(environment: environment)
    #expect(try repl.enter("'text'").contains("\"text\""))
    #expect(try repl.enter("error('x')").contains("x"))
    let shown = String(decoding: repl.terminal.shown, as: UTF8.self)
    #expect(!shown.contains(#/\u{1B}\[[0-9;]*m/#))
  }

  @Test func `after the terminal has got another size, tables and bars fit into it`() throws {
    let repl = try ReplTerminal()
    try repl.desk.run("new", "x")
    func width() throws -> Int {
      try repl.enter("tickets():group('stage')").count { $0 == "█" }
    }
    let before = try width()
    repl.terminal.resize(columns: 40, rows: 24)
    // The editor shows its line anew.
    try repl.waitForPrompt()
    let after = try width()
    #expect(after < before && after > 0)
  }

  @Test func `a subject that would act on the terminal is shown escaped`() throws {
    let repl = try ReplTerminal()
    try repl.desk.run("new", "red \u{1B}[31m, bell \u{7}, title \u{1B}]0;x\u{1B}\\")
    for entry in ["t1", "t1.subject", "tickets()", "print(t1.subject)", "history()"] {
      let shown = try repl.enter(entry)
      #expect(!shown.contains("\u{1B}[31m") && !shown.contains("\u{7}"), "\(entry): \(shown)")
      #expect(!shown.contains("\u{1B}]"), "\(entry): \(shown)")
    }
  }

  @Test func `a person's entries are kept for their next session, and secrets are not`() throws {
    let desk = try TestDesk()
    let home = try TemporaryFolder()
    let first = try ReplTerminal(on: desk, environment: ["HOME": home.path])
    _ = try first.enter("'kept' .. 'so'")
    _ = try first.enter("'my password'")
    first.terminal.send("\u{4}")
    #expect(try first.terminal.end() == .status(0))
    let second = try ReplTerminal(on: desk, environment: ["HOME": home.path])
    second.terminal.send("\u{10}")
    try second.terminal.wait(for: "'kept' .. 'so'")
    second.terminal.send("\r")
    try second.terminal.wait(for: "keptso")
  }
}
