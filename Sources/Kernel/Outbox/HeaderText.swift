/// What stands in one line that a program reads: a subject, a name, an address, a header's value.
///
/// A line's end in it could add a header or a recipient, and a control is obeyed by whoever shows it.
package enum HeaderText {
  /// Whether the text is one line without controls.
  package static func isOne(_ text: String) -> Bool {
    // Each break begins with one of these bytes: only a text that has one is looked at by scalars.
    let bytes = text.utf8.span
    for place in bytes.indices {
      let byte = bytes[place]
      guard byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2 else { continue }
      return !text.unicodeScalars.contains(where: isBreak)
    }
    return true
  }

  /// The text in one line: each run of line ends and controls becomes a space.
  package static func line(_ text: String) -> String {
    guard !isOne(text) else { return text }
    return text.unicodeScalars.split(whereSeparator: isBreak).map(String.init)
      .joined(separator: " ")
  }

  /// A control, or a separator of lines or paragraphs (Unicode's classes Cc, Zl and Zp, which are
  /// complete).
  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
    default: false
    }
  }
}
