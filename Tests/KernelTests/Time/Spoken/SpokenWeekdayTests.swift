import Kernel
import Testing
import Texts

/// Dates with their day of the week, read on Saturday, 31 January 2026, at noon in Amsterdam.
@Suite struct SpokenWeekdayTests {
  @Test(arguments: [
    ("de", "Do, 3.12.2026, 17:00", "2026-12-03 +1020m"),
    ("de", "Dienstag, den 8.12.", "2026-12-08"),
    ("en", "tuesday 2026-12-08", "2026-12-08"), ("en", "Tuesday, 8.12.2026", "2026-12-08"),
    ("nl", "dinsdag 8-12-2026 om 9 uur", "2026-12-08 +540m"), ("nl", "di 2026-12-08", "2026-12-08"),
    ("es", "martes, 8/12/2026", "2026-12-08"), ("es", "martes 8/12 a las 9", "2026-12-08 +540m"),
    ("ru", "вторник, 08.12.2026", "2026-12-08"), ("ru", "во вторник 8.12. в 9", "2026-12-08 +540m"),
    ("es", "martes 8 de diciembre", "2026-12-08"), ("ru", "вторник 8 декабря", "2026-12-08"),
    ("ru", "8 декабря 2026, вторник", "2026-12-08"), ("de", "8.12.2026 (Dienstag)", "2026-12-08"),
  ])
  func `a date may have its day of the week`(
    language: String, text: String, expected: String,
  ) throws {
    #expect(try SpokenDate.read(text, in: language) == expected)
  }

  @Test(arguments: [
    ("en", "monday 2026-12-08", "2026-12-08 is a tuesday"),
    ("de", "Mo, 8.12.2026", "2026-12-08 is a tuesday"),
    ("es", "martes 7 de diciembre", "2026-12-07 is a monday"),
    ("nl", "dinsdag 7 december", "2026-12-07 is a monday"),
    ("ru", "вторник, 7.12.", "2026-12-07 is a monday"),
    ("de", "Freitag, 31. Dezember 2026", "2026-12-31 is a thursday"),
  ])
  func `another day of the week than the date's is refused, also without a year`(
    language: String, text: String, reason: String,
  ) {
    let error = #expect(throws: TimeError.self) { try SpokenDate.read(text, in: language) }
    #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
  }

  @Test func `a field of days refuses another day of the week than the date's`() throws {
    let now = try Instant(iso: SpokenDate.noon)
    #expect(throws: TimeError.self) {
      try Moment.day("tuesday 7 december", now: now, zone: .utc)
    }
  }
}
