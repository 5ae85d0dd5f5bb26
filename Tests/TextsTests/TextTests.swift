import Testing
import Texts

@Suite struct TextTests {
  private static let dutch = Catalogue(Language("nl") ?? .english) { name in
    name == "close" ? Section("Sluiten", ["close.already": "ticket {ticket} is al gesloten"]) : nil
  }

  private func filled(
    _ template: String, _ values: KeyValuePairs<String, any TextConvertible>, in language: String,
  ) -> String {
    let catalogue = Catalogue(Language(language) ?? .english) { _ in
      Section("Test", ["test.one": template])
    }
    return Text("test.one", values).rendered(by: catalogue)
  }

  @Test func `a text is its template with its values`() {
    #expect(Text("close.already", ["ticket": 7]).description == "ticket 7 is closed already")
  }

  @Test func `a text is read in the language of its reader`() {
    let text = Text("close.already", ["ticket": 7])
    #expect(text.rendered(by: Self.dutch) == "ticket 7 is al gesloten")
  }

  @Test func `what a language lacks is said in English`() {
    #expect(Text("text.empty_note").rendered(by: Self.dutch) == "a note needs words")
  }

  @Test func `a text within a text is read in the same language`() {
    let text = Text("hint.nearest", ["name": Text("close.already", ["ticket": 7])])
    #expect(text.rendered(by: Self.dutch) == "; did you mean ticket 7 is al gesloten?")
  }

  @Test func `a value is not taken for a template`() {
    #expect(filled("x {name}", ["name": "{name} {other}"], in: "en") == "x {name} {other}")
  }

  @Test func `a value that is nothing leaves nothing`() {
    #expect(filled("x{hint}", ["hint": Text?.none], in: "en") == "x")
  }

  @Test func `a brace that begins no name stands for itself`() {
    #expect(filled("{ a = {1, {b} } }", ["b": "2"], in: "en") == "{ a = {1, 2 } }")
  }

  @Test(arguments: [
    ("en", 1, "1 ticket"), ("en", 0, "0 tickets"), ("en", 2, "2 tickets"), ("nl", 1, "1 ticket"),
  ])
  func `a number chooses the form of its word`(language: String, count: Int, words: String) {
    #expect(filled("{n} {n|ticket|tickets}", ["n": count], in: language) == words)
  }

  @Test(arguments: [
    (1, "задача"), (2, "задачи"), (5, "задач"), (11, "задач"), (12, "задач"), (21, "задача"),
    (22, "задачи"), (111, "задач"), (-1, "задача"),
  ])
  func `a number chooses among three forms in Russian`(count: Int, word: String) {
    #expect(filled("{n|задача|задачи|задач}", ["n": count], in: "ru") == word)
  }

  @Test func `an unknown code still says all that is known`() {
    #expect(Text("no.such").description == "no.such")
    #expect(Text("no.such", ["ticket": 7]).description == "no.such (ticket: 7)")
  }

  @Test func `a value that is missing leaves its place`() {
    #expect(Text("close.already").description == "ticket {ticket} is closed already")
  }

  @Test func `somebody's own words are the same in every language, and have no code`() {
    let text = Text(words: "a {ticket}")
    #expect(text.rendered(by: Self.dutch) == "a {ticket}")
    #expect(text.code == nil)
  }

  @Test(arguments: [
    ("nl", "nl"), ("nl_NL.UTF-8", "nl"), ("DE-at", "de"), ("C", "en"), ("C.UTF-8", "en"),
    ("POSIX", "en"), ("fil", "fil"),
  ])
  func `a locale names its language`(locale: String, code: String) {
    #expect(Language(locale)?.code == code)
  }

  @Test(arguments: ["", "x", "dutch", "1l", "../en", "é"])
  func `what is no language is none`(locale: String) {
    #expect(Language(locale) == nil)
  }
}
