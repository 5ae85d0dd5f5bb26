/// All templates of one language, with English behind it.
package struct Catalogue: Sendable {
  private let language: Language
  private let sections: @Sendable (Substring) -> Section?

  /// A catalogue that finds its sections by name; what it lacks is taken from English.
  package init(_ language: Language, sections: @escaping @Sendable (Substring) -> Section?) {
    self.language = language
    self.sections = sections
  }

  /// The catalogue of a language; English for one without words of its own.
  package static func of(_ language: Language) -> Catalogue {
    // A second language is one more case here, and one more folder beside English.
    switch language.code {
    default: english
    }
  }

  /// The catalogue that has everything.
  package static let english = Catalogue(.english, sections: English.section)

  /// The template of a code, with the language that it is in, and whether it tells of an error.
  func template(
    _ code: String,
  ) -> (template: Template, language: Language, isError: Bool)? {
    let name = code.prefix { $0 != "." }
    if let section = sections(name), let template = section.template(code) {
      return (template, language, section.advice != nil)
    }
    guard let section = English.section(name), let template = section.template(code) else {
      return nil
    }
    return (template, .english, section.advice != nil)
  }
}
