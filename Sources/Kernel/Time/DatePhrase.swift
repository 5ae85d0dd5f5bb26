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
    /// The week, month or year that many after this one.
    case period(CalendarUnit, Int64)
    /// The last day of this week, month or year.
    case end(of: CalendarUnit)
  }

  /// A time of day.
  package struct Clock: Hashable, Sendable {
    let hour: Int64
    let minute: Int64

    /// That time of a day.
    func on(_ date: CivilDate) -> CivilTime {
      CivilTime(date: date, hour: hour, minute: minute) ?? CivilTime(startOf: date)
    }
  }

  package let days: Days
  /// The moment of the first day that is meant; `nil` for all of the days.
  package let clock: Clock?

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
    case .period(let unit, let count): return unit.period(of: shifted(today, count, unit)).days
    case .end(let unit): return only(unit.period(of: today).days.upperBound.adding(days: -1))
    }
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

extension DatePhrase: CustomStringConvertible {
  /// In English, which everybody's dates are read in.
  package var description: String {
    guard let clock else { return dayNames.joined(separator: "-") }
    return (dayNames + ["\(clock.hour):\(clock.minute.padded(to: 2))"]).joined(separator: " ")
  }

  private var dayNames: [String] {
    func name(_ weekday: Int64) -> String { DayWords.english.weekdays[Int(weekday) - 1][0] }
    switch days {
    case .day(0): return ["today"]
    case .day(1): return ["tomorrow"]
    case .day(-1): return ["yesterday"]
    case .day(2): return ["day", "after", "tomorrow"]
    case .day(-2): return ["day", "before", "yesterday"]
    case .day(let count):
      return count < 0 ? ["\(-count)", "days", "ago"] : ["in", "\(count)", "days"]
    case .weekday(let day): return [name(day)]
    case .lastWeekday(let day): return ["last", name(day)]
    case .weekdayOf(let day, let weeks): return [weeks > 0 ? "next" : "this", name(day)]
    case .period(let unit, let count):
      return [count < 0 ? "last" : count > 0 ? "next" : "this", unit.rawValue]
    case .end(let unit): return ["end", "of", unit.rawValue]
    }
  }
}
