/// How texts are made comparable for search, the same for what is stored and what is asked.
package enum TextFolding {
  /// The tokens of a text: runs of letters, digits and marks, folded; each ideograph is one.
  ///
  /// Folding drops the difference between capital and small letters fully (`ß` is `ss`), brings
  /// texts into their composed form, and takes diacritics off Latin, Greek and Cyrillic letters.
  /// Folding a token again changes nothing.
  package static func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    var current = ""
    func end() {
      if !current.isEmpty { tokens.append(current) }
      current = ""
    }
    for scalar in text.composed.unicodeScalars {
      if scalar.isASCII {
        if let letter = foldASCII(scalar) { current.unicodeScalars.append(letter) } else { end() }
      } else if scalar.properties.isIdeographic {
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
      if let plain = DiacriticTable.plain[lower] {
        word.unicodeScalars.append(plain)
      } else {
        foldSmall(lower, into: &word)
      }
    }
  }

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

  private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
      true
    default: false
    }
  }
}

/// A text of a ticket in which a query may search.
package struct SearchText: Sendable {
  /// Folded, in order.
  package let tokens: [String]
  /// Whether it is a note, found only by who may see notes.
  package let isInternal: Bool

  package init(_ text: String, isInternal: Bool) {
    tokens = TextFolding.tokens(of: text)
    self.isInternal = isInternal
  }

  /// Whether the tokens of the phrase stand in it one after the other.
  package func contains(_ phrase: [String]) -> Bool {
    guard let first = phrase.first, phrase.count <= tokens.count else { return false }
    return tokens.indices.dropLast(phrase.count - 1).contains { start in
      tokens[start].hasSameBytes(as: first)
        && tokens[start..<start + phrase.count].elementsEqual(phrase) { $0.hasSameBytes(as: $1) }
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
