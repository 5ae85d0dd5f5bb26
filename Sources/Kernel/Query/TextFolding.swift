/// How texts are made comparable for search, the same for what is stored and what is asked.
package enum TextFolding {
  /// The tokens of a text: runs of letters, digits and marks, folded; in scripts that have no spaces
  /// between words, each letter is one.
  ///
  /// Folding drops the difference between capital and small letters fully (`ß` is `ss`), and between
  /// wide and narrow ones, brings texts into their composed form, and takes diacritics off Latin,
  /// Greek and Cyrillic letters: `ё` is `е`, `ñ` is `n`, `ä` is `a`, and `ĳ` is `ij`. What is written
  /// in plain letters instead stays what it is: `ae` is not `ä`, as it is not in Spanish or English.
  /// Nothing is stemmed. Folding a token again changes nothing.
  package static func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    var current = ""
    func end() {
      if !current.isEmpty { tokens.append(current) }
      current = ""
    }
    for scalar in LetterWidth.folded(text).composed.unicodeScalars {
      if scalar.isASCII {
        if let letter = foldASCII(scalar) { current.unicodeScalars.append(letter) } else { end() }
      } else if isToken(scalar) {
        end()
        tokens.append(String(scalar))
      } else if isPartOfWord(scalar) {
        fold(scalar, into: &current)
      } else {
        end()
      }
    }
    end()
    return tokens
  }

  /// The tokens as the search tables store them: one space between.
  package static func stored(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return storedASCII(text) }
    return tokens(of: text).joined(separator: " ")
  }

  /// What a text is sorted and compared by as a whole: its tokens, or the text where it has none.
  package static func key(_ text: String) -> String {
    let stored = stored(text)
    return stored.isEmpty ? text : stored
  }

  /// Whether a word that has this letter next to it goes on with it.
  static func goesOn(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return scalar.isASCII ? foldASCII(scalar) != nil : isPartOfWord(scalar) && !isToken(scalar)
  }

  /// The same for plain text, byte by byte.
  private static func storedASCII(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var isBetween = false
    for byte in text.utf8 {
      guard let letter = foldASCII(Unicode.Scalar(byte)) else {
        isBetween = true
        continue
      }
      if isBetween, !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
      isBetween = false
      bytes.append(UInt8(truncatingIfNeeded: letter.value))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func foldASCII(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "a"..."z", "0"..."9": scalar
    case "A"..."Z": Unicode.Scalar(UInt8(scalar.value) + 32)
    default: nil
    }
  }

  private static func fold(_ scalar: Unicode.Scalar, into word: inout String) {
    for lower in scalar.properties.lowercaseMapping.unicodeScalars where !isDiacritic(lower) {
      if lower == ligature {
        word += "ij"
      } else if let plain = DiacriticTable.plain[lower] {
        word.unicodeScalars.append(plain)
      } else {
        foldSmall(lower, into: &word)
      }
    }
  }

  /// The Dutch letter that is written as two.
  private static let ligature: Unicode.Scalar = "\u{133}"

  /// A small letter as what its capitals are in small letters, which for `ß` is `ss`.
  private static func foldSmall(_ scalar: Unicode.Scalar, into word: inout String) {
    for upper in scalar.properties.uppercaseMapping.unicodeScalars {
      for lower in upper.properties.lowercaseMapping.unicodeScalars where !isDiacritic(lower) {
        word.unicodeScalars.append(DiacriticTable.plain[lower] ?? lower)
      }
    }
  }

  /// The combining diacritical marks, which European scripts share.
  private static func isDiacritic(_ scalar: Unicode.Scalar) -> Bool {
    ("\u{300}"..."\u{36F}").contains(scalar)
  }

  /// Whether it is a token by itself, since no spaces tell words of its script apart.
  private static func isToken(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0xE00 else { return false }
    return scalar.properties.isIdeographic
      || spaceless.contains { $0.contains(scalar.value) } && isPartOfWord(scalar)
  }

  /// Source: https://www.unicode.org/reports/tr29/#Word_Boundaries, which leaves these scripts to
  /// dictionaries, and Hangul, whose words have their particles at the end.
  private static let spaceless: [ClosedRange<UInt32>] = [
    0xE00...0xEFF,  // Thai, Lao
    0x1000...0x109F, 0xA9E0...0xA9FF, 0xAA60...0xAA7F,  // Myanmar
    0x1780...0x17FF, 0x19E0...0x19FF,  // Khmer
    0x1950...0x19DF, 0x1A20...0x1AAF,  // Tai
    0x3040...0x30FF, 0x31F0...0x31FF,  // Hiragana, Katakana
    0x1100...0x11FF, 0x3130...0x318F, 0xA960...0xA97F, 0xAC00...0xD7FF,  // Hangul
    0x3100...0x312F, 0x31A0...0x31BF, 0xA000...0xA4CF,  // Bopomofo, Yi
  ]

  private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
      true
    default: false
    }
  }
}

extension Entry {
  /// The words by which an entry is found: its text, and the subject and body that it set.
  ///
  /// The values of custom fields are not among them: not everybody may see each of them.
  package var searchable: String {
    var texts: [String] = []
    for edit in edits where edit.field == "subject" || edit.field == "body" {
      if let text = edit.to.text { texts.append(text) }
    }
    if !text.isEmpty { texts.append(text) }
    return texts.joined(separator: "\n")
  }
}
