/// Translations of help, found by the English paragraph.
///
/// Help is made of constants of the program, before it is known who reads it; a language has each
/// paragraph's translation in `help.json`. A paragraph without one is read in English.
package struct HelpWords: Sendable {
  /// The language that help is read in.
  package let language: Language
  private let table: TemplateTable?

  package init(_ language: Language) {
    self.language = language
    table = Catalogue.help(of: language.code)
  }

  /// Whether every paragraph is read as it stands.
  package var isEnglish: Bool { table == nil && !language.isPseudo }

  /// The paragraph in the reader's language; how its white space runs does not matter.
  package func of(_ english: String) -> String {
    if let pseudo = language.pseudoText { return pseudo.of(english) }
    guard let table else { return english }
    return table[HelpWords.key(of: english)].map(String.init) ?? english
  }

  /// What a paragraph is found by: 64 bits of its words (FNV-1a), in sixteen hexadecimal digits.
  ///
  /// The build, which makes the tables, takes the same sum and refuses two paragraphs with one.
  static func key(of english: String) -> String {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    func take(_ byte: UInt8) { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 }
    for (place, word) in english.split(whereSeparator: \.isWhitespace).enumerated() {
      if place > 0 { take(UInt8(ascii: " ")) }
      word.utf8.forEach(take)
    }
    let digits = String(sum, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
