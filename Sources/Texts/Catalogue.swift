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

  /// The template of a code, with the language that it is in.
  func template(_ code: String) -> (template: Template, language: Language)? {
    let name = code.prefix { $0 != "." }
    if let template = sections(name)?.template(code) { return (template, language) }
    return English.section(name)?.template(code).map { ($0, .english) }
  }
}
