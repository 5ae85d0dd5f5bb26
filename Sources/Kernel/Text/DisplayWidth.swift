extension Character {
  /// How many columns of a terminal the character takes: 0, 1 or 2.
  ///
  /// Source: Unicode Standard Annex 11 (East Asian Width) for wide and full-width letters, and
  /// Annex 51 for emoji. Marks that sit on the letter before take none.
  package var displayWidth: Int {
    if unicodeScalars.count > 1, isEmojiSequence { return 2 }
    return unicodeScalars.reduce(0) { $0 + $1.displayWidth }
  }

  private var isEmojiSequence: Bool {
    guard let first = unicodeScalars.first, first.properties.isEmoji else { return false }
    return unicodeScalars.dropFirst().contains { scalar in
      scalar.value == 0xFE0F || scalar.value == 0x200D || scalar.properties.isEmojiModifier
        || scalar.properties.isEmojiPresentation
    }
  }
}

extension StringProtocol {
  /// How many columns of a terminal the text takes, where it has no control characters.
  package var displayWidth: Int {
    utf8.allSatisfy { $0 < 0x80 } ? utf8.count : reduce(0) { $0 + $1.displayWidth }
  }

  /// The longest beginning that takes at most that many columns; `…` stands for what is left out.
  ///
  /// What it isolates from its neighbours' direction stays so: see `closingIsolates`.
  package func truncated(toColumns columns: Int) -> String {
    guard displayWidth > columns else { return String(self) }
    guard columns > 0 else { return "" }
    var width = 1
    var kept = ""
    for character in self {
      width += character.displayWidth
      guard width <= columns else { break }
      kept.append(character)
    }
    return (kept + "…").closingIsolates
  }

  /// The text with an end of each isolate that it begins (Unicode Standard Annex 9), so that what
  /// is cut off does not turn around what follows.
  package var closingIsolates: String {
    let open = unicodeScalars.reduce(0) { depth, scalar in
      switch scalar {
      case "\u{2066}"..."\u{2068}": depth + 1
      case "\u{2069}": Swift.max(0, depth - 1)
      default: depth
      }
    }
    return String(self) + String(repeating: "\u{2069}", count: open)
  }

  /// Whether it has letters that are written from right to left.
  package var hasRightToLeft: Bool {
    unicodeScalars.contains(where: \.isRightToLeft)
  }
}

extension Unicode.Scalar {
  /// Whether it is written from right to left.
  ///
  /// Source: the blocks that the Unicode Character Database gives to such scripts.
  package var isRightToLeft: Bool {
    switch value {
    case 0x0590...0x08FF, 0x200F, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF,
      0x1E800...0x1EFFF:
      true
    default: false
    }
  }

  fileprivate var displayWidth: Int {
    if value < 0x300 { return value == 0 ? 0 : 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator: return 0
    default: break
    }
    // The second and third letters of a Hangul syllable stand in the first one's square.
    if (0x1160...0x11FF).contains(value) { return 0 }
    return isWide || properties.isEmojiPresentation ? 2 : 1
  }

  private var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
      0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
