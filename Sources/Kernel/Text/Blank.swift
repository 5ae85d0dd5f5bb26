extension StringProtocol {
  /// Whether nobody sees anything in it: it is empty, or white space and what has no shape.
  ///
  /// The one notion of blank: what is blank counts as empty, on every way in.
  package var isBlank: Bool {
    // Nearly every text begins with a visible character of ASCII, which needs no tables.
    if let first = utf8.first, first > 0x20, first < 0x7F { return false }
    return unicodeScalars.allSatisfy(\.isBlank)
  }

  /// The text without what is blank at its beginning and end.
  ///
  /// A variation selector at the end belongs to the character before it, and stays.
  package var trimmingBlanks: String {
    let scalars = unicodeScalars
    guard let start = scalars.firstIndex(where: { !$0.isBlank }) else { return "" }
    let end = scalars.lastIndex { !$0.isBlank || $0.properties.isVariationSelector } ?? start
    return String(self[start...end])
  }
}

extension Unicode.Scalar {
  /// Whether it is white space, or nothing is shown for it.
  ///
  /// Source: Unicode's properties White_Space and Default_Ignorable_Code_Point (zero width
  /// characters, the soft hyphen, the byte order mark, the fillers of Hangul), the controls, and
  /// U+2800, a braille cell without dots.
  fileprivate var isBlank: Bool {
    let properties = properties
    if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return true }
    switch properties.generalCategory {
    case .control, .format: return true
    default: return value == 0x2800
    }
  }
}

extension Value {
  /// Whether there is no value in it, or only blank ones.
  package var isBlank: Bool {
    switch self {
    case .none: true
    case .text(let text): text.isBlank
    case .list(let values): values.allSatisfy(\.isBlank)
    default: false
    }
  }

  /// The value without what is blank: a blank one is none, and a list has no blank items.
  package var withoutBlanks: Value {
    switch self {
    case .text(let text): text.isBlank ? .none : self
    case .list(let values):
      values.contains(where: \.isBlank) ? .listing(values.filter { !$0.isBlank }) : self
    default: self
    }
  }
}
