import Kernel
import Testing
import Texts

@Suite struct TimeTextTests {
  @Test(arguments: [
    ("2026-01-31T12:00Z", "2026-01-31T12:00:00.000Z"),
    ("2026-01-31 12:00:05.12345Z", "2026-01-31T12:00:05.123Z"),
    ("2026-01-31T12:00:05,5+01:30", "2026-01-31T10:30:05.500Z"),
    ("2026-01-31T12:00-0500", "2026-01-31T17:00:00.000Z"),
    ("2026-01-31T12:00+01", "2026-01-31T11:00:00.000Z"),
    ("2026-01-31T12:00", "2026-01-31T11:00:00.000Z"),
    ("2026-01-31", "2026-01-30T23:00:00.000Z"),
    ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
  ])
  func `an ISO 8601 time is read`(text: String, expected: String) throws {
    let instant = try Instant(iso: text, zone: try Zone.named("Europe/Amsterdam"))
    #expect(instant.iso == expected)
    #expect(try Instant(iso: instant.iso) == instant)
  }

  @Test(arguments: [
    "", "2026", "2026-1-31", "2026-01-31T", "2026-01-31  12:00", "2026-01-31T12", "now",
    "2026-01-31T12:00:00Zz", "2026-01-31T12:00.5", "2026-01-31T12:00:60Z", "2026-01-31T24:00Z",
    "2026-02-29", "2026-13-01", "2026-01-31T12:00:00.Z", "2026-01-31T12:00+1", "２０26-01-31",
  ])
  func `what is no ISO 8601 time is refused`(text: String) {
    #expect(throws: TimeError.self) { try Instant(iso: text) }
  }

  @Test func `a wrong day is told with the days that there are`() {
    let error = #expect(throws: TimeError.self) { try Instant(iso: "2026-02-30") }
    #expect(error?.description == "“2026-02-30” is no time: that month has days 1 to 28")
  }

  @Test(arguments: [
    ("90m", "1h30m", 5_400_000), ("4h", "4h", 14_400_000), ("14d", "2w", 1_209_600_000),
    ("1h30m", "1h30m", 5_400_000), ("0d", "0m", 0), ("1500ms", "1500ms", 1500),
    ("90s", "1m30s", 90_000), ("26h", "26h", 93_600_000), ("1h1s", "1h1s", 3_601_000),
  ])
  func `a duration is read and printed`(text: String, printed: String, length: Int64) throws {
    #expect(try TimeSpan.duration(text) == length)
    #expect(TimeSpan(milliseconds: length).description == printed)
  }

  @Test(arguments: [
    "", "7", "d", "-7d", "7 d", "1.5h", "7days", "1mo", "1y", "99999999999999999999d",
    "9999999999w",
  ])
  func `what is no duration is refused`(text: String) {
    #expect(throws: TimeError.self) { try TimeSpan.duration(text) }
  }

  @Test(arguments: [
    ("now", "2026-01-31T12:00:00.000Z"), ("+3d", "2026-02-03T12:00:00.000Z"),
    ("-2h", "2026-01-31T10:00:00.000Z"), ("+1mo", "2026-02-28T12:00:00.000Z"),
    ("-1y", "2025-01-31T12:00:00.000Z"), ("2026-02-01 08:00", "2026-02-01T07:00:00.000Z"),
    ("2026-02-01", "2026-01-31T23:00:00.000Z"),
  ])
  func `a moment is read as people write it`(text: String, expected: String) throws {
    let now = try Instant(iso: "2026-01-31T12:00Z")
    let amsterdam = try Zone.named("Europe/Amsterdam")
    #expect(try Moment.parse(text, now: now, zone: amsterdam).iso == expected)
  }

  @Test func `a moment without a sign offers both`() throws {
    let now = Instant(milliseconds: 0)
    let error = #expect(throws: TimeError.self) { try Moment.parse("7d", now: now, zone: .utc) }
    #expect(error?.description.contains("+7d") == true)
    #expect(error?.description.contains("-7d") == true)
  }

  @Test(arguments: [
    ("%d/%m/%Y %H:%M:%S", "31/01/2026 13:00:05"),
    ("%Y%m%dT%H%M%S.%f%z", "20260131T130005.250+0100"),
    ("100%% %Y", "100% 2026"), ("é%Y", "é2026"),
  ])
  func `a format writes what it reads`(format: String, text: String) throws {
    let zone = try Zone.named("Europe/Amsterdam")
    let instant = try Instant(iso: "2026-01-31T12:00:05.250Z")
    #expect(try TimeFormat(format).format(instant, zone: zone) == text)
    let read = try TimeFormat(format).parse(text, zone: zone)
    #expect(try TimeFormat(format).format(read, zone: zone) == text)
  }

  @Test(arguments: [
    ("%d %b %y", "31 jan 26", "2026-01-31T00:00:00.000Z"),
    ("%B %d, %Y", "September 05, 1999", "1999-09-05T00:00:00.000Z"),
    ("%b %d, %Y", "Sept 05, 1999", nil), ("%d-%b-%y", "01-May-68", "2068-05-01T00:00:00.000Z"),
    ("%d-%b-%y", "01-MAY-69", "1969-05-01T00:00:00.000Z"),
    ("%m/%d/%Y %I:%M %p", "01/31/2026 12:05 AM", "2026-01-31T00:05:00.000Z"),
    ("%m/%d/%Y %I:%M %p", "01/31/2026 12:05 pm", "2026-01-31T12:05:00.000Z"),
    ("%m/%d/%Y %I:%M %p", "01/31/2026 1:05 PM", "2026-01-31T13:05:00.000Z"),
    ("%m/%d/%Y %I:%M %p", "01/31/2026 13:05 PM", nil),
    ("%Y-%j", "2024-366", "2024-12-31T00:00:00.000Z"),
    ("%Y-%j", "2026-366", nil), ("%Y-%j", "2026-0", nil), ("%b", "Mayo", nil),
  ])
  func `a format reads names of months, halves of days and days of years`(
    format: String, text: String, iso: String?,
  ) throws {
    #expect((try? TimeFormat(format).parse(text, zone: .utc))?.iso == iso)
  }

  @Test(arguments: ["%d %b %y", "%B %d, %Y", "%Y-%j", "%Y-%m-%d %I:%M:%S %p"])
  func `what a format with names writes it reads`(format: String) throws {
    for text in ["2026-01-31T00:00Z", "2024-12-31T00:00Z", "1970-05-01T00:00Z"] {
      let instant = try Instant(iso: text)
      let form = try TimeFormat(format)
      #expect(try form.parse(form.format(instant, zone: .utc), zone: .utc) == instant)
    }
  }

  @Test(arguments: ["%", "%Q", "%é", "%Y %"])
  func `a format with an unknown letter is refused`(format: String) {
    #expect(throws: TimeError.self) { try TimeFormat(format) }
  }

  @Test(arguments: ["2026", "31/01/2026 x", "1/01/2026", "32/01/2026"])
  func `a text of another form is refused`(text: String) throws {
    let format = try TimeFormat("%d/%m/%Y")
    #expect(throws: TimeError.self) { try format.parse(text, zone: .utc) }
  }

  @Test func `parts out of range are normalized`() {
    let civil = CivilTime(normalizingYear: 2026, month: 14, day: 0, hour: 25, minute: -1)
    #expect(Instant(milliseconds: civil.milliseconds).iso == "2027-02-01T00:59:00.000Z")
  }
}
