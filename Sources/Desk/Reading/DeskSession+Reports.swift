import Kernel
import PluginHost
import Storage
import Texts

/// What somebody asks of a report, as they typed it.
package struct ReportQuestion: Sendable {
  package var name: String
  /// The tickets that it is about; empty for all but the discarded ones.
  package var query: String
  /// Days or moments as people write them.
  package var since: String?
  package var until: String?
  /// What it takes, by name; texts are read by the parameter's kind.
  package var params: [String: Value]

  package init(
    _ name: String, query: String = "", since: String? = nil, until: String? = nil,
    params: [String: Value] = [:],
  ) {
    self.name = name
    self.query = query
    self.since = since
    self.until = until
    self.params = params
  }
}

/// What a report says, with what it was asked.
package struct ReportAnswer: Sendable {
  package let report: ReportSpec
  /// Each row's values in the order of the columns.
  package let rows: [[Value]]
  package let query: String
  /// From the first moment up to before the second; `nil` for no bound.
  package let since: Instant?
  package let until: Instant?
  /// The parameters as they were used, by name.
  package let params: [(name: String, value: Value)]
  package let person: String
  package let made: Instant
}

extension DeskSession {
  /// The reports of the desk by name, for who may ask for them.
  package var reports: [ReportSpec] {
    get throws {
      guard viewer.authority.mayEver(.report) else {
        throw Refusal(.denied, Text.permissionReport(person: person.name))
      }
      return (rulebook.registry.reports ?? []).sorted { $0.name < $1.name }
    }
  }

  /// The report of that name; an unknown one throws with the nearest, or with how to get any.
  package func report(named name: String) throws -> ReportSpec {
    let known = try reports
    if let report = known.first(where: { $0.name == name }) { return report }
    guard !known.isEmpty else { throw Refusal(.notFound, Text.reportNone) }
    let names = known.map(\.name)
    throw Refusal(
      .notFound,
      Text.reportUnknown(
        name: name, hint: Text.suggestion(nearestName(to: name, among: names)),
        known: names.joined(separator: ", ")))
  }

  /// Runs a report as the person sees the desk.
  ///
  /// Costs what its plugin reads, which is limited as a call after the commit is.
  package func answer(_ question: ReportQuestion) throws -> ReportAnswer {
    let report = try report(named: question.name)
    if let idleness = rulebook.idleness(of: report.plugin, at: now) {
      throw Refusal(.idlePlugin, idleness, by: report.plugin)
    }
    let params = try report.read(question.params)
    try checkGroup(of: report, params)
    let scope = try query(question.query)
    guard scope.groups.isEmpty, scope.modifiers.sort.isEmpty, scope.limit == nil else {
      throw Refusal(.invalid, Text.reportModifiers, field: "query")
    }
    let since = try question.since.map { try bound($0, isEnd: false) }
    let until = try question.until.map { try bound($0, isEnd: true) }
    if let since, let until, since >= until {
      throw Refusal(.invalid, Text.reportPeriod(since: since, until: until), field: "until")
    }
    let run = ReportRun(
      desk: SessionReading(reader, rulebook: rulebook, now: now), audience: viewer,
      person: person.name, query: question.query, scope: scope.condition, params: params,
      since: since, until: until)
    let rows = try computing.rows(of: report, in: run)
    let used = report.params.compactMap { param in params[param.name].map { (param.name, $0) } }
    return ReportAnswer(
      report: report, rows: rows, query: question.query, since: since, until: until, params: used,
      person: person.name, made: now)
  }

  /// Refuses a name to count by that the person may not name, before the plugin's code fails of it.
  private func checkGroup(of report: ReportSpec, _ params: [String: Value]) throws {
    guard let param = report.group, let name = params[param]?.text else { return }
    do throws(QueryError) {
      _ = try viewer.schema.groupKey(named: name)
    } catch {
      throw Refusal(.invalid, error.message, field: param)
    }
  }

  /// Where a period begins, or the first moment that is not of it any more: of a day, a week, a month
  /// or a year the first one behind it.
  private func bound(_ text: String, isEnd: Bool) throws -> Instant {
    func side(_ days: Range<CivilDate>) -> Instant {
      zone.start(of: isEnd ? days.upperBound : days.lowerBound)
    }
    if let period = try CalendarPeriod(parsing: text) { return side(period.days) }
    switch try Moment(parsing: text, zone: zone, language: dateLanguage) {
    case .day(let date): return side(date..<date.adding(days: 1))
    case .named(let phrase) where phrase.clock == nil:
      return side(phrase.days(seenFrom: zone.date(now)))
    case .relative, .exact, .named: return try moment(text)
    }
  }
}
