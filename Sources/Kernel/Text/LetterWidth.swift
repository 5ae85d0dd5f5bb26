/// Letters that differ only in how wide they are set.
///
/// Source: https://www.unicode.org/charts/PDF/UFF00.pdf.
enum LetterWidth {
  /// The text with narrow Katakana as wide ones, and wide Latin letters and digits as narrow ones.
  static func folded(_ text: String) -> String {
    // All such letters begin with this byte, as few others do.
    guard text.utf8.contains(0xEF) else { return text }
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { folded.append(self.folded(scalar)) }
    return String(folded)
  }

  private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0xFF61...0xFF9F: katakana[Int(scalar.value - 0xFF61)]
    default: scalar
    }
  }

  /// From U+FF61 on; the two marks at the end are those that are composed with the letter before.
  private static let katakana: [Unicode.Scalar] = Array(
    ("。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ"
      + "マミムメモヤユヨラリルレロワン\u{3099}\u{309A}").unicodeScalars)
}
