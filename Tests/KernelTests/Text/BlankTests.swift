import Kernel
import Testing

@Suite struct BlankTests {
  @Test(arguments: [
    "", " ", "\t\r\n", "\u{A0}", "\u{200B}", "\u{FEFF}", "\u{AD}", "\u{2060}\u{3000}", "\u{3164}",
    "\u{2800}", "\u{202E}", "\u{1B}", "\u{E0020}", "\u{FE0F}",
  ])
  func `what nobody sees is blank`(text: String) {
    #expect(text.isBlank)
    #expect(Value.text(text).withoutBlanks == .none)
    #expect(Value.list([.text(text), .text("a")]).withoutBlanks == .list([.text("a")]))
    #expect(Value.list([.text(text)]).withoutBlanks == .none)
  }

  @Test(arguments: ["a", " a ", "\u{200B}a", "0", "é", "\u{301}", "漢", "😀", "\u{7F}x"])
  func `what is seen is not blank`(text: String) {
    #expect(!text.isBlank)
    #expect(Value.text(text).withoutBlanks == .text(text))
  }

  @Test(arguments: [
    (" a b\u{A0}", "a b"), ("\u{200B}a\u{FEFF}", "a"), ("❤\u{FE0F} ", "❤\u{FE0F}"),
    ("\u{200B}", ""),
  ])
  func `what is blank around a name is taken away`(text: String, trimmed: String) {
    #expect(text.trimmingBlanks.hasSameBytes(as: trimmed))
  }
}
