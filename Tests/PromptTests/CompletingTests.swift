import Prompt
import TestSupport
import Testing

@Suite struct CompletingTests {
  @Test(arguments: [
    ("cal\t1)", "call(1)"), ("alpi\tx", "alpine x"), ("al\t", "alp"), ("x al\t", "x alp"),
    ("alpi y\u{1B}[D\u{1B}[D\t", "alpine  y"), ("none\tx", "nonex"),
    ("שלום alpi\tx", "שלום alpine x"),
  ])
  func `Tab inserts what is sure`(keys: String, text: String) throws {
    #expect(try LineTerminal().reads(keys + "\r") == text)
  }

  @Test func `a second Tab lists what fits, in columns, and the line goes on`() throws {
    let line = try LineTerminal()
    line.terminal.send("x al\t\t")
    try line.terminal.wait(for: "\nalphabet      alphanumeric  alpine\r\n")
    #expect(try line.reads("i\t!\r") == "x alpine !")
  }

  @Test func `a narrow terminal gets fewer columns`() throws {
    let line = try LineTerminal(columns: 28)
    line.terminal.send("al\t\t")
    try line.terminal.wait(for: "\nalphabet      alpine\r\nalphanumeric\r\n")
  }

  @Test func `details stand beside their labels, with no control for the terminal`() throws {
    let line = try LineTerminal()
    line.terminal.send("ti\t\t")
    try line.terminal.wait(for: "\nticket_one  A printer?[31m on fire\r\n")
    try line.terminal.wait(for: "ticket_two  A second one\r\n")
  }

  @Test func `more than a screenful is asked about`() throws {
    let line = try LineTerminal(columns: 40, rows: 10)
    line.terminal.send("many\t\t")
    try line.terminal.wait(for: "Display all 100? (y/n)")
    #expect(try line.reads("n50\t\r") == "many_150")
  }

  @Test func `more than a screenful is shown by screens and lines`() throws {
    let line = try LineTerminal(columns: 40, rows: 10)
    line.terminal.send("many\t\ty")
    try line.terminal.wait(for: "many_100  many_125")
    let first = try line.terminal.wait(for: "-- more")
    #expect(first.split(separator: "\r\n").count == 9)
    line.terminal.send("\r")
    #expect(try line.terminal.wait(for: "-- more").contains("many_109"))
    line.terminal.send(" ")
    #expect(try line.terminal.wait(for: "-- more").contains("many_118"))
    #expect(try line.reads("q50\r") == "many_150")
  }

  @Test func `completion knows the lines before`() throws {
    let line = try LineTerminal()
    #expect(try line.reads("f(\rcal\t\ralpi\t))\r") == "f(\\ncall(\\nalpine ))")
  }

  @Test func `labels are sorted by letters and numbers`() {
    let labels = ["#10", "beta", "#9", "10", "alpha2", "9", "alpha10", "alpha"]
    let completion = Completion("".startIndex..<"".endIndex, labels.map { .init($0) })
    #expect(
      completion.candidates.map(\.label)
        == ["9", "10", "#9", "#10", "alpha", "alpha2", "alpha10", "beta"])
  }
}
