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
  ///
  /// Source: ISO 639-2 leaves `qaa` to `qtz` to local use.
  package var isPseudo: Bool { code == "qps" }

  /// A number with a point before its fraction as the language writes it.
  package func decimal(_ number: String) -> String {
    switch code {
    case "de", "es", "nl", "ru":
      String(number.map { $0 == "." ? "," : $0 })
    default: number
    }
  }

  private init(known code: String) {
    self.code = code
  }

  /// Which form a template takes for a number: an index into its forms.
  ///
  /// The forms are in the order of Unicode's plural rules: one, other; in Russian one, few, many.
  package func pluralForm(of number: Int64) -> Int {
    switch code {
    case "ru": slavicForm(of: number.magnitude)
    case "fr": number.magnitude < 2 ? 0 : 1
    default: number == 1 ? 0 : 1
    }
  }

  private func slavicForm(of number: UInt64) -> Int {
    let ten = number % 10
    let hundred = number % 100
    if ten == 1, hundred != 11 { return 0 }
    return (2...4).contains(ten) && !(12...14).contains(hundred) ? 1 : 2
  }
}

extension Language: CustomStringConvertible {
  package var description: String { code }
}
