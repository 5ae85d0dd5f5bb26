/// All templates of one language, with English behind it.
///
/// A language is a folder of `Catalogue`, from which the build writes its sections; what the folder
/// lacks is said in English.
package struct Catalogue: Sendable {
  private let language: Language
  private let sections: @Sendable (Substring) -> Section?

  /// A catalogue that finds its sections by name.
  package init(_ language: Language, sections: @escaping @Sendable (Substring) -> Section?) {
    self.language = language
    self.sections = sections
  }

  /// The catalogue of a language; English if it has no folder.
  package static func of(_ language: Language) -> Catalogue {
    guard language != .english, let sections = Catalogue.sections(of: language.code) else {
      return english
    }
    return Catalogue(language, sections: sections)
  }

  /// The catalogue that has everything.
  package static let english = Catalogue(.english, sections: Texts_en.section)

  /// The section with that name; `nil` if the language has no text of it.
  package func section(_ name: some StringProtocol) -> Section? {
    sections(Substring(name))
  }

  /// The codes that are said in English because the language's folder lacks them, sorted.
  package var lacking: [String] {
    Catalogue.sectionNames.flatMap { name in
      let own = Set(section(name)?.entries.map(\.code) ?? [])
      return (Catalogue.english.section(name)?.entries ?? []).map(\.code)
        .filter { !own.contains($0) }
    }
  }

  /// The template of a code, with the language that it is in, and whether it tells of an error.
  func template(
    _ code: String,
  ) -> (template: Template, language: Language, isError: Bool)? {
    let name = code.prefix { $0 != "." }
    guard let english = Texts_en.section(name) else { return nil }
    let isError = english.advice != nil
    if language != .english, let template = sections(name)?.template(code) {
      return (template, language, isError)
    }
    return english.template(code).map { ($0, .english, isError) }
  }
}
