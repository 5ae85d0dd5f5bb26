import Texts

/// A report that somebody is sent every week: what is asked of it, and when it is made.
package struct ReportOrder: Equatable, Sendable {
  /// The report's name.
  package var report: String
  /// The tickets that it is about; empty for all but the discarded ones.
  package var query: String
  /// Days or moments as people write them; relative ones count from when it is made.
  package var since: String?
  package var until: String?
  /// What it takes, as English writes it, by name.
  package var params: [String: String]
  package var moment: WeeklyMoment

  package init(
    _ report: String, query: String = "", since: String? = nil, until: String? = nil,
    params: [String: String] = [:], at moment: WeeklyMoment = .standard,
  ) {
    self.report = report
    self.query = query
    self.since = since
    self.until = until
    self.params = params
    self.moment = moment
  }

  /// What the subscription has as its event: `report.volume`.
  package var event: String { "report.\(report)" }

  /// What is asked besides the report's name, and when, in a line: `queue:billing by=type since=-7d
  /// every monday 08:00`.
  package var line: String { words.description }

  /// The same for people.
  package var words: Text {
    let asked =
      (query.isEmpty ? [] : [query]) + params.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
      + [since.map { "since=\($0)" }, until.map { "until=\($0)" }].compactMap(\.self)
    return Text(
      joining: asked.map { Text(words: $0) } + [Text.subscriptionEvery(moment: moment.words)],
      by: " ")
  }

  /// What a table keeps.
  package var json: JSON {
    .object([
      ("at", .integer(moment.minuteOfDay)), ("on", .integer(moment.weekday)),
      ("params", .object(params.sorted { $0.key < $1.key }.map { ($0, .string($1)) })),
      ("query", .string(query)), ("report", .string(report)),
      ("since", since.map(JSON.string) ?? .null), ("until", until.map(JSON.string) ?? .null),
    ])
  }

  /// Reads what `json` gives; `nil` for anything else.
  package init?(json: JSON) {
    guard let report = json["report"]?.string, let query = json["query"]?.string,
      let weekday = json["on"]?.integer, let minute = json["at"]?.integer,
      let moment = WeeklyMoment(weekday: weekday, minuteOfDay: minute)
    else { return nil }
    let params = (json["params"]?.members ?? []).compactMap { name, value in
      value.string.map { (name, $0) }
    }
    self.init(
      report, query: query, since: json["since"]?.string, until: json["until"]?.string,
      params: Dictionary(params) { first, _ in first }, at: moment)
  }
}

/// A time of day on one day of the week, by somebody's clock.
package struct WeeklyMoment: Hashable, Sendable {
  /// 1 for Monday up to 7 for Sunday.
  package let weekday: Int64
  /// Minutes after midnight.
  package let minuteOfDay: Int64

  /// Mondays at eight.
  package static let standard = WeeklyMoment(checkedWeekday: 1, minuteOfDay: 480)

  /// `nil` for a day or a time that a week does not have.
  package init?(weekday: Int64, minuteOfDay: Int64) {
    guard (1...7).contains(weekday), (0..<1_440).contains(minuteOfDay) else { return nil }
    self.init(checkedWeekday: weekday, minuteOfDay: minuteOfDay)
  }

  private init(checkedWeekday weekday: Int64, minuteOfDay: Int64) {
    (self.weekday, self.minuteOfDay) = (weekday, minuteOfDay)
  }

  /// Reads a day's name and a time, in English or in that language: `8:00`, `8`, `halb neun`.
  ///
  /// Throws a `Refusal` of the code `invalid` for the field `on` or `at`.
  package init(on day: String, at time: String, language: Language?) throws(Refusal) {
    guard let weekday = DateWords.weekday(named: day, language: language) else {
      let known = DateWords.all(for: language).map(\.weekdays)
      let listed = known.last ?? []
      // What is near an English name is that day, called as the others that are listed.
      let place = nearestName(to: day, among: known.flatMap(\.self)).flatMap { near in
        known.lazy.compactMap { $0.firstIndex(of: near) }.first
      }
      throw Refusal(
        .invalid,
        Text.subscriptionNoDay(
          day: day, days: listed.joined(separator: ", "),
          hint: Text.nearest(place.map { listed[$0] })),
        field: "on")
    }
    guard let minute = WeeklyMoment.minute(of: time, language) else {
      throw Refusal(.invalid, Text.subscriptionNoTime(time: time), field: "at")
    }
    self.init(checkedWeekday: weekday, minuteOfDay: minute)
  }

  /// The minute of a time in digits or in words; `nil` for what is none, or may be two.
  private static func minute(of time: String, _ language: Language?) -> Int64? {
    if let minute = minute(of: time) { return minute }
    guard let clock = try? DateReader.clock(time, in: language), clock.hour < 24 else { return nil }
    return clock.hour * 60 + clock.minute
  }

  private static func minute(of text: String) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), (1...2).contains(parts[0].utf8.count),
      parts.count == 1 || parts[1].utf8.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) }),
      let hour = Int64(parts[0]), let minute = parts.count == 1 ? 0 : Int64(parts[1]),
      hour < 24, minute < 60
    else { return nil }
    return hour * 60 + minute
  }

  /// The same for people.
  package var words: Text {
    Text(joining: [Text(name: dayName, of: .day), Text(words: time)], by: " ")
  }

  /// The last such moment up to `now`.
  package func last(upTo now: Instant, in zone: Zone) -> Instant {
    let day = day(of: now, in: zone)
    let moment = instant(on: day, in: zone)
    return moment <= now ? moment : instant(on: day.adding(days: -7), in: zone)
  }

  /// The first such moment after `now`.
  package func next(after now: Instant, in zone: Zone) -> Instant {
    let day = day(of: now, in: zone)
    let moment = instant(on: day, in: zone)
    return moment > now ? moment : instant(on: day.adding(days: 7), in: zone)
  }

  /// The day of the week of `now`, from Monday on, that it is on.
  private func day(of now: Instant, in zone: Zone) -> CivilDate {
    let today = zone.date(now)
    return today.adding(days: weekday - today.weekday)
  }

  /// By the clock on the wall: eight is eight also on the day on which the clock is changed.
  private func instant(on day: CivilDate, in zone: Zone) -> Instant {
    var civil = CivilTime(startOf: day)
    (civil.hour, civil.minute) = (minuteOfDay / 60, minuteOfDay % 60)
    return zone.instant(civil)
  }
}

extension WeeklyMoment: CustomStringConvertible {
  /// `monday 08:00`.
  package var description: String { "\(dayName) \(time)" }

  private var dayName: String { DateWords.english.weekdays[Int(weekday) - 1] }

  private var time: String {
    func pad(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(pad(minuteOfDay / 60)):\(pad(minuteOfDay % 60))"
  }
}
