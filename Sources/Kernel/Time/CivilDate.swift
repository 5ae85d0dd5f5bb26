/// A day in the proleptic Gregorian calendar, without a time zone.
package struct CivilDate: Hashable, Comparable, Sendable {
  package let year: Int64
  /// 1 to 12.
  package let month: Int64
  /// 1 to 31.
  package let day: Int64

  /// A day of the calendar; `nil` where there is no such day.
  package init?(year: Int64, month: Int64, day: Int64) {
    guard year == year.withinCalendar, (1...12).contains(month), day >= 1,
      day <= Self.days(in: month, of: year)
    else {
      return nil
    }
    self.init(checkedYear: year, month: month, day: day)
  }

  private init(checkedYear year: Int64, month: Int64, day: Int64) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that many days after 1970-01-01.
  ///
  /// Counts in eras of 400 years from a first of March, so that a leap day ends its year.
  ///
  /// A date further away than the calendar is reckoned for is its last one.
  package init(daysSince1970 days: Int64) {
    let days = Swift.min(Swift.max(days, -4_000_000_000), 4_000_000_000)
    let shifted = days + 719_468
    let era = shifted.flooredQuotient(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01; negative before.
  package var daysSince1970: Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear.flooredQuotient(by: 400)
    let yearOfEra = shiftedYear - era * 400
    let shiftedMonth = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// 1 for Monday up to 7 for Sunday.
  package var weekday: Int64 {
    let shifted = daysSince1970 + 3
    return shifted - shifted.flooredQuotient(by: 7) * 7 + 1
  }

  /// The same day of the month that many months later, or the month's last day before it.
  package func adding(months: Int64) -> CivilDate {
    let count = year * 12 + month - 1 + months.withinCalendar
    let newYear = count.flooredQuotient(by: 12)
    let newMonth = count - newYear * 12 + 1
    let newDay = min(day, Self.days(in: newMonth, of: newYear))
    return CivilDate(checkedYear: newYear, month: newMonth, day: newDay)
  }

  package func adding(days: Int64) -> CivilDate {
    CivilDate(daysSince1970: daysSince1970 + days.withinCalendar)
  }

  /// How many days a month of a year has.
  package static func days(in month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  package static func isLeap(_ year: Int64) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  package static func < (left: CivilDate, right: CivilDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension CivilDate: CustomStringConvertible {
  /// As `2026-01-31`; a year outside 0 to 9999 has a sign and as many digits as it needs.
  package var description: String {
    let sign = year < 0 ? "-" : year > 9999 ? "+" : ""
    return "\(sign)\(year.magnitude.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
  }
}

extension Int64 {
  /// The quotient rounded down, also below zero.
  func flooredQuotient(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

extension Int64 {
  /// This count of months, days or seconds, or the nearest one that dates can be reckoned with.
  package var withinCalendar: Int64 {
    Swift.min(Swift.max(self, -100_000_000), 100_000_000)
  }
}

extension BinaryInteger {
  /// Decimal digits with zeros before them up to the width.
  func padded(to width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
