import TestSupport
import Testing

@Suite struct EditingTests {
  @Test(arguments: [
    ("plain", "plain"), ("größe 日本 שלום 👍", "größe 日本 שלום 👍"),
    ("ac\u{1B}[Db", "abc"), ("ac\u{1B}ODb", "abc"), ("bc\u{1B}[Ha\u{1B}[Fd", "abcd"),
    ("日本\u{1B}[D語", "日語本"), ("שלם\u{1B}[Dו", "שלום"), ("ab\u{7F}c", "ac"),
    ("abc\u{1B}[D\u{1B}[D\u{1B}[3~", "ac"), ("one two\u{1B}[1;5Dx", "one xtwo"),
    ("ab\u{1}x\u{5}y", "xaby"), ("one two\u{17}x", "one x"), ("abc\u{1}\u{B}x", "x"),
    ("a\u{1B}\rb", "a\\nb"), ("abc\u{1}\u{4}", "bc"),
  ])
  func `keys edit the line`(keys: String, text: String) throws {
    #expect(try LineTerminal().reads(keys + "\r") == text)
  }

  @Test(arguments: ["\u{1B}[5~", "\u{1B}OP", "\u{1B}[15~", "\u{1C}", "\u{80}", "\u{81}"])
  func `a key that does nothing leaves nothing in the line`(key: String) throws {
    #expect(try LineTerminal().reads("a\(key)b\r") == "ab")
  }

  @Test func `what is not UTF-8 is left out`() throws {
    let line = try LineTerminal()
    line.terminal.send(bytes: [0x61, 0xFF, 0xC3, 0x28])
    #expect(try line.reads("b\r").hasSuffix("b"))
  }

  @Test func `a line that is longer than the terminal is edited as any other`() throws {
    let line = try LineTerminal(columns: 20)
    let long = String(repeating: "abcde 日本 ", count: 20)
    #expect(try line.reads(long + "\u{1}x\u{5}y\r") == "x\(long)y")
  }

  @Test func `the locale of the environment does not matter`() throws {
    let line = try LineTerminal(environment: ["LANG": "C", "LC_ALL": "C"])
    #expect(try line.reads("日本\u{1B}[Dé\r") == "日é本")
  }

  @Test func `colours of the prompt are shown, and take no room`() throws {
    let line = try LineTerminal(columns: 30)
    #expect(try line.reads("x\r") == "x")
    let shown = String(decoding: line.terminal.shown, as: UTF8.self)
    #expect(shown.contains("\u{1B}[32mfirst>\u{1B}[0m "))
  }

  @Test func `keys of vi are used by whoever wants them`() throws {
    let line = try LineTerminal(editrc: "bind -v\n")
    #expect(try line.reads("helloX\u{1B}xA!\r") == "hello!")
    #expect(try line.reads("ac\u{1B}[Db\r") == "abc")
    #expect(try line.reads("\u{1B}kkA?\r") == "hello!?")
    #expect(try line.reads("cal\t)\r") == "call()")
  }

  @Test func `keys that a person binds win`() throws {
    let line = try LineTerminal(editrc: "bind ^T ed-move-to-beg\nbind ^P ed-move-to-end\n")
    #expect(try line.reads("bc\u{14}a\u{10}d\r") == "abcd")
  }
}
