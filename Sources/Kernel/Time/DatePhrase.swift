import Texts

/// A day or a period as people call it, known once it is known what day it is: `friday`,
/// `last week`, `tomorrow 9:00`.
package struct DatePhrase: Hashable, Sendable {
  package enum Days: Hashable, Sendable {
    /// So many days after today.
    case day(Int64)
    /// The next day of the week after today, 1 for Monday.
    case weekday(Int64)
    /// That day of the week before this one, of this one, or of the one after it.
    case weekdayOf(Int64, weeks: Int64)
    /// The latest such day before today.
    case lastWeekday(Int64)
    /// The next such day of the week, and so many weeks after it.
    case weekdayAfter(Int64, weeks: Int64)
    /// The next week of ISO 8601 that has that number, this one included.
    case week(Int64)
    /// That day of such a week, 1 for Monday.
    case weekdayOfWeek(Int64, number: Int64)
    /// The Saturday and Sunday of the week that many after this one.
    case weekend(Int64)
    /// The quarter of a year that many after this one.
    case quarter(Int64)
    case startOfQuarter(Int64)
    case endOfQuarter(Int64)
    /// The first day of the week, month or year that many after this one.
    case start(of: CalendarUnit, Int64)
    /// The day in the middle of it: a Wednesday, the 15th, the first of July.
    case middle(of: CalendarUnit, Int64)
    /// The week, month or year that many after this one.
    case period(CalendarUnit, Int64)
    /// The last day of the week, month or year that many after this one.
    case end(of: CalendarUnit, Int64)
    /// A day that is written out, of which a time of day is meant.
    case on(CivilDate)
    /// The next such day of the year, today included; with a day of the week it must be on that.
    case date(month: Int64, day: Int64, weekday: Int64? = nil)
    /// The next such day of a month, today included; what a month lacks is one of the next that has it.
    case dayOfMonth(Int64, weekday: Int64? = nil)
    /// That day of the month that many after this one.
    case dayOfMonthAfter(Int64, months: Int64)
    /// That month, 1 for January.
    case month(Int64, Year)
    /// The last day of that month: this one or the next such.
    case endOfMonth(Int64)
  }

  /// Of which year a month is.
  package enum Year: Hashable, Sendable {
    /// This month, or the next such.
    case coming
    /// The latest such month before this one.
    case last
    /// The year that many after this one.
    case turned(Int64)
    case number(Int64)
  }

  /// A time of day; at 24:00 the day ends and the next one begins.
  package struct Clock: Hashable, Sendable, CustomStringConvertible {
    let hour: Int64
    let minute: Int64

    /// `nil` for what no clock shows.
    init?(hour: Int64, minute: Int64) {
      guard (0...23).contains(hour) && (0...59).contains(minute) || hour == 24 && minute == 0 else {
        return nil
      }
      (self.hour, self.minute) = (hour, minute)
    }

    package var description: String { "\(hour):\(minute.padded(to: 2))" }

    /// That time of a day.
    func on(_ date: CivilDate) -> CivilTime {
      CivilTime(date: date, hour: hour, minute: minute)
        ?? CivilTime(startOf: date.adding(days: hour == 24 ? 1 : 0))
    }
  }

  package let days: Days
  /// The moment of the first day that is meant; `nil` for all of the days.
  package let clock: Clock?

  /// The moment that is meant, seen from now: of days without a time of day their first one.
  ///
  /// A day of a month whose time is over today is one of the next month.
  package func moment(seenAt now: Instant, zone: Zone) -> Instant {
    let today = zone.date(now)
    let day = days(seenFrom: today).lowerBound
    guard let clock else { return zone.start(of: day) }
    let moment = zone.instant(clock.on(day))
    guard case .dayOfMonth(_, nil) = days, day == today, moment < now else { return moment }
    return zone.instant(clock.on(days(seenFrom: today.adding(days: 1)).lowerBound))
  }

  /// The days that are meant, if today is that one; up to the first one after them.
  package func days(seenFrom today: CivilDate) -> Range<CivilDate> {
    let monday = today.adding(days: 1 - today.weekday)
    func only(_ date: CivilDate) -> Range<CivilDate> { date..<date.adding(days: 1) }
    switch days {
    case .day(let count): return only(today.adding(days: count))
    case .weekday(let day):
      let ahead = day - today.weekday
      return only(today.adding(days: ahead > 0 ? ahead : ahead + 7))
    case .lastWeekday(let day):
      let ahead = day - today.weekday
      return only(today.adding(days: ahead < 0 ? ahead : ahead - 7))
    case .weekdayOf(let day, let weeks): return only(monday.adding(days: weeks * 7 + day - 1))
    case .weekdayAfter(let day, let weeks):
      let first = DatePhrase(days: .weekday(day), clock: nil).days(seenFrom: today).lowerBound
      return only(first.adding(days: weeks * 7))
    case .week(let number): return CalendarPeriod.days(ofWeek: number, from: today) ?? only(today)
    case .weekdayOfWeek(let day, let number):
      let week = CalendarPeriod.days(ofWeek: number, from: today)
      return only(week?.lowerBound.adding(days: day - 1) ?? today)
    case .weekend(let count):
      let saturday = monday.adding(days: count * 7 + 5)
      return saturday..<saturday.adding(days: 2)
    case .quarter(let count): return DatePhrase.quarter(count, from: today)
    case .startOfQuarter(let count): return only(DatePhrase.quarter(count, from: today).lowerBound)
    case .endOfQuarter(let count):
      return only(DatePhrase.quarter(count, from: today).upperBound.adding(days: -1))
    case .period(let unit, let count): return unit.period(of: shifted(today, count, unit)).days
    case .start(let unit, let count):
      return only(unit.period(of: shifted(today, count, unit)).days.lowerBound)
    case .middle(let unit, let count):
      return only(unit.middle(of: unit.period(of: shifted(today, count, unit)).days))
    case .end(let unit, let count):
      return only(unit.period(of: shifted(today, count, unit)).days.upperBound.adding(days: -1))
    case .dayOfMonthAfter(let day, let months):
      let month = CalendarUnit.month.period(of: today.adding(months: months)).days
      // A month that lacks the day has none; until that is said, it is its last one.
      return only(min(month.lowerBound.adding(days: day - 1), month.upperBound.adding(days: -1)))
    case .on(let date): return only(date)
    case .date(let month, let day, _): return only(DatePhrase.next(month, day, from: today))
    case .dayOfMonth(let day, _): return only(DatePhrase.next(day, from: today))
    case .month(let month, let year):
      return CalendarPeriod.month(year.number(of: month, seenFrom: today), month).days
    case .endOfMonth(let month):
      let year = Year.coming.number(of: month, seenFrom: today)
      return only(CalendarPeriod.month(year, month).days.upperBound.adding(days: -1))
    }
  }

  /// Throws where a day of the week is said that is another one than that of the day, and where the
  /// month lacks the day.
  ///
  /// Which year or month is meant is known once today is.
  package func check(in text: String, seenFrom today: CivilDate) throws(TimeError) {
    switch days {
    case .date(_, _, let weekday), .dayOfMonth(_, let weekday):
      try days(seenFrom: today).lowerBound.check(weekday: weekday, in: text)
    case .dayOfMonthAfter(let day, _):
      let date = days(seenFrom: today).lowerBound
      guard date.day == day else {
        throw .noSuchTime(
          text, reason: Text.timeDays(last: CivilDate.days(in: date.month, of: date.year)))
      }
    case .day, .weekday, .weekdayOf, .lastWeekday, .weekdayAfter, .week, .weekdayOfWeek, .weekend,
      .quarter, .startOfQuarter, .endOfQuarter, .period, .start, .middle, .end, .on, .month,
      .endOfMonth:
      return
    }
  }

  private static func quarter(_ count: Int64, from today: CivilDate) -> Range<CivilDate> {
    let this = CalendarPeriod.month(today.year, (today.month - 1) / 3 * 3 + 1).days.lowerBound
    let first = this.adding(months: count * 3)
    return first..<first.adding(months: 3)
  }

  /// The first such day from today on; eight years have every day that there is.
  private static func next(_ month: Int64, _ day: Int64, from today: CivilDate) -> CivilDate {
    let dates = (today.year...today.year + 8).lazy.compactMap {
      CivilDate(year: $0, month: month, day: day)
    }
    return dates.first { $0 >= today } ?? today
  }

  /// The first such day of a month from today on; of two months in a row one has all days.
  private static func next(_ day: Int64, from today: CivilDate) -> CivilDate {
    let first = today.adding(days: 1 - today.day)
    let dates = (0...2 as ClosedRange<Int64>).lazy.compactMap { count in
      let month = first.adding(months: count)
      return CivilDate(year: month.year, month: month.month, day: day)
    }
    return dates.first { $0 >= today } ?? today
  }

  private func shifted(_ day: CivilDate, _ count: Int64, _ unit: CalendarUnit) -> CivilDate {
    switch unit {
    case .day: day.adding(days: count)
    case .week: day.adding(days: count * 7)
    case .month: day.adding(months: count)
    case .year: day.adding(months: count * 12)
    }
  }
}

extension CalendarUnit {
  fileprivate func middle(of days: Range<CivilDate>) -> CivilDate {
    switch self {
    case .day: days.lowerBound
    case .week: days.lowerBound.adding(days: 2)
    case .month: days.lowerBound.adding(days: 14)
    case .year: days.lowerBound.adding(months: 6)
    }
  }
}

extension DatePhrase.Year {
  fileprivate func number(of month: Int64, seenFrom today: CivilDate) -> Int64 {
    switch self {
    case .coming: month < today.month ? today.year + 1 : today.year
    case .last: month < today.month ? today.year : today.year - 1
    case .turned(let years): today.year + years
    case .number(let year): year
    }
  }
}

extension CivilDate {
  /// Throws where a day of the week is said that is not the date's, telling which one is.
  func check(weekday said: Int64?, in text: String) throws(TimeError) {
    guard let said, said != weekday else { return }
    let name = DateWords.english.weekdays[Int(weekday) - 1]
    throw .noSuchTime(
      text, reason: Text.timeOtherWeekday(date: "\(self)", day: Text(name: name, of: .day)))
  }
}
