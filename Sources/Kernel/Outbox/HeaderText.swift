/// What stands in one line that a program reads: a subject, a name, an address, a header's value.
///
/// A line's end in it could add a header or a recipient, and a control is obeyed by whoever shows it.
package enum HeaderText {
  /// Whether the text is one line without controls.
  package static func isOne(_ text: some StringProtocol) -> Bool {
    let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    return isPlain || !text.unicodeScalars.contains(where: isBreak)
  }

  /// The text in one line: each run of line ends and controls becomes a space.
  package static func line(_ text: String) -> String {
    guard !isOne(text) else { return text }
    return text.unicodeScalars.split(whereSeparator: isBreak).map(String.init)
      .joined(separator: " ")
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
