/// Writes the catalogue as Swift: a constructor for each English text, so that a missing code or value
/// does not compile, and the templates of every language.
struct SwiftWriter {
  private let english: WrittenLanguage
  private let languages: [WrittenLanguage]
  private var lines: [String] = []

  /// The whole file.
  static func source(english: WrittenLanguage, languages: [WrittenLanguage]) -> String {
    var writer = SwiftWriter(english: english, languages: languages)
    writer.writeConstructors()
    for language in languages { writer.writeTables(of: language) }
    writer.writeIndex()
    writer.writeLabels()
    return writer.lines.joined(separator: "\n") + "\n"
  }

  private init(english: WrittenLanguage, languages: [WrittenLanguage]) {
    self.english = english
    self.languages = languages
  }

  private mutating func writeConstructors() {
    lines.append("extension Text {")
    for (code, template) in english.texts.sorted(by: { $0.key < $1.key }) {
      let names = placeholders(of: template)
      let values = names.map { "NamedValue(\"\($0)\", `\($0)`)" }.joined(separator: ", ")
      let body = "Text(code: \"\(code)\", [\(values)])"
      lines.append("  /// " + template.split(separator: "\n").joined(separator: " "))
      if names.isEmpty {
        lines.append("  package static var \(identifier(code)): Text { \(body) }")
      } else {
        let parameters = names.map { "\($0): any TextConvertible" }.joined(separator: ", ")
        lines.append(
          "  package static func \(identifier(code))(\(parameters)) -> Text { \(body) }")
      }
    }
    lines.append("}")
  }

  /// The templates of a language, and its translations of help; English has the sections' titles and
  /// advice besides.
  private mutating func writeTables(of language: WrittenLanguage) {
    lines.append("enum Texts_\(language.code) {")
    lines += WrittenTable(name: "templates", pairs: language.texts).lines
    if language.code == english.code {
      let titles = language.sections.map { ($0.key, $0.value.title ?? $0.key) }
      lines += WrittenTable(name: "titles", pairs: Dictionary(uniqueKeysWithValues: titles)).lines
      lines +=
        WrittenTable(name: "advices", pairs: language.sections.compactMapValues(\.advice)).lines
    } else {
      let help = language.help.map { (helpKey(of: $0.key), $0.value) }
      lines += WrittenTable(name: "help", pairs: Dictionary(uniqueKeysWithValues: help)).lines
    }
    lines.append("}")
  }

  private mutating func writeIndex() {
    let names = english.sections.keys.sorted().map(quoted).joined(separator: ", ")
    let codes = languages.map { quoted($0.code) }.joined(separator: ", ")
    lines.append("extension Catalogue {")
    lines.append("  /// The names of all sections, sorted.")
    lines.append("  package static let sectionNames = [\(names)]")
    lines.append("  /// The codes of the languages that have a folder, sorted.")
    lines.append("  package static let languageCodes = [\(codes)]")
    writeChoice("templates", among: languages)
    writeChoice("help", among: languages.filter { $0.code != english.code })
    lines.append("}")
  }

  private mutating func writeChoice(_ table: String, among languages: [WrittenLanguage]) {
    lines.append("  static func \(table)(of code: String) -> TemplateTable? {")
    lines.append("    switch code {")
    for language in languages {
      lines.append("    case \(quoted(language.code)): Texts_\(language.code).\(table)")
    }
    lines += ["    default: nil", "    }", "  }"]
  }

  private mutating func writeLabels() {
    lines += [
      "/// What the kernel's own fields, priorities, categories, verbs and the like are called, by",
      "/// language and key.",
      "///",
      "/// Plugins label what they bring, and nothing else.",
      "package enum KernelLabels {",
      "  /// The labels in the language of that code, by the keys of plugins' locales.",
      "  package static func all(in language: String) -> [String: String] {",
      "    if let pseudo = PseudoText(rawValue: language) {",
      "      return labels_en.mapValues { pseudo.of($0) }",
      "    }",
      "    return switch language {",
    ]
    for language in languages {
      lines.append("    case \(quoted(language.code)): labels_\(language.code)")
    }
    lines += ["    default: [:]", "    }", "  }"]
    lines += [
      "  /// Whether the key is one of these labels'.",
      "  package static func contains(_ key: String) -> Bool { labels_en[key] != nil }",
    ]
    for language in languages {
      lines.append("  private static let labels_\(language.code): [String: String] = [")
      writePairs(language.labels)
      lines.append("  ]")
    }
    lines.append("}")
  }

  private mutating func writePairs(_ pairs: [String: String]) {
    if pairs.isEmpty { lines.append("      :") }
    for (key, value) in pairs.sorted(by: { $0.key < $1.key }) {
      lines.append("      \(quoted(key)): \(quoted(value)),")
    }
  }

  /// `close.already_so` as `closeAlreadySo`.
  private func identifier(_ code: String) -> String {
    let words = code.split { $0 == "." || $0 == "_" }
    var name = String(words.first ?? "")
    for word in words.dropFirst() {
      name += word.prefix(1).uppercased() + word.dropFirst()
    }
    return name
  }

  private func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }
}
