import Testing
import Texts

@Suite struct TextTests {
  private static let dutch = Catalogue(
    Language("nl") ?? .english, ["close.already": "ticket {ticket} is al gesloten"])

  /// A text of one value, said by another template than its own.
  private func filled(_ template: String, _ value: any TextConvertible, in language: String)
    -> String
  {
    let catalogue = Catalogue(Language(language) ?? .english, ["close.already": template])
    return Text.closeAlready(ticket: value).rendered(by: catalogue)
  }

  @Test func `a text is its template with its values`() {
    #expect(Text.closeAlready(ticket: 7).description == "ticket 7 is closed already")
  }

  @Test func `a text is read in the language of its reader`() {
    let text = Text.closeAlready(ticket: 7)
    #expect(text.rendered(by: Self.dutch) == "ticket 7 is al gesloten")
  }

  @Test func `what came in and what was closed today agree in Russian, whatever their numbers`()
    throws
  {
    let russian = try #require(Language("ru"))
    for count in [0, 1, 2, 5] {
      #expect(Text.dashboardCame(count: count).rendered(in: russian) == "поступило: \(count)")
      #expect(Text.dashboardClosed(count: count).rendered(in: russian) == "закрыто: \(count)")
    }
  }

  @Test func `what a language lacks is said in English`() {
    #expect(Text.textEmptyNote.rendered(by: Self.dutch) == "a note needs words")
  }

  @Test func `a text that a language lacks is English with the texts within it`() {
    let text = Text.hintNearest(name: Text.closeAlready(ticket: 7))
    #expect(text.rendered(by: Self.dutch) == text.description)
  }

  @Test func `values side by side are known again, the second by its own text`() {
    let both = Text.queryUnknownName(
      field: "category", name: "opne", known: Text.hintKnown(names: "open, closed"),
      hint: Text.hintNearestQuoted(name: "open"))
    let one = Text.queryUnknownName(
      field: "category", name: "opne", known: Text.hintKnown(names: "open, closed"),
      hint: Text?.none)
    for text in [both, one] {
      let sections = ["query", "hint", "frame"]
      let framed = Text.frameOf(owner: "each", problem: text)
      let known = Text(saying: framed.description, amongSections: sections)
      for language in ["nl", "de", "es", "ru"].compactMap({ Language($0) }) {
        #expect(known?.rendered(in: language) == framed.rendered(in: language))
      }
    }
  }

  @Test func `a value is not taken for a template`() {
    #expect(filled("x {ticket}", "{ticket} {other}", in: "nl") == "x {ticket} {other}")
  }

  @Test func `a value that is nothing leaves nothing`() {
    #expect(filled("x{ticket}", Text?.none, in: "nl") == "x")
  }

  @Test func `a brace that begins no name stands for itself`() {
    #expect(filled("{ a = {1, {ticket} } }", "2", in: "nl") == "{ a = {1, 2 } }")
  }

  @Test(arguments: [
    ("de", 1, "1 ticket"), ("de", 0, "0 tickets"), ("de", 2, "2 tickets"), ("nl", 1, "1 ticket"),
    ("fr", 0, "0 ticket"),
  ])
  func `a number chooses the form of its word`(language: String, count: Int, words: String) {
    #expect(filled("{ticket} {ticket|ticket|tickets}", count, in: language) == words)
  }

  @Test(arguments: [
    (1, "задача"), (2, "задачи"), (5, "задач"), (11, "задач"), (12, "задач"), (21, "задача"),
    (22, "задачи"), (111, "задач"), (-1, "задача"),
  ])
  func `a number chooses among three forms in Russian`(count: Int, word: String) {
    #expect(filled("{ticket|задача|задачи|задач}", count, in: "ru") == word)
  }

  @Test(arguments: [("en", "1.5"), ("de", "1,5"), ("nl", "1,5"), ("es", "1,5"), ("ru", "1,5")])
  func `a number with a fraction has the sign of the reader's language`(
    language: String, number: String,
  ) {
    #expect(filled("{ticket} MB", 1.5, in: language) == "\(number) MB")
  }

  @Test func `what a library says in English is known again, with its values`() {
    let text = Text(saying: "Unknown option '--x y'", amongSections: ["parser", "usage"])
    #expect(text?.code == "parser.unknown" && text?.description == "Unknown option '--x y'")
    let both = Text(saying: "Unknown option '--a'. Did you mean '--b'?", amongSections: ["parser"])
    #expect(both?.code == "parser.nearest")
    let extras = Text(saying: "2 unexpected arguments: '3', 'X'", amongSections: ["parser"])
    #expect(extras?.code == "parser.extras")
    #expect(extras?.rendered(in: Language("es") ?? .english) == "sobran 2 palabras: '3', 'X'")
    let quoted = Text(saying: "Unexpected argument 'it's'", amongSections: ["parser"])
    #expect(quoted?.code == "parser.extra" && quoted?.description == "Unexpected argument 'it's'")
    #expect(Text(saying: "something else", amongSections: ["parser"]) == nil)
    // The colon is the inner text's.
    let inner = Text.tableKey(key: "name", problem: Text.tableName(name: "a b"))
    let nested = Text(saying: inner.description, amongSections: ["table"])
    #expect(nested?.code == inner.code)
    let german = Language("de") ?? .english
    #expect(nested?.rendered(in: german) == inner.rendered(in: german))
  }

  @Test(arguments: ["qps", "qpr"])
  func `a pseudo-language has the places of English, and longer words`(code: String) throws {
    let pseudo = try #require(Language(code))
    let text = Text.closeAlready(ticket: "seven").rendered(in: pseudo)
    #expect(text.contains("seven") && !text.contains("closed"))
    #expect(text.count > Text.closeAlready(ticket: "seven").description.count)
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
