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
