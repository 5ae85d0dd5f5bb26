import Kernel
import Testing
import Texts

/// Times and numbers that come from outside, or that a database of old holds.
@Suite struct OutsideTimeTests {
  static let first = Instant.calendar.lowerBound
  static let last = Instant.calendar.upperBound
  static let extremes: [Int64] = [
    .min, .min + 1, .min + 807, -9_223_372_036_854_775_000, -8_640_000_000_000_001, -1, 0, 1,
    8_640_000_000_000_001, 9_223_372_036_854_775_000, .max - 1, .max,
  ]

  @Test func `the years 0 to 9999 are what may come in`() {
    #expect(Self.first.iso == "0000-01-01T00:00:00.000Z")
    #expect(Self.last.iso == "9999-12-31T23:59:59.999Z")
    #expect(Instant(given: Self.first.milliseconds) == Self.first)
    #expect(Instant(given: Self.last.milliseconds) == Self.last)
    #expect(Instant(given: Self.first.milliseconds - 1) == nil)
    #expect(Instant(given: Self.last.milliseconds + 1) == nil)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e308, -1e308, 0x1p63, 253_402_300_800])
  func `what is no time in seconds is none`(_ seconds: Double) {
    #expect(Instant(givenSeconds: seconds) == nil)
  }

  @Test(arguments: [
    "9999-12-31T23:59:59.999-00:01", "0000-01-01T00:00+00:01", "9999-12-31 23:59-23:59",
  ])
  func `an ISO 8601 time that leaves the calendar by its zone is refused`(_ text: String) {
    let error = #expect(throws: TimeError.self) { try Instant(iso: text) }
    #expect(error?.description.contains("0 to 9999") == true)
    #expect(throws: TimeError.self) {
      try TimeFormat("%Y-%m-%d %H:%M%z").parse("0000-01-01 00:00+01:00", zone: .utc)
    }
  }

  @Test(arguments: ["+9000y", "-9000y", "+9999y11mo", "-109572w"])
  func `a moment that is reckoned out of the calendar is refused`(_ text: String) {
    let now = Instant(milliseconds: 1_767_225_600_000)
    #expect(throws: TimeError.self) { try Moment.parse(text, now: now, zone: .utc) }
  }

  @Test(arguments: extremes)
  func `any moment of a database can be shown and reckoned with`(_ milliseconds: Int64) throws {
    let instant = Instant(milliseconds: milliseconds)
    let zones = [Zone.utc, try Zone.named("Europe/Amsterdam"), try Zone.named("Asia/Tokyo")]
    for zone in zones {
      #expect(!zone.clock(instant).isEmpty && !zone.exactClock(instant).isEmpty)
      for period in Zone.Period.allCases { _ = zone.start(of: period, at: instant) }
      for amount in Self.extremes {
        _ = zone.adding(months: amount, days: amount, to: instant)
        let span = TimeSpan(months: amount, milliseconds: amount)
        _ = zone.adding(span.negated, to: instant)
        #expect(!span.description.isEmpty)
      }
    }
    #expect(instant.iso.hasSuffix("Z"))
    for other in Self.extremes {
      let length = instant.milliseconds(since: Instant(milliseconds: other))
      #expect((length < 0) == (milliseconds < other) || length == 0)
      _ = CivilTime(
        normalizingYear: other, month: milliseconds, day: other, hour: milliseconds, minute: other,
        second: milliseconds)
      _ = CivilDate(daysSince1970: other).adding(days: milliseconds).adding(months: other).weekday
    }
  }

  @Test func `numbers that leave their type become the nearest there is`() {
    #expect(Int64.max.addingSaturated(1) == .max && Int64.min.addingSaturated(-1) == .min)
    #expect(Int64.min.subtractingSaturated(1) == .min && Int64.max.subtractingSaturated(-1) == .max)
    #expect(Int64.min.multipliedSaturated(by: -1) == .max)
    #expect(Int64.max.multipliedSaturated(by: -2) == .min)
    #expect(
      Int8(100).multipliedSaturated(by: 2) == 127 && Int64(6).multipliedSaturated(by: 7) == 42)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 0x1p63, -0x1p63, 0x1p53 + 1, -0.0, 0.5])
  func `numbers of two kinds compare, whatever they are`(_ number: Double) {
    for whole in Self.extremes {
      let (left, right) = (Scalar.integer(whole), Scalar.number(number))
      #expect(left.order(with: right) != nil && right.order(with: left) != nil)
    }
  }

  @Test func `a timer whose last firing lies anywhere fires next within the calendar or at once`() {
    let now = Instant(milliseconds: 1_767_225_600_000)
    for length in [1_000, TimeSpan.durations.upperBound, Int64.max] {
      let timer = TimerSpec(name: "t", plugin: "p", interval: length)
      for last in Self.extremes {
        _ = timer.row(after: Instant(milliseconds: last), now: now, zone: .utc)
      }
    }
  }
}
