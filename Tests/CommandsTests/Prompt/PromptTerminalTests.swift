import Foundation
import TestSupport
import Testing

/// `docket repl` at a terminal, with a home folder of its own.
@Suite struct PromptTerminalTests {
  private func terminal(
    on desk: TestDesk, home: TemporaryFolder,
  ) throws -> TestSupport.PseudoTerminal {
    let plugins = URL(filePath: #filePath).appending(path: "../../../../plugins")
      .standardizedFileURL.path
    let terminal = try TestSupport.PseudoTerminal(
      [DocketProcess.program.path, "--desk", desk.path, "--as", "admin", "repl"],
      in: [desk, home],
      environment: [
        "HOME": home.path, "DOCKET_PLUGINS": plugins, "NO_COLOR": "1",
        "SWIFT_BACKTRACE": "enable=no",
      ])
    try terminal.wait(for: "docket>")
    return terminal
  }

  @Test func `Tab completes functions, members and values`() throws {
    let desk = try TestDesk()
    try desk.run("new", "Light")
    let terminal = try terminal(on: desk, home: TemporaryFolder())
    terminal.send("docket.tick\tge\t1).subj\t\r")
    try terminal.wait(for: "[1] \"Light\"\r\n")
    terminal.send("person(\"mi\t).name\r")
    try terminal.wait(for: "[2] \"mia\"\r\n")
  }

  @Test func `a ticket is listed with its subject`() throws {
    let desk = try TestDesk()
    for subject in ["Light", "Printer"] { try desk.run("new", subject) }
    let terminal = try terminal(on: desk, home: TemporaryFolder())
    terminal.send("#\t\t")
    try terminal.wait(for: "1  Light\r\n2  Printer\r\n")
    terminal.send("\u{3}")
  }

  @Test func `a value has its number before it, by which it is named again`() throws {
    let terminal = try terminal(on: TestDesk(), home: TemporaryFolder())
    terminal.send("20 + 1\r")
    try terminal.wait(for: "[1] 21\r\n")
    terminal.send("_1 * 2\r")
    try terminal.wait(for: "[2] 42\r\n")
  }

  @Test func `the files of the desk and of the person are run first`() throws {
    let (desk, home) = (try TestDesk(), try TemporaryFolder())
    try Data("first = 20".utf8).write(to: URL(filePath: desk.path + "/.docketrc.lua"))
    try Data("second = first + 1 missing(".utf8).write(
      to: URL(filePath: home.path + "/.docketrc.lua"))
    let terminal = try terminal(on: desk, home: home)
    terminal.send("first\r")
    try terminal.wait(for: "[1] 20\r\n")
    let shown = String(decoding: terminal.shown, as: UTF8.self)
    #expect(shown.replacing("\r\n", with: " ").contains(home.path + "/.docketrc.lua:"))
  }

  @Test func `a file that others may write is not run`() throws {
    let (desk, home) = (try TestDesk(), try TemporaryFolder())
    let path = home.path + "/.docketrc.lua"
    try Data("print('run' .. 'ning')".utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: path)
    let terminal = try terminal(on: desk, home: home)
    terminal.send("1\r")
    try terminal.wait(for: "[1] 1\r\n")
    let shown = String(decoding: terminal.shown, as: UTF8.self)
    // The path before it may be long.
    #expect(shown.replacing("\r\n", with: " ").contains("others may write to it"))
    #expect(!shown.contains("running"))
  }

  @Test func `a line as wide as the terminal stands below its number`() throws {
    let (desk, home) = (try TestDesk(), try TemporaryFolder())
    try desk.run("new", "Light")
    let terminal = try terminal(on: desk, home: home)
    terminal.send("tickets():group('type')\r")
    try terminal.wait(for: "[1]\r\nquestion  1  █")
  }

  @Test func `a transcript has what was typed and shown, without colours`() throws {
    let (desk, home) = (try TestDesk(), try TemporaryFolder())
    let terminal = try terminal(on: desk, home: home)
    terminal.send(".transcript \(home.path)/log\r1 + 1\r.transcript\r")
    try terminal.wait(for: "[1] 2\r\n")
    terminal.send("'over'\r")
    try terminal.wait(for: "[2] \"over\"\r\n")
    let text = try String(contentsOfFile: home.path + "/log", encoding: .utf8)
    #expect(text == "> 1 + 1\n[1] 2\n> .transcript\n")
  }
}
