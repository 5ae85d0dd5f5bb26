import Foundation
import TestSupport
import Testing

@Suite struct SignalTests {
  @Test func `Ctrl-C drops the line`() throws {
    let line = try LineTerminal()
    line.terminal.send("abc\u{3}")
    try line.terminal.wait(for: "abc")
    try line.terminal.wait(for: "^C\r\n")
    try line.terminal.wait(for: "interrupted\r\n")
    try line.terminal.wait(for: "first>")
    #expect(try line.reads("x\r") == "x")
  }

  @Test func `Ctrl-D on an empty line ends, and the terminal is as it was`() throws {
    let line = try LineTerminal()
    line.terminal.send("\u{4}")
    try line.terminal.wait(for: "ended\r\n")
    #expect(try line.terminal.end() == .status(0))
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func `a signal that ends the program leaves the terminal as it was`(signal: Int32) throws {
    let before = try ordinaryModes()
    let line = try LineTerminal()
    line.terminal.send("abc")
    try line.terminal.wait(for: "abc")
    #expect(line.terminal.modes != before)
    line.terminal.send(signal: signal)
    #expect(try line.terminal.end() == .status(3))
    #expect(line.terminal.modes == before)
    #expect(String(decoding: line.terminal.shown, as: UTF8.self).contains("\u{1B}[?2004l"))
  }

  @Test func `an image of the memory is made with the terminal as it was`() throws {
    let line = try LineTerminal()
    line.terminal.send(signal: SIGQUIT)
    #expect(try line.terminal.end() == .signal(SIGQUIT))
    #expect(try line.terminal.modes == ordinaryModes())
  }

  @Test func `an interrupt from elsewhere is as Ctrl-C`() throws {
    let line = try LineTerminal()
    line.terminal.send("abc")
    try line.terminal.wait(for: "abc")
    line.terminal.send(signal: SIGINT)
    try line.terminal.wait(for: "interrupted\r\n")
  }

  @Test func `a terminal that goes away ends the program`() throws {
    let line = try LineTerminal()
    line.terminal.send("abc")
    try line.terminal.wait(for: "abc")
    line.terminal.close()
    #expect(try line.terminal.end() == .status(3))
  }

  @Test func `a terminal of another size gets the line anew`() throws {
    let line = try LineTerminal()
    let words = "a line that is longer than twenty columns"
    line.terminal.send(words)
    try line.terminal.wait(for: "columns")
    line.terminal.resize(columns: 20, rows: 10)
    try line.terminal.wait(for: "first>")
    // Its end stands on the third row now.
    try line.terminal.wait(for: "columns")
    #expect(try line.reads("!\r") == words + "!")
  }

  @Test func `Ctrl-Z stops the program, which goes on with its line`() throws {
    let home = try TemporaryFolder()
    let shell = try PseudoTerminal(
      ["/bin/sh", "-i"], in: [home], environment: ["HOME": home.path, "PS1": "sh: "])
    try shell.wait(for: "sh: ")
    shell.send("\(LineTerminal.program)\n")
    try shell.wait(for: "first>")
    shell.send("abc\u{1B}[D\u{1A}")
    try shell.wait(for: "^Z")
    try shell.wait(for: "sh: ")
    shell.send("fg\n")
    try shell.wait(for: "first>")
    try shell.wait(for: "abc")
    shell.send("X\r")
    try shell.wait(for: "got \"abXc\"")
  }

  private func ordinaryModes() throws -> [UInt32] {
    try PseudoTerminal(["/bin/true"], in: []).modes
  }
}
