/// The rules of the catalogue that would otherwise show when somebody reads a text; what is only to
/// be wished for, as that nothing is missing, the tests look for.
struct CatalogueCheck {
  private let texts: [String: String]
  private let labels: Set<String>
  /// How many forms a word takes beside a number, where there are not two: `Language.pluralForm`.
  private let pluralForms = ["ru": 3]

  init(english: WrittenLanguage) {
    texts = english.texts
    labels = Set(english.labels.keys)
  }

  /// Throws if a code is outside its section, unknown in English, or takes other values than there.
  func check(_ language: WrittenLanguage) throws {
    for (name, section) in language.sections.sorted(by: { $0.key < $1.key }) {
      for (code, template) in section.texts.sorted(by: { $0.key < $1.key }) {
        guard code.wholeMatch(of: /[a-z_]+\.[a-z0-9_]+/) != nil, code.hasPrefix("\(name).") else {
          throw CatalogueError("\(language.code): \(code) is no code of the section \(name)")
        }
        guard let english = texts[code] else {
          throw CatalogueError("\(language.code): \(code) is not in the English catalogue")
        }
        let names = (Set(placeholders(of: template)), Set(placeholders(of: english)))
        guard names.0 == names.1 else {
          throw CatalogueError("\(language.code): \(code) takes \(names.1.sorted())")
        }
        let forms = pluralForms[language.code] ?? 2
        for (name, count) in plurals(of: template) where count != forms {
          throw CatalogueError(
            "\(language.code): \(code): {\(name)|…} has \(count) forms, not \(forms)")
        }
      }
    }
    for key in language.labels.keys.sorted() where !labels.contains(key) {
      throw CatalogueError("\(language.code): there is no label \(key)")
    }
  }
}

/// The names of a template's values in order, each once: `{name}` and `{count|ticket|tickets}`.
func placeholders(of template: String) -> [String] {
  var names: [String] = []
  for match in template.matches(of: /\{([a-z_]+)(\|[^{}]*)?\}/) {
    let name = String(match.output.1)
    if !names.contains(name) { names.append(name) }
  }
  return names
}

/// The names by which words are chosen in a template, each with how many forms its word has.
func plurals(of template: String) -> [(name: String, count: Int)] {
  template.matches(of: /\{([a-z_]+)\|([^{}]*)\}/).map { match in
    (String(match.output.1), match.output.2.count { $0 == "|" } + 1)
  }
}
