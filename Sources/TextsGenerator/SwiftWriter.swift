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
    for language in languages { writer.writeSections(of: language) }
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

  private mutating func writeSections(of language: WrittenLanguage) {
    let sections = language.sections.sorted { $0.key < $1.key }
    lines.append("enum Texts_\(language.code) {")
    for (name, section) in sections {
      let advice = section.advice.map(quoted) ?? "nil"
      lines.append("  private static let \(identifier(name))Texts = Section(")
      lines.append("    \(quoted(section.title ?? name)), advice: \(advice), [")
      writePairs(section.texts)
      lines.append("    ])")
    }
    lines.append("  @Sendable static func section(_ name: Substring) -> Section? {")
    lines.append("    switch name {")
    for (name, _) in sections {
      lines.append("    case \(quoted(name)): \(identifier(name))Texts")
    }
    lines += ["    default: nil", "    }", "  }", "}"]
  }

  private mutating func writeIndex() {
    let names = english.sections.keys.sorted().map(quoted).joined(separator: ", ")
    let codes = languages.map { quoted($0.code) }.joined(separator: ", ")
    lines.append("extension Catalogue {")
    lines.append("  /// The names of all sections, sorted.")
    lines.append("  package static let sectionNames = [\(names)]")
    lines.append("  /// The codes of the languages that have a folder, sorted.")
    lines.append("  package static let languageCodes = [\(codes)]")
    lines.append(
      "  static func sections(of code: String) -> (@Sendable (Substring) -> Section?)? {")
    lines.append("    switch code {")
    for language in languages {
      lines.append("    case \(quoted(language.code)): Texts_\(language.code).section")
    }
    lines += ["    default: nil", "    }", "  }", "}"]
  }

  private mutating func writeLabels() {
    lines += [
      "/// What the kernel's own fields, priorities and categories are called, by language and key.",
      "///",
      "/// Plugins label what they bring, and nothing else.",
      "package enum KernelLabels {",
      "  /// The labels in the language of that code, by the keys of plugins' locales.",
      "  package static func all(in language: String) -> [String: String] {",
      "    switch language {",
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

  private func quoted(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": escaped += "\\\""
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\t": escaped += "\\t"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return "\"\(escaped)\""
  }
}
