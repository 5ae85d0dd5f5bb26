import Texts

/// A unit of the calendar, whose days belong together.
package enum CalendarUnit: String, CaseIterable, Sendable {
  case day
  case week
  case month
  case year

  /// That of these units which the day is in; a week is one of ISO 8601.
  package func period(of date: CivilDate) -> CalendarPeriod {
    switch self {
    case .day: .day(date)
    case .week: .week(ofThursday: date.adding(days: 4 - date.weekday))
    case .month: .month(date.year, date.month)
    case .year: .year(date.year)
    }
  }
}

/// A day, a week, a month or a year of the calendar: `2026-01-31`, `2026-W05`, `2026-01`, `2026`.
package enum CalendarPeriod: Hashable, Sendable {
  case day(CivilDate)
  /// A week from Monday on, by the year of its Thursday and its number there.
  case week(Int64, Int64)
  case month(Int64, Int64)
  case year(Int64)

  fileprivate static func week(ofThursday day: CivilDate) -> CalendarPeriod {
    let before = day.daysSince1970 - CalendarPeriod.first(of: 1, in: day.year).daysSince1970
    return .week(day.year, before / 7 + 1)
  }

  /// Reads a week, a month or a year; `nil` for what is written otherwise.
  package init?(parsing text: String) throws(TimeError) {
    var reader = DigitReader(text)
    guard let year = reader.number(digits: 4) else { return nil }
    if reader.isAtEnd {
      self = .year(year)
      return
    }
    guard reader.skip("-") else { return nil }
    let isWeek = reader.skip("W") || reader.skip("w")
    guard let number = reader.number(digits: 2), reader.isAtEnd else { return nil }
    if isWeek {
      let last = CalendarPeriod.lastWeek(of: year)
      guard (1...last).contains(number) else {
        throw .noSuchTime(text, reason: Text.timeWeeks(year: year, last: last))
      }
      self = .week(year, number)
    } else {
      guard (1...12).contains(number) else {
        throw .noSuchTime(text, reason: Text.timeNoMonth(month: number))
      }
      self = .month(year, number)
    }
  }

  /// Its days, up to the first one after it.
  package var days: Range<CivilDate> {
    switch self {
    case .day(let date): return date..<date.adding(days: 1)
    case .week(let year, let number):
      // The fourth of January is in the year's first week, whatever day it is.
      let fourth = CalendarPeriod.first(of: 1, in: year).adding(days: 3)
      let first = fourth.adding(days: 1 - fourth.weekday + (number - 1) * 7)
      return first..<first.adding(days: 7)
    case .month(let year, let month):
      let first = CalendarPeriod.first(of: month, in: year)
      return first..<first.adding(months: 1)
    case .year(let year):
      let first = CalendarPeriod.first(of: 1, in: year)
      return first..<first.adding(months: 12)
    }
  }

  /// The days of the next week of that number, that of `today` included; not every year has a 53rd.
  static func days(ofWeek number: Int64, from today: CivilDate) -> Range<CivilDate>? {
    (today.year - 1...today.year + 8).lazy.filter { number <= lastWeek(of: $0) }
      .map { CalendarPeriod.week($0, number).days }.first { $0.upperBound > today }
  }

  private static func lastWeek(of year: Int64) -> Int64 {
    // The 28th of December is in the year's last week, whatever day it is.
    let day = first(of: 12, in: year).adding(days: 27)
    guard case .week(_, let number) = CalendarUnit.week.period(of: day) else { return 52 }
    return number
  }

  private static func first(of month: Int64, in year: Int64) -> CivilDate {
    CivilTime(normalizingYear: year, month: month, day: 1).date
  }
}

extension CalendarPeriod: CustomStringConvertible {
  package var description: String {
    switch self {
    case .day(let date): date.description
    case .week(let year, let number): "\(year.padded(to: 4))-W\(number.padded(to: 2))"
    case .month(let year, let month): "\(year.padded(to: 4))-\(month.padded(to: 2))"
    case .year(let year): year.padded(to: 4)
    }
  }
}
