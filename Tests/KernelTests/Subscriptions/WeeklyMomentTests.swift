import Kernel
import Testing
import Texts

@Suite struct WeeklyMomentTests {
  @Test(arguments: [
    ("en", "every friday 16:05"), ("de", "jeden Freitag 16:05"), ("nl", "elke vrijdag 16:05"),
    ("es", "cada viernes 16:05"), ("ru", "каждую неделю, пятница 16:05"),
  ])
  func `when a report is made stands in the reader's language`(language: String, line: String)
    throws
  {
    let moment = try WeeklyMoment(on: "fri", at: "16:05", language: nil)
    let reader = try #require(Language(language))
    #expect(ReportOrder("volume", at: moment).words.rendered(in: reader) == line)
  }

  private func moment(_ day: String, _ time: String) throws -> WeeklyMoment {
    try WeeklyMoment(on: day, at: time, language: nil)
  }

  @Test(arguments: [
    ("2026-01-01T00:00:00Z", "2025-12-29 08:00", "2026-01-05 08:00"),
    ("2026-01-05T07:59:59Z", "2025-12-29 08:00", "2026-01-05 08:00"),
    ("2026-01-05T08:00:00Z", "2026-01-05 08:00", "2026-01-12 08:00"),
    ("2026-01-11T23:00:00Z", "2026-01-05 08:00", "2026-01-12 08:00"),
  ])
  func `the last one is up to now, and the next one after it`(
    _ now: String, _ last: String, _ next: String,
  ) throws {
    let (now, monday) = (try Instant(iso: now, zone: .utc), try moment("monday", "8:00"))
    #expect(Zone.utc.clock(monday.last(upTo: now, in: .utc)) == last)
    #expect(Zone.utc.clock(monday.next(after: now, in: .utc)) == next)
  }

  @Test func `eight is eight by the clock on the wall, also after it was changed`() throws {
    let amsterdam = try Zone.named("Europe/Amsterdam")
    let now = try Instant(iso: "2026-03-27T12:00:00Z", zone: .utc)
    let next = try moment("monday", "8:00").next(after: now, in: amsterdam)
    #expect(next.iso == "2026-03-30T06:00:00.000Z")
    #expect(try moment("monday", "8").last(upTo: now, in: amsterdam).iso.hasPrefix("2026-03-23T07"))
  }

  @Test(arguments: [
    ("moonday", "es", "lunes"), ("luns", "es", "lunes"), ("fryday", "de", "Freitag"),
    ("moonday", "en", "monday"), ("вторнк", "ru", "вторник"),
  ])
  func `a day that is near is told by its name among those that are listed`(
    _ day: String, _ language: String, _ name: String,
  ) throws {
    let error = #expect(throws: Refusal.self) {
      try WeeklyMoment(on: day, at: "8:00", language: Language(language))
    }
    #expect(
      error?.message.contains("did you mean \(name)?") == true, "\(String(describing: error))")
  }

  @Test(arguments: [
    ("Friday", nil, "friday 16:05"), ("fri", nil, "friday 16:05"),
    ("Freitag", "de", "friday 16:05"),
    ("пятница", "ru", "friday 16:05"),
  ])
  func `a day is named in English or in one's own language`(
    _ day: String, _ language: String?, _ words: String,
  ) throws {
    let read = try WeeklyMoment(
      on: day, at: "16:05", language: language.flatMap { Language($0) })
    #expect(read.description == words)
  }

  @Test(arguments: [
    ("halb neun", "de", "monday 08:30"), ("kwart over acht", "nl", "monday 08:15"),
    ("a las ocho y media", "es", "monday 08:30"), ("в полдевятого", "ru", "monday 08:30"),
    ("half past eight", "de", "monday 08:30"), ("noon", nil, "monday 12:00"),
    ("8 Uhr", "de", "monday 08:00"),
  ])
  func `a time may be said in words`(
    _ time: String, _ language: String?, _ words: String,
  ) throws {
    let read = try WeeklyMoment(
      on: "monday", at: time, language: language.flatMap { Language($0) })
    #expect(read.description == words)
  }

  @Test(arguments: [
    ("fryday", "8:00", "on", "did you mean friday?"), ("", "8:00", "on", "monday, tuesday"),
    ("Freitag", "8:00", "on", "no day of the week"), ("monday", "25:00", "at", "8:00"),
    ("monday", "8:60", "at", "8:00"), ("monday", "half eight", "at", "8:00"),
    ("monday", "8:0", "at", "8:00"), ("monday", "", "at", "8:00"), ("monday", "-1", "at", "8:00"),
  ])
  func `another day or time is refused with what would be right`(
    _ day: String, _ time: String, _ field: String, _ words: String,
  ) throws {
    let refusal = try #require(throws: Refusal.self) { try moment(day, time) }
    #expect(refusal.problems.first?.field == field)
    #expect(refusal.message.contains(words), "\(refusal.message)")
  }

  @Test func `an order is read as it was written`() throws {
    let order = ReportOrder(
      "volume", query: "queue:a", since: "-7d", params: ["by": "type"],
      at: try moment("sunday", "23:59"))
    #expect(ReportOrder(json: try JSON(parsing: order.json.text)) == order)
    #expect(order.line == "queue:a by=type since=-7d every sunday 23:59")
    #expect(ReportOrder(json: .object([("report", .string("x"))])) == nil)
  }
}
