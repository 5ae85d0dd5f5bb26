import Kernel
import Testing
import Texts

/// Dates as people say them, read on Saturday, 31 January 2026, at noon in Amsterdam.
@Suite struct DateWordTests {
  private func read(_ text: String, in language: String? = nil) throws -> String {
    let zone = try Zone.named("Europe/Amsterdam")
    let now = try Instant(iso: "2026-01-31T12:00", zone: zone)
    let moment = try Moment.parse(
      text, now: now, zone: zone, language: language.flatMap(Language.init))
    let date = zone.date(moment)
    let rest = moment.milliseconds - zone.start(of: date).milliseconds
    return rest == 0 ? date.description : "\(date) +\(rest / 60_000)m"
  }

  @Test(arguments: [
    ("today", "2026-01-31"), ("Tomorrow", "2026-02-01"), ("yesterday", "2026-01-30"),
    ("friday", "2026-02-06"), ("fri", "2026-02-06"), ("sunday", "2026-02-01"),
    ("saturday", "2026-02-07"), ("next saturday", "2026-02-07"), ("next monday", "2026-02-02"),
    ("next friday", "2026-02-06"), ("this friday", "2026-01-30"), ("last friday", "2026-01-30"),
    ("last saturday", "2026-01-24"), ("friday 9:00", "2026-02-06 +540m"),
    ("tomorrow at 09:30", "2026-02-01 +570m"), ("in 3 days", "2026-02-03 +720m"),
    ("in a week", "2026-02-07 +720m"), ("in 90 minutes", "2026-01-31 +810m"),
    ("in 1 month", "2026-02-28 +720m"), ("3 days ago", "2026-01-28 +720m"),
    ("in 3 days 9:00", "2026-02-03 +540m"), ("next week", "2026-02-02"),
    ("last week", "2026-01-19"), ("this week", "2026-01-26"), ("next month", "2026-02-01"),
    ("last month", "2025-12-01"), ("last year", "2025-01-01"), ("eow", "2026-02-01"),
    ("eom", "2026-01-31"), ("end of year", "2026-12-31"), ("next-monday", "2026-02-02"),
    ("the day after tomorrow", "2026-02-02"), ("NOW", "2026-01-31 +720m"),
  ])
  func `a date is read in English`(text: String, expected: String) throws {
    #expect(try read(text) == expected)
  }

  @Test(arguments: [
    ("nl", "morgen 9:00", "2026-02-01 +540m"), ("nl", "vrijdag", "2026-02-06"),
    ("nl", "volgende maandag", "2026-02-02"), ("nl", "over 3 dagen", "2026-02-03 +720m"),
    ("nl", "vorige week", "2026-01-19"), ("nl", "overmorgen", "2026-02-02"),
    ("de", "nächsten Montag", "2026-02-02"), ("de", "GESTERN", "2026-01-30"),
    ("de", "vor 3 Tagen", "2026-01-28 +720m"), ("de", "am Freitag um 9:00", "2026-02-06 +540m"),
    ("es", "mañana", "2026-02-01"), ("es", "manana a las 9:00", "2026-02-01 +540m"),
    ("es", "pasado mañana", "2026-02-02"), ("es", "la semana pasada", "2026-01-19"),
    ("es", "hace 3 días", "2026-01-28 +720m"), ("es", "lunes", "2026-02-02"),
    ("ru", "завтра в 9:00", "2026-02-01 +540m"), ("ru", "в пятницу", "2026-02-06"),
    ("ru", "через 3 дня", "2026-02-03 +720m"), ("ru", "на прошлой неделе", "2026-01-19"),
    ("nl", "eind van de maand", "2026-01-31"), ("nl", "over 2 uren", "2026-01-31 +840m"),
    ("de", "Monatsende", "2026-01-31"), ("de", "Ende des Jahres", "2026-12-31"),
    ("es", "fin de mes", "2026-01-31"), ("es", "final de la semana", "2026-02-01"),
    ("ru", "конец месяца", "2026-01-31"), ("ru", "в конце года", "2026-12-31"),
    ("ru", "friday", "2026-02-06"), ("fr", "friday", "2026-02-06"),
  ])
  func `a date is read in the language of its writer`(
    language: String, text: String, expected: String,
  ) throws {
    #expect(try read(text, in: language) == expected)
  }

  @Test(arguments: [
    "vrijdag", "someday", "next", "friday monday", "in days", "in 3", "3 days", "friday 9",
    "last today", "next minute", "a", "the", "9:00", "in 3 hours 9:00", "tomorrow 9:00 9:00",
    "friday 24:01", "in 9999999 days", "a b c d e f g h i j",
  ])
  func `what is no date is refused`(text: String) {
    #expect(throws: TimeError.self) { try read(text) }
  }

  @Test func `a word that is nearly right is told`() {
    let error = #expect(throws: TimeError.self) { try read("tomorow") }
    #expect(error?.description.contains("did you mean “tomorrow”?") == true)
  }

  @Test(arguments: [
    ("2026", "2026-01-01", "2027-01-01"), ("2026-02", "2026-02-01", "2026-03-01"),
    ("2026-W01", "2025-12-29", "2026-01-05"), ("2020-W53", "2020-12-28", "2021-01-04"),
    ("2012-W02", "2012-01-09", "2012-01-16"),
  ])
  func `a period has its days`(text: String, first: String, end: String) throws {
    let days = try #require(try CalendarPeriod(parsing: text)).days
    #expect("\(days.lowerBound)" == first)
    #expect("\(days.upperBound)" == end)
  }

  @Test func `each day is in the week of its number`() throws {
    for days in Int64(-3000)...30_000 {
      let day = CivilDate(daysSince1970: days)
      for unit in CalendarUnit.allCases {
        let period = unit.period(of: day)
        #expect(period.days.contains(day))
        guard unit != .day else { continue }
        #expect(try CalendarPeriod(parsing: period.description) == period)
      }
    }
  }
}
