import Kernel
import Testing
import Texts

/// Days of the month without their month, read on Saturday, 31 January 2026, at noon in Amsterdam.
@Suite struct DayOfMonthTests {
  @Test(arguments: [
    ("en", "the 15th"), ("en", "15th"), ("en", "on the fifteenth"), ("de", "am 15."),
    ("de", "der 15."), ("de", "am fünfzehnten"), ("nl", "de 15e"), ("nl", "op de 15de"),
    ("nl", "de vijftiende"), ("es", "el 15"), ("es", "el día 15"), ("ru", "15-го числа"),
    ("ru", "15-го"), ("ru", "15 числа"), ("ru", "пятнадцатого"), ("ru", "пятнадцатого числа"),
    ("es", "the 15th"),
  ])
  func `a day of the month is the next such day`(language: String, text: String) throws {
    #expect(try SpokenDate.read(text, in: language) == "2026-02-15")
  }

  @Test(arguments: [
    ("de", "am 9. um halb neun", "2026-02-09 +510m"), ("en", "the 15th 9:00", "2026-02-15 +540m"),
    ("es", "el 15 a las 8 y media", "2026-02-15 +510m"), ("nl", "de 15e om 9", "2026-02-15 +540m"),
    ("ru", "пятнадцатого числа в 9", "2026-02-15 +540m"),
  ])
  func `it may have a time of day`(language: String, text: String, expected: String) throws {
    #expect(try SpokenDate.read(text, in: language) == expected)
  }

  @Test(arguments: [
    ("the 31st", "2026-01-31"), ("the 31st at 18:00", "2026-01-31 +1080m"),
    ("the 31st at 9:00", "2026-03-31 +540m"),
  ])
  func `today counts as long as its time is still to come`(text: String, expected: String) throws {
    #expect(try SpokenDate.read(text, in: "en") == expected)
  }

  @Test func `a day that the next month lacks is one of the month after it`() throws {
    #expect(try SpokenDate.read("the 30th", in: "en") == "2026-03-30")
    #expect(try SpokenDate.read("the 31st", in: "en", at: "2026-04-01T12:00") == "2026-05-31")
    #expect(try SpokenDate.read("the 29th", in: "en", at: "2028-01-31T12:00") == "2028-02-29")
  }

  @Test func `there is no day after the 31st`() {
    let error = #expect(throws: TimeError.self) { try SpokenDate.read("the 32nd", in: "en") }
    #expect(error?.description.contains("days 1 to 31") == true)
  }

  @Test(arguments: [("am 15. um 9", "the 15th 9:00"), ("am 1.", "the-1st"), ("am 23.", "the-23rd")])
  func `what is kept of it means the same in English`(text: String, kept: String) throws {
    let moment = try Moment(parsing: text, zone: .utc, language: Language("de"))
    guard case .named(let phrase) = moment else {
      Issue.record("\(text) is no named date")
      return
    }
    #expect(phrase.description == kept)
    #expect(try Moment(parsing: kept, zone: .utc) == moment)
  }

  @Test(arguments: [
    ("en", "the first of may", "2026-05-01"), ("de", "am ersten Mai", "2026-05-01"),
    ("es", "uno de mayo", "2026-05-01"), ("ru", "первое мая", "2026-05-01"),
    ("nl", "de eerste mei", "2026-05-01"), ("ru", "двадцать первого января", "2027-01-21"),
  ])
  func `a day of a month may be a word`(language: String, text: String, expected: String) throws {
    #expect(try SpokenDate.read(text, in: language) == expected)
  }
}
