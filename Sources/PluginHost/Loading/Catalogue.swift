import Kernel
import Lua
import Texts

/// A plugin's texts by language and key.
struct Catalogue: Equatable, Sendable {
  private(set) var texts: [String: [String: String]]
  /// Which language stands in for one that has no such text.
  static let fallback = "en"

  init(texts: [String: [String: String]] = [:]) {
    self.texts = texts
  }

  /// Reads `locales/LL.lua`: plain tables of texts by key.
  init(of source: PluginSource) throws(PluginProblem) {
    texts = [:]
    for language in source.languages {
      let file = "locales/\(language).lua"
      guard let text = try source.text(file) else { continue }
      let value = try PlainData.value(of: text, file: file, plugin: source.name)
      for pair in value.pairs ?? [] {
        guard let text = pair.value.text else {
          let line = LineFinder.line(of: pair.key, in: text)
          throw PluginProblem(
            plugin: source.name, file: file, line: line,
            Text("loading.text_wanted", ["key": pair.key, "got": pair.value.kindName]))
        }
        texts[language, default: [:]][pair.key] = text
      }
    }
  }

  /// The text in a language, else in English, else in any; `nil` where no language has it.
  func text(_ key: String, in language: String) -> String? {
    if let text = texts[language]?[key] ?? texts[Catalogue.fallback]?[key] { return text }
    return texts.keys.sorted().compactMap { texts[$0]?[key] }.first
  }

  /// All keys of all languages.
  var keys: Set<String> { Set(texts.values.flatMap(\.keys)) }

  /// Puts values in place of `{name}`; a name without a value stays as it is written.
  static func fill(_ text: String, with values: [LuaPair]) -> String {
    guard text.contains("{"), !values.isEmpty else { return text }
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[open...]
      guard let close = rest.firstIndex(of: "}") else { break }
      let name = rest[rest.index(after: open)..<close]
      let value = values.first { $0.key == name }.map { $0.value.shown }
      result += value ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}

extension LuaValue {
  /// The value as it stands in a text for people.
  var shown: String {
    switch self {
    case .string(let text): text
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .boolean(let value): value ? "yes" : "no"
    case .array(let items): items.map(\.shown).joined(separator: ", ")
    case .none, .null: "–"
    case .record where isSecret: "(secret)"
    default: kindName.description
    }
  }
}
