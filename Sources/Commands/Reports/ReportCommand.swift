import ArgumentParser
import Desk
import Display
import Kernel
import System
import Texts

/// `docket report`: what a plugin's report says.
struct ReportCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Show reports: what comes in, how fast it is solved, who has what.",
    discussion: """
      Without a name: the reports of this desk, what each tells, and what it takes. Reports come from \
      plugins; `docket plugin enable reports` brings volume, response, resolution, reopened, effort, \
      backlog and workload. A report is about the tickets of a query, all but the discarded ones \
      without one, and counts only what you may see. What --since and --until are about is for the \
      report to say: of most, when tickets were created. Both take days and moments as people write \
      them, weeks (2026-W05), months (2026-01) and years; a day, week, month or year is within the \
      period as a whole. `docket subscribe report` has one made every week.

      --param gives what a report takes, as by=queue. --html writes one page with charts that loads \
      nothing and reads well on paper. In CSV and JSON durations are seconds.

      Examples:
        docket report
        docket report volume
        docket report volume --param by=queue --format chart
        docket report response priority:high.. --since 2026-01 --until 2026-03 --param target=4h
        docket report resolution --param by=assignee --format csv > resolution.csv
        docket report backlog --param every=week --since -90d --html backlog.html
      """)

  @Argument(help: "The report; nothing lists them.", completion: .source(.reports))
  var name: String?

  @OptionGroup var scope: ReportScope

  @Option(help: "table (which it is by itself), csv, json or chart.") var format: ReportFormat?

  @Option(
    help: ArgumentHelp(
      "Write a page of HTML to this file; - for standard output.", valueName: "file"),
    completion: .file())
  var html: String?

  @Flag(help: "Replace a file of that name.") var force = false
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    guard !global.json || format == nil || format == .json else {
      throw Failure(.usage, Text.usageJsonFormat(format: format?.rawValue ?? ""))
    }
    guard html == nil || format == nil else { throw Failure(.usage, Text.usageReportHtml) }
    guard html != nil || !force else { throw Failure(.usage, Text.usageReportForce) }
    guard let name else { return try list(in: session, on: output) }
    try scope.checkQuery(of: session.report(named: name))
    let answer = try session.answer(
      ReportQuestion(
        name, query: scope.text, since: scope.since, until: scope.until,
        params: try ReportParams(scope.param).texts.mapValues(Value.text)))
    let text = ReportText(answer, in: session)
    if let html { return try write(text, of: session, to: html, on: output) }
    switch global.json ? .json : format ?? .table {
    case .json: return try output.write(text.json)
    case .csv: try output.write(text.csv(on: output.standard))
    case .table: try output.page(text.lines(on: output.standard))
    case .chart: try output.page(text.drawn(on: output.standard))
    }
    if answer.rows.isEmpty { try output.say(Text.sheetEmpty) }
  }

  private func list(in session: DeskSession, on output: Output) throws {
    guard scope.param.isEmpty, scope.since == nil, scope.until == nil, html == nil, format != .csv,
      format != .chart
    else {
      throw Failure(.usage, Text.usageReportName)
    }
    let reports = try session.reports
    let labels = Labels(of: session.rulebook.registry, language: output.language.code)
    if output.isJSON || format == .json {
      return try output.write(.array(reports.map { json($0, labels) }))
    }
    guard !reports.isEmpty else { return try output.say(Text.reportNone) }
    var table = Table([
      .init(Text.columnReport), .init(Text.columnTells, isFlexible: true), .init(Text.columnTakes),
    ])
    for report in reports {
      let (title, help) = ReportText.words(of: report, in: labels)
      let takes = report.params.map { param in
        param.standard?.text.map { "\(param.name)=\($0)" } ?? "\(param.name)="
      }
      table.append([
        .init(report.name), .init(help.isEmpty ? title : help),
        .init(takes.joined(separator: " "), .faint),
      ])
    }
    try output.page(table.lines(on: output.standard))
  }

  private func json(_ report: ReportSpec, _ labels: Labels) -> JSON {
    let (title, help) = ReportText.words(of: report, in: labels)
    let params = report.params.map { param in
      JSON.object([
        ("name", .string(param.name)), ("type", .string(param.kind.rawValue)),
        ("default", param.standard?.text.map(JSON.string) ?? .null),
        ("choices", .array(param.reportChoices.map(JSON.string))),
      ])
    }
    let columns = report.columns.map { column in
      JSON.object([("name", .string(column.name)), ("type", .string(column.kind.rawValue))])
    }
    return .object([
      ("name", .string(report.name)), ("title", .string(title)), ("tells", .string(help)),
      ("plugin", .string(report.plugin)), ("params", .array(params)), ("columns", .array(columns)),
    ])
  }

  private func write(
    _ text: ReportText, of session: DeskSession, to path: String, on output: Output,
  ) throws {
    let page = ReportPage(
      text, desk: session.moment.desk.folder.name, surface: output.standard)
    let bytes = Array(page.html.utf8)
    guard path != "-" else { return try StandardStream.output.put(bytes, isData: true) }
    try NewFile.write(bytes, to: path, replaces: force, isPrivate: true)
    guard !output.isJSON else {
      return try output.write(
        .object([("file", .string(path)), ("bytes", .integer(Int64(bytes.count)))]))
    }
    try output.write(Text.sheetWritten(file: path))
  }
}

/// How a report is written.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case table
  case csv
  case json
  case chart
}

/// Which tickets a report is about, in which period, and what else it takes.
struct ReportScope: ParsableArguments {
  @Argument(help: "Which tickets it is about.", completion: .source(.query))
  var query: [String] = []
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Where the period begins, as -7d.", valueName: "time"), completion: .nothing)
  var since: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Where it ends; a day is in it.", valueName: "time"), completion: .nothing)
  var until: String?
  @Option(
    help: ArgumentHelp(
      "What the report takes; may be given several times.", valueName: "name=value"),
    completion: .nothing)
  var param: [String] = []

  /// The query as one text.
  var text: String { QueryWords(query).text }

  /// Says how to give what the report takes where it stands in the query, as `by=queue`.
  func checkQuery(of report: ReportSpec) throws(Failure) {
    for word in query {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { continue }
      let option: String
      if report.params.contains(where: { $0.name == parts[0] }) {
        option = "--param \(word)"
      } else if ["since", "until"].contains(parts[0]) {
        option = "--\(parts[0]) \(parts[1])"
      } else {
        continue
      }
      throw Failure(.usage, Text.usageReportWord(text: word, option: option))
    }
  }
}
