import Kernel
import Testing
import Texts

/// Parts of the day and its ends, read on Saturday, 31 January 2026, at noon in Amsterdam.
@Suite struct SpokenDayPartTests {
  @Test(arguments: [
    ("en", "tomorrow morning", "tomorrow 9:00"), ("en", "tonight", "tomorrow 9:00"),
    ("en", "friday in the evening", "tomorrow 9:00"), ("en", "morning", "tomorrow 9:00"),
    ("nl", "vanavond", "morgen 9:00"), ("nl", "morgenochtend", "morgen 9:00"),
    ("nl", "vannacht", "morgen 9:00"), ("de", "morgen früh", "morgen 9:00"),
    ("de", "heute Abend", "morgen 9:00"), ("de", "morgen gegen Abend", "morgen 9:00"),
    ("de", "heute Morgen", "morgen 9:00"), ("de", "Freitagabend", "morgen 9:00"),
    ("de", "am 15. abends", "morgen 9:00"),
    ("es", "mañana por la mañana", "mañana 9:00"), ("es", "esta noche", "mañana 9:00"),
    ("es", "el 24 por la tarde", "mañana 9:00"), ("es", "el 8 por la tarde", "mañana 9:00"),
    ("ru", "завтра утром", "завтра 9:00"), ("ru", "завтра после обеда", "завтра 9:00"),
    ("ru", "15-го вечером", "завтра 9:00"), ("ru", "завтра к вечеру", "завтра 9:00"),
  ])
  func `a day with a part of it is refused, as its hour is missing`(
    language: String, text: String, example: String,
  ) throws {
    let error = #expect(throws: TimeError.self) { try SpokenDate.read(text, in: language) }
    #expect(error == .needsHour(text))
    let reader = try #require(Language(language))
    #expect(error?.text.rendered(in: reader).contains(example) == true)
    #expect(try SpokenDate.read(example, in: language) == "2026-02-01 +540m")
  }

  @Test(arguments: [
    ("en", "today at midnight", "today", "tomorrow"),
    ("nl", "vandaag om middernacht", "vandaag", "morgen"),
    ("de", "heute um Mitternacht", "heute", "morgen"), ("es", "hoy a medianoche", "hoy", "mañana"),
    ("ru", "сегодня в полночь", "сегодня", "завтра"),
    ("ru", "сегодня в 12 ночи", "сегодня", "завтра"),
    ("de", "today at midnight", "today", "tomorrow"),
  ])
  func `midnight of today is refused with the two that it may be`(
    language: String, text: String, today: String, tomorrow: String,
  ) throws {
    let error = #expect(throws: TimeError.self) { try SpokenDate.read(text, in: language) }
    let words = error?.description ?? ""
    #expect(words.contains("\(today) 0:00 or \(tomorrow) 0:00"), "\(words)")
    #expect(try SpokenDate.read("\(today) 0:00", in: language) == "2026-01-31")
    #expect(try SpokenDate.read("\(tomorrow) 0:00", in: language) == "2026-02-01")
  }

  @Test(arguments: [
    ("de", "heute 24 Uhr", "2026-02-01"), ("de", "heute um 24:00", "2026-02-01"),
    ("en", "friday 24:00", "2026-02-07"), ("en", "2026-12-31 24:00", "2027-01-01"),
    ("nl", "vandaag om 24 uur", "2026-02-01"), ("es", "hoy a las 24:00", "2026-02-01"),
    ("ru", "сегодня в 24:00", "2026-02-01"), ("ru", "31.12.2026 24:00", "2027-01-01"),
    ("en", "tonight at midnight", "2026-02-01"), ("nl", "vanavond om middernacht", "2026-02-01"),
    ("es", "esta noche a medianoche", "2026-02-01"), ("es", "esta noche a las 12", "2026-02-01"),
    ("es", "hoy a las 12 de la noche", "2026-02-01"), ("en", "tonight at 12", "2026-02-01"),
    ("nl", "vanavond om 12", "2026-02-01"), ("de", "heute Abend um 12", "2026-02-01"),
    ("ru", "сегодня вечером в 12", "2026-02-01"),
  ])
  func `a day ends where the next one begins`(
    language: String, text: String, expected: String,
  ) throws {
    #expect(try SpokenDate.read(text, in: language) == expected)
  }

  @Test func `no week has 24:00, at which a day ends and the next one begins`() {
    #expect(throws: Refusal.self) {
      try WeeklyMoment(on: "monday", at: "24:00", language: nil)
    }
  }
}
