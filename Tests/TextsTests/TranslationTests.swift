import Foundation
import Testing
import Texts

/// The rules that every language of the catalogue keeps.
@Suite struct TranslationTests {
  private let english: Translation

  init() throws {
    english = try Translation(reading: "en")
  }

  @Test(arguments: Translation.languages)
  func `a language lacks nothing but what the authors of plugins read`(language: String) throws {
    let missing = try Translation(reading: language).missing(from: english)
    #expect(missing.isEmpty, "\(missing)")
  }

  @Test(arguments: Translation.languages)
  func `a translation has the places of English, and the forms of its language`(
    language: String,
  ) throws {
    let own = try Translation(reading: language)
    #expect(own.misplaced(from: english).isEmpty && own.misformed.isEmpty)
  }

  @Test(arguments: Translation.languages)
  func `a text with words is not the English one`(language: String) throws {
    let found = try Translation(reading: language)
      .untranslated(from: english, sharing: TranslationTests.shared[language] ?? [])
    #expect(found.isEmpty, "\(found)")
  }

  /// Words that the language has from English, or from where English has them.
  private static let shared: [String: Set<String>] = [
    "de": ["hook", "hooks", "plugin", "script", "ticket", "tickets"],
    "es": [
      "byte", "bytes", "commit", "error", "hook", "hooks", "login", "plugin", "roles", "script",
      "ticket", "tickets",
    ],
    "nl": [
      "byte", "bytes", "commit", "conflict", "hook", "hooks", "login", "open", "plugin", "script",
      "ticket", "tickets", "timers", "week",
    ],
  ]

  @Test(arguments: Translation.languages)
  func `one word stands for a term throughout`(language: String) throws {
    let own = try Translation(reading: language)
    #expect(!own.glossary.isEmpty)
    let found = own.unfaithful(to: english)
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
  }

  /// The capital letter is what a line without an answer means.
  @Test(arguments: Translation.languages)
  func `a question shows the letters by which it is answered`(language: String) throws {
    let own = try Translation(reading: language)
    let (yes, no) = (own.texts["word.affirmed"]?.first, own.texts["word.denied"]?.first)
    let letters = "[\(try #require(yes))/\(try #require(no).uppercased())] "
    let questions = english.texts.filter { $0.value.contains("[y/N]") }.keys
    #expect(questions.count >= 5)
    for code in questions { #expect(own.texts[code]?.hasSuffix(letters) == true, "\(code)") }
  }

  @Test(arguments: Translation.languages)
  func `a refusal is called the same above an error and in a table`(language: String) throws {
    let own = try Translation(reading: language)
    let words = ["said.title_refused", "column.refused"].map { own.texts[$0]?.lowercased() }
    #expect(words[0] == words[1])
  }

  /// Tables stand in 80 columns, and a head is no wider than what it stands over may be.
  @Test(arguments: Translation.languages)
  func `heads of tables are short`(language: String) throws {
    let own = try Translation(reading: language)
    let wide = own.texts.filter { $0.key.hasPrefix("column.") && $0.value.count > 18 }
    #expect(wide.isEmpty, "\(wide)")
  }

  /// A bar of ten cells has its label before it, the share and a note behind it.
  @Test(arguments: ["en"] + Translation.languages)
  func `lines of progress fit 80 columns`(language: String) throws {
    let own = try Translation(reading: language)
    let progress = own.texts.filter { $0.key.hasPrefix("progress.") }
    let notes = progress.filter { $0.value.contains("{") }
    let label = progress.filter { !$0.value.contains("{") }.map(\.value.count).max() ?? 0
    #expect(label > 0 && label <= 40)
    for (code, note) in notes {
      let plain = note.replacing(/\{[a-z_]+\|([^{}|]*\|)*([^{}|]*)\}/) { String($0.output.2) }
      #expect(plain.replacing(/\{[a-z_]+\}/, with: "100000").count <= 32, "\(code)")
    }
  }

  @Test func `what is wrong with a translation is found`() {
    let english = Translation(
      "en", texts: ["a.b": "the {x} is {n|one ticket|tickets}", "a.c": "some words", "a.d": "{x}"])
    let good = Translation(
      "ru",
      texts: [
        "a.b": "{x}: {n|заявка|заявки|заявок}", "a.c": "слова", "a.d": "{x}",
        "language.plurals": "n = 1; n = 2..4",
      ])
    #expect(good.missing(from: english).isEmpty && good.misplaced(from: english).isEmpty)
    #expect(good.misformed.isEmpty && good.untranslated(from: english).isEmpty)
    var bad = good
    bad.texts = [
      "a.b": "{y}: {n|заявка|заявок}", "a.c": "some words", "language.plurals": "n = 1; n = 2..4",
    ]
    #expect(bad.missing(from: english) == ["a.d"])
    #expect(bad.misplaced(from: english) == ["a.b"])
    #expect(bad.misformed == ["a.b"])
    #expect(bad.untranslated(from: english) == ["a.c"])
  }

  @Test func `a word that the glossary does not want is found where its term is meant`() {
    let english = Translation("en", texts: ["a.b": "two tickets", "a.c": "a card"])
    let own = Translation(
      "nl", texts: ["a.b": "twee kaarten", "a.c": "twee kaarten"],
      glossary: ["ticket": .init(use: "ticket", not: ["kaarten"])])
    #expect(own.unfaithful(to: english) == ["a.b: kaarten (ticket: ticket)"])
  }
}
