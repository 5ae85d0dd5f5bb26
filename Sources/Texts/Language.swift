/// A language that somebody reads, by its code of two or three letters.
///
/// Any language is allowed, because plugins bring words in languages that the catalogue lacks;
/// what has no words in it is said in English.
package struct Language: Hashable, Sendable {
  /// The code in small letters (ISO 639), as `en` or `nl`.
  package let code: String

  /// The language that everything is said in where another lacks words.
  package static let english = Language(known: "en")

  /// Reads a code, or a locale as `nl_NL.UTF-8`, of which it takes the language.
  ///
  /// `nil` for what is neither; `C` and `POSIX` are English.
  package init?(_ locale: String) {
    if locale == "C" || locale == "POSIX" || locale.hasPrefix("C.") {
      self = .english
      return
    }
    let code = locale.prefix { $0 != "_" && $0 != "-" && $0 != "." && $0 != "@" }.lowercased()
    guard (2...3).contains(code.utf8.count),
      code.utf8.allSatisfy({ (97...122).contains($0) })
    else {
      return nil
    }
    self.init(known: code)
  }

  /// Whether it is made of English words for tests; no one reads it.
  package var isPseudo: Bool { pseudoText != nil }

  /// By what its words are made of the English ones.
  var pseudoText: PseudoText? { PseudoText(rawValue: code) }

  private init(known code: String) {
    self.code = code
  }
}

extension Language: CustomStringConvertible {
  package var description: String { code }
}
