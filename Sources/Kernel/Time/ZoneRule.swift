/// The rule for all years to come that ends a time zone file, as `CET-1CEST,M3.5.0,M10.5.0/3`.
///
/// The form is POSIX's for the variable TZ with RFC 9636's wider hours.
struct ZoneRule: Equatable, Sendable {
  /// Seconds ahead of UTC outside summer time.
  let standard: Int64
  let summer: Summer?

  struct Summer: Equatable, Sendable {
    let offset: Int64
    let start: YearlyMoment
    let end: YearlyMoment
  }

  /// A day of every year, and seconds after its midnight on the clock.
  struct YearlyMoment: Equatable, Sendable {
    let day: Day
    let time: Int64

    enum Day: Equatable, Sendable {
      /// 1 to 365; 29 February is not counted.
      case withoutLeapDay(Int64)
      /// 0 to 365; 29 February is counted.
      case ofYear(Int64)
      /// The n-th such weekday (0 is Sunday) of a month; the fifth is the last.
      case weekday(month: Int64, week: Int64, weekday: Int64)
    }

    /// Seconds since 1970 in local time.
    func second(in year: Int64) -> Int64 {
      let newYear = CivilDate(daysSince1970: 0).adding(months: (year - 1970) * 12)
      return dayNumber(newYear) * 86_400 + time
    }

    private func dayNumber(_ newYear: CivilDate) -> Int64 {
      switch day {
      case .withoutLeapDay(let day):
        newYear.daysSince1970 + day - (CivilDate.isLeap(newYear.year) && day >= 60 ? 0 : 1)
      case .ofYear(let day): newYear.daysSince1970 + day
      case .weekday(let month, let week, let weekday):
        Self.dayNumber(newYear.adding(months: month - 1), week: week, weekday: weekday)
      }
    }

    private static func dayNumber(_ first: CivilDate, week: Int64, weekday: Int64) -> Int64 {
      let ahead = (weekday - first.weekday % 7 + 7) % 7
      var day = ahead + (week - 1) * 7
      if day >= CivilDate.days(in: first.month, of: first.year) { day -= 7 }
      return first.daysSince1970 + day
    }
  }

  /// How many seconds local time is ahead of UTC.
  func offset(atSecond second: Int64) -> Int64 {
    guard let summer else { return standard }
    let year = CivilDate(daysSince1970: (second + standard).flooredQuotient(by: 86_400)).year
    let start = summer.start.second(in: year) - standard
    let end = summer.end.second(in: year) - summer.offset
    let isSummer =
      start < end ? (start..<end).contains(second) : !(end..<start).contains(second)
    return isSummer ? summer.offset : standard
  }
}

extension ZoneRule {
  /// Reads the rule; `nil` where it is none.
  init?(parsing text: String) {
    var reader = RuleReader(rest: text.utf8[...])
    guard reader.skipName(), let west = reader.clock() else { return nil }
    standard = -west
    guard !reader.rest.isEmpty else {
      summer = nil
      return
    }
    guard reader.skipName() else { return nil }
    var offset = standard + 3600
    if reader.rest.first != UInt8(ascii: ",") {
      guard let west = reader.clock() else { return nil }
      offset = -west
    }
    guard let start = reader.moment(), let end = reader.moment(), reader.rest.isEmpty else {
      return nil
    }
    summer = Summer(offset: offset, start: start, end: end)
  }
}

private struct RuleReader {
  var rest: Substring.UTF8View

  /// Skips `CET` or `<+03>`; whether there was such a name.
  mutating func skipName() -> Bool {
    if skip("<") {
      let name = rest.prefix { $0 != UInt8(ascii: ">") }
      rest = rest.dropFirst(name.count)
      return !name.isEmpty && skip(">")
    }
    let name = rest.prefix { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 & 0xDF }
    rest = rest.dropFirst(name.count)
    return !name.isEmpty
  }

  /// Reads `[+-]h[h[h]][:mm[:ss]]` as seconds.
  mutating func clock() -> Int64? {
    let sign: Int64 = skip("-") ? -1 : 1
    if sign > 0 { _ = skip("+") }
    guard let hours = number(), hours <= 167 else { return nil }
    var seconds = hours * 3600
    for size: Int64 in [60, 1] where skip(":") {
      guard let count = number(), count < 60 else { return nil }
      seconds += count * size
    }
    return sign * seconds
  }

  /// Reads `,M3.5.0/2`, `,J60` or `,59`.
  mutating func moment() -> ZoneRule.YearlyMoment? {
    guard skip(","), let day = day() else { return nil }
    guard skip("/") else { return ZoneRule.YearlyMoment(day: day, time: 7200) }
    guard let time = clock() else { return nil }
    return ZoneRule.YearlyMoment(day: day, time: time)
  }

  private mutating func day() -> ZoneRule.YearlyMoment.Day? {
    if skip("J") {
      guard let day = number(), (1...365).contains(day) else { return nil }
      return .withoutLeapDay(day)
    }
    guard skip("M") else {
      guard let day = number(), (0...365).contains(day) else { return nil }
      return .ofYear(day)
    }
    guard let month = number(), skip("."), let week = number(), skip("."),
      let weekday = number(), (1...12).contains(month), (1...5).contains(week),
      (0...6).contains(weekday)
    else { return nil }
    return .weekday(month: month, week: week, weekday: weekday)
  }

  private mutating func number() -> Int64? {
    let digits = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    rest = rest.dropFirst(digits.count)
    return digits.count <= 4 ? Int64(String(decoding: digits, as: UTF8.self)) : nil
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }
}
