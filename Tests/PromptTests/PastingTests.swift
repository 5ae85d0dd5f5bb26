import TestSupport
import Testing

@Suite struct PastingTests {
  private func pasted(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }

  @Test(arguments: [
    ("one\ntwo\tthree", "one\\ntwo\\tthree"), ("one\r\ntwo\rthree", "one\\ntwo\\nthree"),
    ("a\u{3}\u{4}\u{1A}b", "ab"), ("a\u{1B}[A\u{1B}]0;t\u{7}b", "a[A]0;tb"),
    ("a\u{1B}kb\u{1B}:wq", "akb:wq"), ("a\u{202E}b\u{9B}A", "abA"), ("a\u{80}b", "ab"),
    ("日本 👍", "日本 👍"), ("cal\t", "cal\\t"), ("", ""),
  ])
  func `what is pasted is text, and nothing of it runs`(text: String, read: String) throws {
    for keys in ["", "bind -v\n"] {
      let line = try LineTerminal(editrc: keys)
      #expect(try line.reads("<\(pasted(text))>\r") == "<\(read)>")
    }
  }

  @Test func `what is pasted while vi takes commands is text`() throws {
    let line = try LineTerminal(editrc: "bind -v\n")
    #expect(try line.reads("ab\u{1B}\(pasted("ZZ:q"))\r") == "aZZ:qb")
  }

  @Test func `the terminal marks pastes only while a line is read`() throws {
    let line = try LineTerminal()
    #expect(try line.reads("x\r") == "x")
    let shown = String(decoding: line.terminal.shown, as: UTF8.self)
    #expect(shown.hasPrefix("\u{1B}[?2004h"))
    #expect(shown.contains("\u{1B}[?2004lgot"))
  }

  @Test func `a megabyte is taken as it is`() throws {
    let line = try LineTerminal()
    let text = String(repeating: "0123456789abcde\n", count: (1 << 20) / 16)
    let read = try line.reads(pasted(text) + "\r")
    #expect(read == text.replacing("\n", with: "\\n"))
  }

  @Test func `of more than a megabyte the rest is left out, and that is said`() throws {
    let line = try LineTerminal()
    line.terminal.send(pasted(String(repeating: "x", count: (1 << 20) + 100)))
    try line.terminal.wait(for: "longer than 1 MB")
    #expect(try line.reads("\r").utf8.count == 1 << 20)
  }
}
