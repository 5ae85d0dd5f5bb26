import Foundation

/// The rules of the catalogue that would otherwise show when somebody reads a text; what is only to
/// be wished for, as that nothing is missing, the tests look for.
struct CatalogueCheck {
  private let texts: [String: String]
  private let labels: Set<String>
  /// The English rule of plurals, for languages whose folder has none.
  private let englishRule: String

  init(english: WrittenLanguage) {
    texts = english.texts
    labels = Set(english.labels.keys)
    englishRule = english.texts[CatalogueCheck.ruleCode] ?? ""
  }

  private static let ruleCode = "language.plurals"

  /// Throws if a sample of how the language writes is not one, or its rule of plurals is none.
  private func checkWriting(_ language: WrittenLanguage) throws {
    let texts = language.texts
    if let rule = texts[CatalogueCheck.ruleCode] {
      let relation = /n( % [0-9]+)? !?= [0-9.,]+/
      let isRule = rule.split(separator: ";").allSatisfy { condition in
        condition.components(separatedBy: " and ").allSatisfy {
          $0.trimmingCharacters(in: .whitespaces).wholeMatch(of: relation) != nil
        }
      }
      guard isRule else {
        throw CatalogueError("\(language.code): language.plurals: “\(rule)” is no rule of plurals")
      }
    }
    if let number = texts["language.number"], number.wholeMatch(of: /1\D?234\D5/) == nil {
      throw CatalogueError("\(language.code): language.number is the number 1234.5, not \(number)")
    }
    if let date = texts["language.date"],
      Set(date.split { !$0.isNumber }) != ["2026", "12", "31"]
    {
      throw CatalogueError("\(language.code): language.date is the last day of 2026, not \(date)")
    }
  }

  /// Throws if a code is outside its section, unknown in English, or takes other values than there.
  func check(_ language: WrittenLanguage) throws {
    try checkWriting(language)
    let rule = language.texts[CatalogueCheck.ruleCode] ?? englishRule
    let forms = rule.split(separator: ";").count + 1
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
