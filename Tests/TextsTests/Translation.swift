import Foundation
import Testing
import Texts

/// What the folder of a language in `Sources/Texts/Catalogue` has, and what is wrong with it.
struct Translation {
  struct Term: Decodable, Equatable {
    var use: String
    /// Words that stand for it nowhere.
    var not: [String]
  }

  private struct Section: Decodable {
    var title: String?
    var advice: String?
    var texts: [String: String]
  }

  let language: String
  var texts: [String: String] = [:]
  /// Titles and advice of sections, by `SECTION title` and `SECTION advice`.
  var heads: [String: String] = [:]
  var glossary: [String: Term] = [:]

  /// Sections that only the authors of plugins read: they stay English.
  static let ofAuthors: Set<String> = [
    "api", "author", "check", "editor", "lane", "manifest", "spec",
  ]

  /// The languages besides English that have a folder.
  static let languages = Catalogue.languageCodes.filter { $0 != "en" }

  init(_ language: String, texts: [String: String], glossary: [String: Term] = [:]) {
    (self.language, self.texts, self.glossary) = (language, texts, glossary)
  }

  /// Reads a folder.
  init(reading language: String) throws {
    self.language = language
    let folder = SourceTexts.root + "/Sources/Texts/Catalogue/" + language
    for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      let content = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)"))
      switch file {
      case "labels.json", "help.json": continue
      case "glossary.json": glossary = try JSONDecoder().decode([String: Term].self, from: content)
      default:
        for (name, section) in try JSONDecoder().decode([String: Section].self, from: content)
        where !Translation.ofAuthors.contains(name) {
          texts.merge(section.texts) { first, _ in first }
          heads["\(name) title"] = section.title
          heads["\(name) advice"] = section.advice
        }
      }
    }
  }

  /// Texts and headings that English has and the language lacks.
  func missing(from english: Translation) -> [String] {
    let lacking = Set(english.texts.keys).subtracting(texts.keys)
    return (lacking.sorted() + Set(english.heads.keys).subtracting(heads.keys).sorted())
  }

  /// Texts whose places for values are others than in English.
  func misplaced(from english: Translation) -> [String] {
    texts.filter { code, text in
      english.texts[code].map { Set(Template(text).names) != Set(Template($0).names) } ?? false
    }.keys.sorted()
  }

  /// Words that have fewer or more forms than the language takes beside a number.
  var misformed: [String] {
    let count = PluralRule(texts["language.plurals"] ?? "n = 1").forms
    return texts.filter { _, text in
      text.matches(of: /\{[a-z_]+\|([^{}]*)\}/)
        .contains {
          $0.output.1.split(separator: "|", omittingEmptySubsequences: false).count != count
        }
    }.keys.sorted()
  }

  /// Texts that stand as in English, though they have words that the two languages do not share.
  func untranslated(from english: Translation, sharing shared: Set<String> = []) -> [String] {
    texts.filter { code, text in
      text == english.texts[code]
        && Translation.words(of: text).contains { $0.count > 3 && !shared.contains($0) }
    }.keys.sorted()
  }

  /// Texts with a word that the glossary does not want for a term of theirs, as `CODE: WORD (TERM)`.
  func unfaithful(to english: Translation) -> [String] {
    texts.sorted { $0.key < $1.key }.flatMap { code, text in
      let said = Set(Translation.words(of: text))
      let meant = Set(Translation.words(of: english.texts[code] ?? ""))
      return glossary.sorted { $0.key < $1.key }.flatMap { term, entry in
        let isMeant = meant.contains(term) || meant.contains("\(term)s")
        // A word that English has as well is one that is typed.
        return entry.not.map { $0.lowercased() }
          .filter { isMeant && said.contains($0) && !meant.contains($0) }
          .map { "\(code): \($0) (\(term): \(entry.use))" }
      }
    }
  }

  /// The words of a text that are neither values nor typed, in small letters.
  private static func words(of text: String) -> [String] {
    text.replacing(/\{[a-z_]+[|}]|`[^`]*`|--[a-z-]+|docket [a-z .-]+/, with: " ")
      .replacing(/chmod .*|[A-Z_]{3,}/, with: " ")
      .lowercased()
      .split { !$0.isLetter && $0 != "-" }.map(String.init)
  }
}
