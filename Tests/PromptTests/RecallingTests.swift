import TestSupport
import Testing

@Suite struct RecallingTests {
  private let up = "\u{1B}[A"
  private let down = "\u{1B}[B"
  private let line: LineTerminal

  init() throws {
    line = try LineTerminal()
    for input in ["alpha one", "beta two", "alpha three"] { _ = try line.reads(input + "\r") }
  }

  @Test func `Up and Down go through what begins as the line does`() throws {
    #expect(try line.reads("al\(up)\(up)\(down)\r") == "alpha three")
    #expect(try line.reads("al\(up)\(up)\r") == "alpha one")
    #expect(try line.reads("be\(up)\(up)\(down)!\r") == "be!")
  }

  @Test func `Up goes through all inputs from an empty line`() throws {
    #expect(try line.reads("\(up)\(up)\r") == "beta two")
  }

  @Test func `Ctrl-R finds what contains the words`() throws {
    #expect(try line.reads("\u{12}alpha\u{12}\r") == "alpha one")
    #expect(try line.reads("\u{12}two\r") == "beta two")
    #expect(try line.reads("\u{12}thrx\u{7F}\u{1}>\r") == ">alpha three")
  }

  @Test func `a search that is given up brings the line back`() throws {
    #expect(try line.reads("draft\u{12}two\u{7}!\r") == "draft!")
  }

  @Test func `a search that finds nothing says so`() throws {
    line.terminal.send("\u{12}zz")
    try line.terminal.wait(for: "finds nothing")
    #expect(try line.reads("\u{7}x\r") == "x")
  }

  @Test func `the next session knows the inputs of all others`() throws {
    let other = try LineTerminal(in: line.home)
    #expect(try other.reads("gamma\r") == "gamma")
    #expect(try line.reads("delta\r") == "delta")
    #expect(try line.reads(" blank\r") == " blank")
    #expect(try line.reads("secret\r") == "secret")
    let third = try LineTerminal(in: line.home)
    let inputs = ["alpha one", "beta two", "alpha three", "gamma", "delta", "inputs"]
    #expect(try third.inputs() == "\"" + inputs.joined(separator: "\", \"") + "\"")
  }
}
