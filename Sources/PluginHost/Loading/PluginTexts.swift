import Kernel
import Lua
import Texts

/// A plugin's texts by language and key.
struct PluginTexts: Equatable, Sendable {
  /// One key's texts, by language in their order.
  struct Entry: Equatable, Sendable {
    fileprivate var texts: [(language: String, text: PluginText)]

    /// The text in a language, else in English, else in any.
    func text(in language: String) -> PluginText? { found(for: language)?.text }

    /// The language that the text is in which somebody of that language reads.
    func language(for language: String) -> String? { found(for: language)?.language }

    private func found(for language: String) -> (language: String, text: PluginText)? {
      let own = texts.first { $0.language == language }
      return own ?? texts.first { $0.language == PluginTexts.fallback } ?? texts.first
    }

    static func == (left: Entry, right: Entry) -> Bool {
      left.texts.elementsEqual(right.texts) { $0 == $1 }
    }
  }

  private let entries: [String: Entry]
  /// The languages that it has texts in.
  let languages: [String]
  /// Which language stands in for one that has no such text.
  static let fallback = "en"

  init(texts: [String: [String: String]] = [:]) {
    languages = texts.keys.sorted()
    var entries: [String: Entry] = [:]
    for language in languages {
      for (key, text) in texts[language] ?? [:] {
        let own = PluginText(text, in: Language(language) ?? .english)
        entries[key, default: Entry(texts: [])].texts.append((language, own))
      }
    }
    self.entries = entries
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
            Text.loadingTextWanted(key: pair.key, got: pair.value.kindName))
        }
        texts[language, default: [:]][pair.key] = text
      }
    }
    self.init(texts: texts)
  }

  /// The texts as they are written, by language and key.
  var texts: [String: [String: String]] {
    var texts: [String: [String: String]] = [:]
    for (key, entry) in entries {
      for (language, text) in entry.texts { texts[language, default: [:]][key] = text.source }
    }
    return texts
  }

  /// What stands under a key; `nil` where no language has it.
  subscript(key: String) -> Entry? { entries[key] }

  /// All keys of all languages.
  var keys: some Collection<String> { entries.keys }
}

extension PluginTexts {
  /// A problem that the plugin itself raised in English, in all languages that it has it in.
  ///
  /// Lua raises one text; which of the plugin's own it is, by a key `problem.…`, is found by its words.
  func spoken(_ problem: PluginProblem) -> PluginProblem {
    guard problem.reason.code == nil else { return problem }
    let words = problem.message
    for key in keys.sorted() where key.hasPrefix(PluginTexts.problems) {
      guard let entry = self[key],
        let values = entry.text(in: PluginTexts.fallback)?.values(in: words)
      else { continue }
      let shown = ShownValues(.table(values))
      let texts = languages.compactMap { language in
        entry.text(in: language).map { (language, $0.filled(with: shown, zone: .utc)) }
      }
      var problem = problem
      problem.reason = Text(words: words, in: Dictionary(texts) { first, _ in first })
      return problem
    }
    return problem
  }

  private static let problems = "problem."
}
