/// All templates of one language, with English behind it.
///
/// A language is a folder of `Catalogue`, from which the build writes its table; what the folder
/// lacks is said in English.
package struct Catalogue: Sendable {
  /// The language that it is in.
  package let language: Language
  private let table: TemplateTable

  private init(_ language: Language, table: TemplateTable) {
    self.language = language
    self.table = table
  }

  /// A catalogue of templates by their codes; of codes that stand twice the first counts.
  package init(_ language: Language, _ templates: KeyValuePairs<String, String>) {
    self.init(language, table: TemplateTable(templates.map { ($0.key, $0.value) }))
  }

  /// The catalogue of a language; English if it has no folder.
  package static func of(_ language: Language) -> Catalogue {
    guard let table = Catalogue.templates(of: language.code) else {
      // A pseudo-language has no table: its words are made of the English ones.
      return language.isPseudo ? Catalogue(language, table: Texts_en.templates) : english
    }
    return Catalogue(language, table: table)
  }

  /// The catalogue that has everything.
  package static let english = Catalogue(.english, table: Texts_en.templates)

  /// A section of the English catalogue; `nil` if there is none of that name.
  package static func section(_ name: some StringProtocol) -> Section? {
    guard let title = Texts_en.titles[name] else { return nil }
    let advice = Texts_en.advices[name].map(String.init)
    let entries = Texts_en.templates.pairs(beginningWith: "\(name).").map { code, template in
      Section.Entry(code: String(code), template: Template(template))
    }
    return Section(title: String(title), advice: advice, entries: entries)
  }

  /// How the language writes numbers and dates; as English where its folder does not say.
  package var writing: Writing {
    Writing(number: source(of: "language.number"), date: source(of: "language.date"))
  }

  /// The rule by which words have their forms beside numbers.
  ///
  /// A folder that does not say has the English one; a language without a folder, which only plugins
  /// speak, has the one that is known of it.
  package var pluralRule: PluralRule {
    let code = "language.plurals"
    let others = PluralRule.ofOthers[language.code]
    let known = Catalogue.templates(of: language.code).map { $0[code] } ?? others
    return PluralRule(table[code] ?? known ?? Catalogue.english.source(of: code))
  }

  /// What stands for a code as it is written, also for a pseudo-language: in English where the
  /// language lacks it.
  private func source(of code: String) -> Substring {
    table[code] ?? Catalogue.templates(of: language.code)?[code] ?? Texts_en.templates[code] ?? ""
  }

  /// Whether the texts of the code's section tell of errors.
  static func isOfErrors(_ code: String) -> Bool {
    Texts_en.advices[code.prefix { $0 != "." }] != nil
  }

  /// The codes that are said in English because the language's folder lacks them, sorted.
  package var lacking: [String] {
    Texts_en.templates.pairs.map(\.key).filter { table[$0] == nil }.map(String.init)
  }

  /// The template of a code, with the catalogue that it is in.
  func template(_ code: String) -> (template: Template, catalogue: Catalogue)? {
    if let pseudo = language.pseudoText {
      return Texts_en.templates[code].map { (Template(pseudo.of($0)), self) }
    }
    if let template = table[code] { return (Template(template), self) }
    return Texts_en.templates[code].map { (Template($0), .english) }
  }
}
