extension Language {
  /// The language of the catalogue that a text seems to be in, by its most frequent words.
  ///
  /// `nil` where it has too few of them, or nearly as many of another language. Costs a look at
  /// the first words of the text for each language.
  package static func guess(of text: String) -> Language? {
    let words = Set(text.prefix(most).lowercased().split { !$0.isLetter })
    let scores = Catalogue.languageCodes.compactMap { Language($0) }.map { language in
      let frequent = Set(Text.languageFrequent.rendered(in: language).split(separator: " "))
      return (language, count: words.intersection(frequent).count)
    }.sorted { $0.count > $1.count }
    guard let best = scores.first, best.count >= fewest,
      best.count >= 2 * (scores.dropFirst().first?.count ?? 0)
    else { return nil }
    return best.0
  }

  /// A language shows in its first lines.
  private static let most = 4_000
  /// Fewer words are in many languages.
  private static let fewest = 3
}
