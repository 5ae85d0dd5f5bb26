import Texts

/// What time a report is about: from the first moment up to before the second; `nil` for no bound.
package struct ReportPeriod: Equatable, Sendable {
  package let since: Instant?
  package let until: Instant?

  /// Reads days and moments as people write them, weeks, months and years; of an end that is such a
  /// period, all of it is within.
  ///
  /// Throws a `Refusal` for a period in which there is no time.
  package init(
    since: String?, until: String?, now: Instant, zone: Zone, language: Language?,
  ) throws {
    func bound(_ text: String, isEnd: Bool) throws -> Instant {
      func side(_ days: Range<CivilDate>) -> Instant {
        zone.start(of: isEnd ? days.upperBound : days.lowerBound)
      }
      if let period = try CalendarPeriod(parsing: text) { return side(period.days) }
      switch try Moment(parsing: text, zone: zone, language: language) {
      case .day(let date): return side(date..<date.adding(days: 1))
      case .named(let phrase) where phrase.clock == nil:
        try phrase.check(in: text, seenFrom: zone.date(now))
        return side(phrase.days(seenFrom: zone.date(now)))
      case .relative, .exact, .named:
        return try Moment.parse(text, now: now, zone: zone, language: language)
      }
    }
    let (first, last) = (
      try since.map { try bound($0, isEnd: false) }, try until.map { try bound($0, isEnd: true) }
    )
    if let first, let last, first >= last {
      throw Refusal(.invalid, Text.reportPeriod(since: first, until: last), field: "until")
    }
    // The last day ends behind the years that there are, and no ticket is of a time beyond them.
    self.since = first.flatMap { $0.isOfCalendar ? $0 : nil }
    self.until = last.flatMap { $0.isOfCalendar ? $0 : nil }
  }
}

extension Viewer {
  /// Refuses a name to count by that this one may not name, before the plugin's code fails of it.
  package func requireGroup(of report: ReportSpec, _ params: [String: Value]) throws(Refusal) {
    guard let param = report.group, let name = params[param]?.text else { return }
    do throws(QueryError) {
      _ = try schema.groupKey(named: name)
    } catch {
      throw Refusal(.invalid, error.message, field: param)
    }
  }
}

extension Query {
  /// Refuses what a report's query cannot have: it says only which tickets it is about.
  package func requireScope() throws(Refusal) {
    guard groups.isEmpty, modifiers.sort.isEmpty, limit == nil else {
      throw Refusal(.invalid, Text.reportModifiers, field: "query")
    }
  }
}
