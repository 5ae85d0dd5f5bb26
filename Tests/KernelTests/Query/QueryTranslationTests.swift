import Kernel
import Testing
import Texts

/// What somebody keeps for others has English words for the dates and numbers that they typed.
@Suite struct QueryTranslationTests {
  private static func translated(
    _ text: String, from code: String, _ context: QueryContext = .list,
  ) throws -> String {
    let language = try #require(Language(code))
    return try QueryTranslation(
      from: language, schema: QueryFixture.schema, context: context, people: QueryFixture.people,
      zone: .utc
    ).text(text)
  }

  @Test(arguments: [
    ("de", "due:..morgen", "due:..tomorrow"),
    ("de", "is:open due:\"heute 9:00\"..", "is:open due:\"today 9:00\".."),
    ("de", "due:..übermorgen", "due:..day-after-tomorrow"),
    ("de", "due<\"5.6.2026\" severity:high", "due<\"5.6.2026\" severity:high"),
    ("de", "due>\"5/6/2026\" severity:high", "due>2026-06-05 severity:high"),
    ("de", "created:\"vor 3 Tagen\"..", "created:-3d.."),
    ("de", "spent>\"1,5 Stunden\"", "spent>1h30m"),
    ("de", "hours:\"1,5\" vip:ja", "hours:1.5 vip:yes"),
    ("ru", "day:завтра", "day:tomorrow"),
    ("ru", "due:пятница,\"31 декабря\" не", "due:friday,31-december не"),
    ("es", "due:mañana..\"fin de mes\"", "due:tomorrow..end-of-month"),
    ("nl", "not:due:..gisteren", "not:due:..yesterday"),
    ("nl", "(due:vandaag or subject:morgen)", "(due:today or subject:morgen)"),
  ])
  func `dates, lengths, numbers and answers become English`(
    code: String, typed: String, kept: String,
  ) throws {
    #expect(try Self.translated(typed, from: code) == kept)
    let language = try #require(Language(code))
    func read(_ text: String, _ language: Language?) throws -> Query {
      try Query(
        parsing: text, schema: QueryFixture.schema, context: .list, people: QueryFixture.people,
        zone: .utc, language: language)
    }
    #expect(try read(kept, nil) == read(typed, language))
  }

  @Test(arguments: ["de", "nl", "es", "ru"])
  func `what everybody reads so stays as it was typed`(code: String) throws {
    for text in [
      "due:tomorrow  created:-7d.. \"friday\"", "due:\"friday 9:00\"", "hours:\"1.5\" vip:true",
      "due:2026-01-31..2026-02 sort:-due limit:5", "subject:morgen,mañana,завтра", "",
    ] {
      #expect(try Self.translated(text, from: code) == text)
    }
  }

  @Test func `a reference to another field is no word`() throws {
    #expect(try Self.translated("due:..$wake", from: "de", .condition) == "due:..$wake")
  }

  @Test func `what is no date in the language either is told so`() throws {
    #expect(throws: QueryError.self) { try Self.translated("due:..morgn", from: "de") }
  }
}
