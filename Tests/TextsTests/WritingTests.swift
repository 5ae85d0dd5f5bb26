import Testing
import Texts

/// How languages write numbers and dates, and what a language may leave out.
@Suite struct WritingTests {
  @Test(arguments: [
    ("en", "12,345.5", "2026-12-31"), ("de", "12.345,5", "31.12.2026"),
    ("es", "12.345,5", "31/12/2026"), ("nl", "12.345,5", "31-12-2026"),
    ("ru", "12\u{A0}345,5", "31.12.2026"), ("qps", "12,345.5", "2026-12-31"),
    ("fi", "12,345.5", "2026-12-31"),
  ])
  func `a language writes numbers and dates as its samples`(
    language: String, number: String, date: String,
  ) throws {
    let writing = try #require(Language(language)).writing
    #expect(writing.decimal("12345.5") == number)
    #expect(writing.date(year: "2026", month: "12", day: "31") == date)
  }

  @Test(arguments: [
    (0, "0"), (9_999, "9999"), (10_000, "10.000"), (-1_234_567, "-1.234.567"), (100, "100"),
    (Int64.min, "-9.223.372.036.854.775.808"),
  ])
  func `thousands are apart from five digits on`(number: Int64, text: String) throws {
    #expect(try #require(Language("de")).writing.grouped(number) == text)
  }

  @Test func `a number that is counted has its thousands apart, and one that names something none`()
    throws
  {
    let german = try #require(Language("de"))
    #expect(Text.bulkAsk(count: 12_345).rendered(in: german).contains("12.345"))
    #expect(Text.closeAlready(ticket: 12_345).rendered(in: german).contains("12345"))
  }

  @Test(arguments: [
    ("n = 1", [1, 0, 1, 1]), ("n = 0..1", [0, 0, 1, 1]),
    ("n % 10 = 1 and n % 100 != 11; n % 10 = 2..4 and n % 100 != 12..14", [2, 0, 1, 2]),
    ("n = 1; n = 2,5", [2, 0, 1, 1]), ("", [0, 0, 0, 0]), ("x", [1, 1, 1, 1]),
    ("n % 0 = 1", [1, 1, 1, 1]),
  ])
  func `a rule of plurals chooses a form`(rule: String, forms: [Int]) {
    let numbers: [Int64] = [0, 1, 2, 5]
    #expect(numbers.map(PluralRule(rule).form) == forms)
    #expect(PluralRule(rule).form(of: -1) == PluralRule(rule).form(of: 1))
  }

  @Test(arguments: [("fr", 0, 0), ("uk", 3, 1), ("pl", 22, 1), ("fi", 0, 1), ("en", 1, 0)])
  func `languages without a folder have the plurals that are known of them`(
    language: String, number: Int64, form: Int,
  ) throws {
    #expect(try #require(Language(language)).pluralForm(of: number) == form)
  }

  /// A sixth language with one section, a rule of plurals and its samples.
  private static let french = Catalogue(
    Language("fr") ?? .english,
    [
      "bulk.ask": "Modifier {count} {count|ticket|tickets} ? [o/N] ",
      "language.plurals": "n = 0..1",
      "language.number": "1\u{202F}234,5", "language.date": "31/12/2026",
    ])

  @Test func `a language that has one section says it, and the rest in English`() {
    let french = WritingTests.french
    #expect(
      Text.bulkAsk(count: 12_345).rendered(by: french)
        == "Modifier 12\u{202F}345 tickets ? [o/N] ")
    #expect(Text.bulkAsk(count: 0).rendered(by: french) == "Modifier 0 ticket ? [o/N] ")
    #expect(
      Text.closeAlready(ticket: 7).rendered(by: french) == Text.closeAlready(ticket: 7).description)
    #expect(french.lacking.contains("close.already") && !french.lacking.contains("bulk.ask"))
    #expect(french.writing.date(year: "2026", month: "01", day: "02") == "02/01/2026")
  }

  @Test func `a language that does not say how it writes does so as English`() {
    let bare = Catalogue(Language("fi") ?? .english, ["bulk.ask": "{count|ticket|tickets}"])
    #expect(bare.writing == Catalogue.english.writing)
    #expect(Text.bulkAsk(count: 0).rendered(by: bare) == "tickets")
  }

  @Test func `an English text in another language takes the English form`() {
    let russian = Catalogue(Language("ru") ?? .english, ["language.plurals": "n = 5"])
    #expect(
      Text.bulkAsk(count: 1).rendered(by: russian) == Text.bulkAsk(count: 1).description)
  }
}
