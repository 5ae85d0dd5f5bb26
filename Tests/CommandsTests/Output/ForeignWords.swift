import Foundation

/// Finds words of English on screens that are read in another language.
///
/// What is typed stays as it is in every language: commands, options, names between backquotes, paths,
/// permissions, terms of queries. What is left is looked up: in Russian no word in Latin letters may be
/// left that no Russian text has; in the others no word of the English texts that they do not have.
struct ForeignWords {
  private let own: Set<String>
  /// The words of the English texts; `nil` where the letters tell.
  private let english: Set<String>?

  /// Words that stand on screens in any language, each with the reason.
  static let allowed: [String: String] = [
    "docket": "the program", "lua": "the language of plugins", "csv": "a format",
    "json": "a format", "ndjson": "a format", "html": "a format", "sqlite": "a library",
    "libsodium": "a library", "libcurl": "a library", "libedit": "a library", "utc": "a time zone",
    "ctrl": "a key", "enter": "a key", "shift": "a key", "esc": "a key", "api": "a term",
    "url": "a term", "utf": "a term", "iso": "a term", "sql": "a term", "http": "a term",
    "https": "a term",
  ]

  init(in language: String) throws {
    own = try ForeignWords.vocabulary(of: language)
    english = language == "ru" ? nil : try ForeignWords.vocabulary(of: "en")
  }

  /// The words on a screen that are none of the language's, nor among those names.
  func found(in screen: String, except names: Set<String>) -> [String] {
    let words = Set(ForeignWords.words(of: ForeignWords.untyped(screen)))
    return words.filter { word in
      guard !own.contains(word), !names.contains(word), ForeignWords.allowed[word] == nil else {
        return false
      }
      return english.map { $0.contains(word) } ?? word.unicodeScalars.allSatisfy(\.isASCII)
    }.sorted()
  }

  /// Words of three letters and more, in small letters.
  static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter }.map(String.init).filter { $0.count > 2 }
  }

  /// The text without what is typed as it stands in any language.
  static func untyped(_ text: String) -> String {
    typed.reduce(text) { text, form in
      text.replacingOccurrences(of: form.pattern, with: " ", options: .regularExpression)
    }
  }

  /// What is typed, by its form.
  private static let typed: [(pattern: String, reason: String)] = [
    ("`[^`\n]*`", "what somebody types or has typed"),
    ("\\bdocket( [!-~…]+)+", "a command line"),
    ("(^|[^\\w])--?[a-z][a-z-]*( <[^>]*>)?", "an option"),
    ("<[^>\n]*>", "a place in a usage"),
    ("\\b[A-Za-z_.-]+[+-]?=[^\\s,;]*", "an assignment"),
    ("\\b[a-z_.]+:[^\\s,;)]+", "a term of a query, or a name of a plugin's"),
    ("[\\w.-]*[/@][^\\s,;)]*", "a path, an address, a hook"),
    ("\\b[0-9a-f]{8,}\\b", "a digest, a commit"),
    ("\\b[\\w-]+(\\.[\\w*-]+)+", "a permission, a file, a field of a person"),
    ("\\b[\\w-]*_[\\w-]*", "a name that a plugin or the kernel declares"),
    ("\\b[A-Z][A-Z_]+\\b", "a place for a value"),
    ("\\br[0-9]+\\b", "a request"),
    ("\\b[a-z]+(-[a-z]+)+\\b", "a name of a hook's or a plugin's"),
  ]

  /// All words of a language's texts, and of what the bundled plugins say in it.
  private static func vocabulary(of language: String) throws -> Set<String> {
    var found: Set<String> = []
    let catalogue = root + "/Sources/Texts/Catalogue/" + language
    for file in try FileManager.default.contentsOfDirectory(atPath: catalogue)
    where file != "glossary.json" {
      let content = try Data(contentsOf: URL(fileURLWithPath: "\(catalogue)/\(file)"))
      add(try JSONSerialization.jsonObject(with: content), of: language, to: &found)
    }
    let plugins = root + "/plugins"
    for plugin in try FileManager.default.contentsOfDirectory(atPath: plugins) {
      let path = "\(plugins)/\(plugin)/locales/\(language).lua"
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
      for match in text.matches(of: /= "([^"]*)"/) {
        found.formUnion(words(of: untyped(String(match.output.1))))
      }
    }
    return found
  }

  private static func add(_ value: Any, of language: String, to found: inout Set<String>) {
    switch value {
    case let members as [String: Any]:
      for (key, value) in members where language != "en" || !authors.contains(key) {
        add(value, of: language, to: &found)
      }
    case let text as String:
      let plain = text.replacing(/\{[a-z_]+\|([^{}]*)\}/) { " \($0.output.1) " }
        .replacing(/\{[a-z_]+\}/, with: " ")
      found.formUnion(words(of: untyped(plain)))
    default: break
    }
  }

  /// Sections that only the authors of plugins read, in English.
  private static let authors: Set = [
    "api", "author", "check", "editor", "lane", "manifest", "spec",
  ]

  private static let root =
    #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()
}
