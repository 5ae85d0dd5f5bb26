/// A date and a time of day as a clock on the wall shows them, without a time zone.
package struct CivilTime: Hashable, Sendable {
  package var date: CivilDate
  /// 0 to 23.
  package var hour: Int64 = 0
  package var minute: Int64 = 0
  package var second: Int64 = 0
  package var millisecond: Int64 = 0

  /// A time of that day; `nil` where a clock never shows it.
  package init?(
    date: CivilDate, hour: Int64, minute: Int64, second: Int64 = 0, millisecond: Int64 = 0,
  ) {
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second),
      (0..<1000).contains(millisecond)
    else { return nil }
    self.date = date
    self.hour = hour
    self.minute = minute
    self.second = second
    self.millisecond = millisecond
  }

  /// The first moment of that day on the clock.
  package init(startOf date: CivilDate) {
    self.date = date
  }

  /// A time whose parts may be out of range: the 32nd of January is the first of February.
  ///
  /// Months and days count from 1. A part of more than a hundred million is taken as that.
  package init(
    normalizingYear year: Int64, month: Int64, day: Int64, hour: Int64 = 0, minute: Int64 = 0,
    second: Int64 = 0, millisecond: Int64 = 0,
  ) {
    let months = (year.withinCalendar - 1970) * 12 + month.withinCalendar - 1
    let first = CivilDate(daysSince1970: 0).adding(months: months)
    let days = (first.daysSince1970 + day.withinCalendar - 1).withinCalendar
    let clock = hour.withinCalendar * 3600 + minute.withinCalendar * 60 + second.withinCalendar
    self.init(milliseconds: (days * 86_400 + clock) * 1000 + millisecond.withinCalendar)
  }

  /// What a clock in UTC shows that many milliseconds after 1970 began.
  ///
  /// Some 270,000 years away the calendar ends: what is further is taken as its last moment.
  package init(milliseconds: Int64) {
    let milliseconds = min(max(milliseconds, -8_640_000_000_000_000), 8_640_000_000_000_000)
    let days = milliseconds.flooredQuotient(by: 86_400_000)
    let rest = milliseconds - days * 86_400_000
    date = CivilDate(daysSince1970: days)
    hour = rest / 3_600_000
    minute = rest / 60_000 % 60
    second = rest / 1000 % 60
    millisecond = rest % 1000
  }

  /// Milliseconds after 1970 began at which a clock in UTC shows this.
  package var milliseconds: Int64 {
    let seconds = date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second
    return seconds * 1000 + millisecond
  }
}
