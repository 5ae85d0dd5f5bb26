import TestSupport
import Testing

@Suite struct SeveralLinesTests {
  @Test func `an input goes on until it is complete`() throws {
    let line = try LineTerminal()
    line.terminal.send("f(1,\r")
    try line.terminal.wait(for: "   … ")
    line.terminal.send("2,\r")
    try line.terminal.wait(for: "   … ")
    #expect(try line.reads("3)\r") == "f(1,\\n2,\\n3)")
  }

  @Test func `an earlier input comes back with all its lines, and is edited`() throws {
    let line = try LineTerminal()
    #expect(try line.reads("f(1,\r2)\r") == "f(1,\\n2)")
    #expect(try line.reads("\u{1B}[A\u{1B}[Dx\u{1}>\r") == "f(1,\\n>2x)")
  }

  @Test func `the cursor goes up and down within an input of several lines`() throws {
    let line = try LineTerminal()
    #expect(try line.reads("f(1,\r2)\r") == "f(1,\\n2)")
    let keys = "\u{1B}[A\u{1B}[D\u{1B}[Ax\u{1B}[By"
    #expect(try line.reads(keys + "\r") == "fx(1,\\n2)y")
  }

  @Test func `Up takes the lines back that an unfinished input has already`() throws {
    let line = try LineTerminal()
    line.terminal.send("f(1,\r")
    try line.terminal.wait(for: "   … ")
    line.terminal.send("2,\r")
    try line.terminal.wait(for: "   … ")
    #expect(try line.reads("3)\u{1B}[A\u{1B}[A\u{1}x\u{5}y\r") == "xf(1,y\\n2,\\n3)")
  }

  @Test func `Home and End stay on their line`() throws {
    let line = try LineTerminal()
    let keys = "a\u{1B}\rbc\u{1B}[Hx\u{1B}[A\u{1}y\u{5}z"
    #expect(try line.reads(keys + "\r") == "yaz\\nxbc")
  }

  @Test func `Ctrl-C drops all lines of an input`() throws {
    let line = try LineTerminal()
    line.terminal.send("f(1,\r")
    try line.terminal.wait(for: "   … ")
    line.terminal.send("2\u{3}")
    try line.terminal.wait(for: "interrupted\r\n")
    try line.terminal.wait(for: "first>")
    #expect(try line.reads("x\r") == "x")
  }

  @Test func `Ctrl-D ends nothing in the middle of an input`() throws {
    let line = try LineTerminal()
    line.terminal.send("f(\r")
    try line.terminal.wait(for: "   … ")
    #expect(try line.reads("\u{4})\r") == "f(\\n)")
  }
}
