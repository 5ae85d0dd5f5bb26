import Kernel
import Testing
import Texts

/// Parts of the day and its ends, read on Saturday, 31 January 2026, at noon in Amsterdam.
@Suite struct SpokenDayPartTests {
  @Test(
    arguments: Saying.table(
      """
      en  tomorrow morning       tomorrow 9:00
      en  tonight                tomorrow 9:00
      en  friday in the evening  tomorrow 9:00
      en  morning                tomorrow 9:00
      nl  vanavond               morgen 9:00
      nl  morgenochtend          morgen 9:00
      nl  vannacht               morgen 9:00
      de  morgen früh            morgen 9:00
      de  heute Abend            morgen 9:00
      de  morgen gegen Abend     morgen 9:00
      de  heute Morgen           morgen 9:00
      de  Freitagabend           morgen 9:00
      de  am 15. abends          morgen 9:00
      es  mañana por la mañana   mañana 9:00
      es  esta noche             mañana 9:00
      es  el 24 por la tarde     mañana 9:00
      es  el 8 por la tarde      mañana 9:00
      ru  завтра утром           завтра 9:00
      ru  завтра после обеда     завтра 9:00
      ru  15-го вечером          завтра 9:00
      ru  завтра к вечеру        завтра 9:00
      """))
  func `a day with a part of it is refused, as its hour is missing`(saying: Saying) throws {
    let error = #expect(throws: TimeError.self) {
      try SpokenDate.read(saying.words, in: saying.language)
    }
    #expect(error == .needsHour(saying.words))
    let reader = try #require(Language(saying.language))
    #expect(error?.text.rendered(in: reader).contains(saying.expected) == true)
    #expect(try SpokenDate.read(saying.expected, in: saying.language) == "2026-02-01 +540m")
  }

  @Test(
    arguments: Saying.table(
      """
      en  today at midnight       today 0:00 or tomorrow 0:00
      nl  vandaag om middernacht  vandaag 0:00 or morgen 0:00
      de  heute um Mitternacht    heute 0:00 or morgen 0:00
      es  hoy a medianoche        hoy 0:00 or mañana 0:00
      ru  сегодня в полночь       сегодня 0:00 or завтра 0:00
      ru  сегодня в 12 ночи       сегодня 0:00 or завтра 0:00
      de  today at midnight       today 0:00 or tomorrow 0:00
      """))
  func `midnight of today is refused with the two that it may be`(saying: Saying) throws {
    saying.isRefused()
    let days = try saying.expected.split(separator: " or ").map {
      try SpokenDate.read(String($0), in: saying.language)
    }
    #expect(days == ["2026-01-31", "2026-02-01"])
  }

  @Test(
    arguments: Saying.table(
      """
      de  heute 24 Uhr              2026-02-01
      de  heute um 24:00            2026-02-01
      en  friday 24:00              2026-02-07
      en  2026-12-31 24:00          2027-01-01
      nl  vandaag om 24 uur         2026-02-01
      es  hoy a las 24:00           2026-02-01
      ru  сегодня в 24:00           2026-02-01
      ru  31.12.2026 24:00          2027-01-01
      en  tonight at midnight       2026-02-01
      nl  vanavond om middernacht   2026-02-01
      es  esta noche a medianoche   2026-02-01
      es  esta noche a las 12       2026-02-01
      es  hoy a las 12 de la noche  2026-02-01
      en  tonight at 12             2026-02-01
      nl  vanavond om 12            2026-02-01
      de  heute Abend um 12         2026-02-01
      ru  сегодня вечером в 12      2026-02-01
      """))
  func `a day ends where the next one begins`(saying: Saying) throws {
    try saying.isRead()
  }

  @Test func `no week has 24:00, at which a day ends and the next one begins`() {
    #expect(throws: Refusal.self) {
      try WeeklyMoment(on: "monday", at: "24:00", language: nil)
    }
  }
}
