import Kernel
import Testing

/// What stands in one line of a message's head.
@Suite struct HeaderTextTests {
  static let broken = [
    "a\r\nBcc: x@y.zz", "a\nb", "a\rb", "a\tb", "a\u{0}", "a\u{1B}[2J", "a\u{7F}", "a\u{85}b",
    "a\u{9B}31m", "a\u{2028}b", "a\u{2029}b", "\u{B}", "é\u{C}",
  ]

  @Test(arguments: broken)
  func `a text with a line's end or a control is no line, and can be made one`(_ text: String) {
    #expect(!HeaderText.isOne(text))
    #expect(HeaderText.isOne(HeaderText.line(text)))
  }

  @Test func `what breaks a line is what Unicode calls a control or a separator of lines`() {
    for value in (0...0x3000 as ClosedRange<UInt32>) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let breaks = [.control, .lineSeparator, .paragraphSeparator]
        .contains(scalar.properties.generalCategory)
      #expect(HeaderText.isOne("a\(Character(scalar))b") == !breaks, "\(value)")
    }
  }

  @Test(arguments: ["", "No light", "Kein Licht – wieder", "日本語", "a  b"])
  func `other texts are lines, and stay as they are`(_ text: String) {
    #expect(HeaderText.isOne(text) && HeaderText.line(text) == text)
  }
}
