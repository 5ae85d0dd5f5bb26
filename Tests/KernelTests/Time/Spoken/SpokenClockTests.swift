import Kernel
import Testing
import Texts

/// Times of day in words, read on Saturday, 31 January 2026, at noon in Amsterdam.
@Suite struct SpokenClockTests {
  @Test(arguments: [
    ("de", "morgen um halb neun", 510), ("de", "morgen Viertel nach acht", 495),
    ("de", "morgen um viertel vor neun", 525), ("de", "morgen dreiviertel neun", 525),
    ("de", "morgen viertel neun", 495), ("de", "morgen zehn nach acht", 490),
    ("de", "morgen um fünf vor halb neun", 505), ("de", "morgen um fünf nach halb 9", 515),
    ("nl", "morgen half negen", 510), ("nl", "morgen om half 9", 510),
    ("nl", "morgen kwart over acht", 495), ("nl", "morgen om kwart voor negen", 525),
    ("nl", "morgen om tien voor half negen", 500), ("nl", "morgen halfnegen", 510),
    ("es", "mañana a las ocho y media", 510), ("es", "mañana a las ocho menos cuarto", 465),
    ("es", "mañana a las ocho y cuarto", 495), ("es", "mañana a las ocho y veinte", 500),
    ("es", "mañana a un cuarto para las nueve", 525), ("es", "mañana a la una menos cuarto", 765),
    ("ru", "завтра в полдевятого", 510), ("ru", "завтра в половине девятого", 510),
    ("ru", "завтра в четверть девятого", 495), ("ru", "завтра без четверти девять", 525),
    ("ru", "завтра без двадцати пяти минут девять", 515),
    ("ru", "завтра в десять минут девятого", 490),
    ("en", "tomorrow at half past eight", 510), ("en", "tomorrow quarter to nine", 525),
    ("en", "tomorrow at a quarter past eight", 495), ("en", "tomorrow at ten past eight", 490),
    ("en", "tomorrow at twenty-five to nine", 515), ("ru", "tomorrow at half past eight", 510),
  ])
  func `the minutes of an hour are read in words`(
    language: String, text: String, minutes: Int,
  ) throws {
    #expect(try SpokenDate.read(text, in: language) == "2026-02-01 +\(minutes)m")
  }

  @Test(arguments: [
    ("de", "morgen halb neun abends", 1230), ("de", "morgen um 2 Uhr nachts", 120),
    ("de", "morgen um 11 Uhr nachts", 1380), ("de", "morgen um 12 Uhr mittags", 720),
    ("de", "morgen um 1 Uhr mittags", 780), ("de", "morgen mittags um 12", 720),
    ("de", "morgen um halb eins", 750), ("de", "morgen um halb eins nachts", 30),
    ("nl", "morgen tien over acht 's avonds", 1210), ("nl", "morgen om 2 uur 's nachts", 120),
    ("nl", "morgen 12 uur 's middags", 720), ("es", "mañana a las 11 de la noche", 1380),
    ("es", "mañana a las ocho y veinte de la tarde", 1220),
    ("es", "mañana a las 2 de la madrugada", 120), ("es", "mañana a las 12 del mediodía", 720),
    ("ru", "завтра в половине девятого вечера", 1230), ("ru", "завтра в полпервого ночи", 30),
    ("ru", "завтра в 12 часов дня", 720), ("en", "tomorrow at quarter to one pm", 765),
    ("en", "tomorrow at 2 at night", 120), ("en", "tomorrow at 12 noon", 720),
    ("en", "tomorrow at half past eight in the evening", 1230),
  ])
  func `the part of the day may stand with an hour`(
    language: String, text: String, minutes: Int,
  ) throws {
    #expect(try SpokenDate.read(text, in: language) == "2026-02-01 +\(minutes)m")
  }

  @Test(arguments: [
    ("en", "tonight at 8", 1200), ("nl", "vanavond om 8", 1200), ("es", "esta noche a las 9", 1260),
    ("de", "heute Abend um halb neun", 1230), ("ru", "сегодня вечером в 9", 1260),
  ])
  func `a part of today is a day with it`(language: String, text: String, minutes: Int) throws {
    #expect(try SpokenDate.read(text, in: language) == "2026-01-31 +\(minutes)m")
  }

  @Test(arguments: ["en", "ru"])
  func `half eight is refused with what it may be`(language: String) {
    let error = #expect(throws: TimeError.self) {
      try SpokenDate.read("tomorrow at half eight", in: language)
    }
    #expect(error?.description.contains("8:30 or 7:30") == true)
  }

  @Test func `what may be two times in English is one in a language that has it`() throws {
    #expect(try SpokenDate.read("half 9 31-12-2026", in: "nl") == "2026-12-31 +510m")
  }

  @Test(arguments: [("en", "9:00"), ("de", "halb neun"), ("ru", "в полночь"), ("es", "a las 8")])
  func `a time of day without its day is refused with that`(language: String, text: String) {
    let error = #expect(throws: TimeError.self) { try SpokenDate.read(text, in: language) }
    #expect(error?.description.contains("write the day with it") == true)
  }

  /// The samples of a language's folder have 8 for the hour and 10 for the minutes.
  @Test(arguments: Catalogue.languageCodes)
  func `each way to say the minutes that a language has can be typed in it`(code: String) throws {
    let language = try #require(Language(code))
    let day = Text.datesTomorrow.rendered(in: language).prefix { $0 != "," }
    var count = 0
    for sample in Text.datesClock.rendered(in: language).split(separator: ";") {
      let sides = sample.split(separator: "=").map { $0.filter { $0 != "\n" } }
      let times = sides[1].split(separator: "|").map { $0.split(separator: ":").map(String.init) }
      guard times.count == 1 else { continue }
      let time = times[0].compactMap { Int($0.filter { $0 != " " }) }
      for text in sides[0].split(separator: ",") {
        count += 1
        let words = text.drop { $0 == " " }
        #expect(
          try SpokenDate.read("\(day) \(words)", in: code)
            == "2026-02-01 +\(time[0] * 60 + time[1])m",
          "\(words)")
      }
    }
    #expect(count > 4)
  }
}
