extension Zone {
  /// The beginning of a day, a week or a month.
  package enum Period: String, CaseIterable, Sendable {
    case day
    /// Weeks begin on Monday.
    case week
    case month
  }

  /// What a clock in this zone shows at that moment.
  package func civil(_ instant: Instant) -> CivilTime {
    let local = instant.advanced(byMilliseconds: offset(at: instant) * 1000)
    return CivilTime(milliseconds: local.milliseconds)
  }

  /// The day that it is in this zone at that moment.
  package func date(_ instant: Instant) -> CivilDate {
    civil(instant).date
  }

  /// The moment at which a clock in this zone shows that.
  ///
  /// Where the clock is put forward over it, the moment is as much later as was left out; where
  /// the clock shows it twice, the first one counts.
  package func instant(_ civil: CivilTime) -> Instant {
    let local = civil.milliseconds
    let second = local.flooredQuotient(by: 1000)
    // No offset exceeds a day, so a day away from here the clock is on either side of a change.
    let before = offset(atSecond: second - 86_400)
    let after = offset(atSecond: second + 86_400)
    let isUnderFirst = offset(atSecond: second - before) == before
    let isUnderSecond = offset(atSecond: second - after) == after
    let offset = isUnderFirst || !isUnderSecond ? before : after
    return Instant(milliseconds: local - offset * 1000)
  }

  /// The moment at which a day begins.
  package func start(of date: CivilDate) -> Instant {
    instant(CivilTime(startOf: date))
  }

  /// The moment at which the day, week or month around a moment began.
  package func start(of period: Period, at instant: Instant) -> Instant {
    let date = date(instant)
    switch period {
    case .day: return start(of: date)
    case .week: return start(of: date.adding(days: 1 - date.weekday))
    case .month: return start(of: date.adding(days: 1 - date.day))
    }
  }

  /// The moment months and days of the calendar later, at the same time on the clock.
  package func adding(months: Int64 = 0, days: Int64 = 0, to instant: Instant) -> Instant {
    guard months != 0 || days != 0 else { return instant }
    var civil = civil(instant)
    civil.date = civil.date.adding(months: months).adding(days: days)
    return self.instant(civil)
  }

  /// The moment that a span later or, negated, earlier: months by the calendar, then the rest.
  package func adding(_ span: TimeSpan, to instant: Instant) -> Instant {
    adding(months: span.months, to: instant).advanced(byMilliseconds: span.milliseconds)
  }
}
