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
  /// Whether it was asked once to be answered later, when its dates may fall on other days of the week.
  package var isKept = false

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
  /// What the report says in words; where values are shown by their labels, so are the groups that
  /// it counts.
  package func words(
    of answer: ReportAnswer, in labels: Labels, isLabelled: Bool,
  ) -> ReportWords {
    let name = answer.params.first { $0.name == answer.report.group }?.value.text
    let key = name.flatMap { try? viewer.schema.groupKey(named: $0) }
    return ReportWords(
      answer.report, labels: labels, zone: zone, language: language, by: isLabelled ? key : nil)
  }

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
        name: name,
        hint: Text.suggestion(rulebook.nearest(to: name, among: names, as: .report)),
        known: names.joined(separator: ", ")))
  }

  /// Runs a report as the person sees the desk.
  ///
  /// Costs what its plugin reads, which is limited as a call after the commit is.
  package func answer(_ question: ReportQuestion) throws -> ReportAnswer {
    let report = try report(named: question.name)
    if let idleness = rulebook.idleness(of: report.plugin, at: now) {
      let refusal = Refusal(.idlePlugin, idleness, by: report.plugin)
      throw rulebook.isStaff(person) ? refusal : refusal.withoutFaults()
    }
    let params = try report.read(question.params, in: dateLanguage)
    try viewer.requireGroup(of: report, params)
    let scope = try query(
      question.query, .list, [:], today: question.isKept ? nil : zone.date(now))
    try scope.requireScope()
    let period = try ReportPeriod(
      since: question.since, until: question.until, now: now, zone: zone, language: dateLanguage)
    let run = ReportRun(
      desk: SessionReading(reader, rulebook: rulebook, now: now), audience: viewer,
      person: person.name, query: question.query, scope: scope.condition, params: params,
      since: period.since, until: period.until)
    let rows = try rows(of: report, in: run)
    let used = report.params.compactMap { param in params[param.name].map { (param.name, $0) } }
    return ReportAnswer(
      report: report, rows: rows, query: question.query, since: period.since, until: period.until,
      params: used, person: person.name, made: now)
  }

  /// What is wrong inside its plugin is told to the staff only.
  private func rows(of report: ReportSpec, in run: ReportRun) throws -> [[Value]] {
    do {
      return try computing.rows(of: report, in: run)
    } catch let refusal as Refusal {
      throw rulebook.isStaff(person) ? refusal : refusal.withoutFaults()
    }
  }
}
