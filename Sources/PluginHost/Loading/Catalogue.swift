import Kernel
import Lua
import Texts

/// A plugin's texts by language and key.
struct Catalogue: Equatable, Sendable {
  private let byLanguage: [String: [String: PluginText]]
  /// Which language stands in for one that has no such text.
  static let fallback = "en"

  init(texts: [String: [String: String]] = [:]) {
    byLanguage = texts.mapValues { $0.mapValues(PluginText.init) }
  }

  /// Reads `locales/LL.lua`: plain tables of texts by key.
  init(of source: PluginSource) throws(PluginProblem) {
    var texts: [String: [String: String]] = [:]
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
    self.init(texts: texts)
  }

  /// The texts as they are written, by language and key.
  var texts: [String: [String: String]] {
    byLanguage.mapValues { $0.mapValues(\.source) }
  }

  /// The languages that it has texts in.
  var languages: some Collection<String> { byLanguage.keys }

  /// The text in a language, else in English, else in any; `nil` where no language has it.
  func text(_ key: String, in language: String) -> PluginText? {
    if let text = byLanguage[language]?[key] ?? byLanguage[Catalogue.fallback]?[key] { return text }
    return byLanguage.keys.sorted().compactMap { byLanguage[$0]?[key] }.first
  }

  /// All keys of all languages.
  var keys: Set<String> { Set(byLanguage.values.flatMap(\.keys)) }
}
