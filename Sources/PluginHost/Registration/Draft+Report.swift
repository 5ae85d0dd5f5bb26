import Kernel
import Lua
import Texts

extension Draft {
  static let reportKeys: [APIPart] = [
    .needed("name", .text, "what docket report calls it"),
    .init(
      "params", .table,
      """
      what it takes, by name; each a table with the keys of docket.field, of the kinds \
      text, integer, number, boolean, duration and choice
      """),
    .needed(
      "columns", .list,
      #"what a row has, in order; each { NAME, KIND }, as { "tickets", "integer" }"#
    ),
    .init("chart", .keys(chartKeys), "how the rows are drawn"),
    .init(
      "group", .text, "the parameter, a text, that says what to count by: a field, or created.week"),
    .needed(
      "run", .function(["report"], .reporting),
      "gives the list of rows, each a table by column; see docket help api report"),
  ]

  static let chartKeys: [APIPart] = [
    .needed("kind", .words(of: ReportChart.Kind.self)),
    .needed("label", .text, "the column that says what a row is"),
    .needed("values", .listOf(.text), "the columns that are drawn, all of one kind"),
  ]

  /// `docket.report`.
  mutating func addReport(_ value: LuaValue) throws(HostError) {
    var table = SpecTable("docket.report", value, Draft.reportKeys)
    let name = table.name()
    claim(name, among: reports.map(\.name), of: Text.thingReport, in: &table)
    let params = members("params", &table)
    for param in params {
      if ReportSpec.takenNames.contains(param.name) {
        table.fail("params", Text.registrationReportTaken(name: param.name))
      }
      if !ReportSpec.paramKinds.contains(param.kind) || param.isMany {
        table.fail(
          "params",
          Text.registrationReportParam(
            name: param.name,
            kinds: ReportSpec.paramKinds.map(\.rawValue).joined(separator: ", ")))
      }
    }
    let columns = columns(&table)
    let chart = chart(&table, columns)
    let group = group(&table, params)
    let run = table.function("run")
    try table.check()
    reports.append(
      ReportSpec(
        name: name, params: params, columns: columns, chart: chart, group: group, plugin: plugin))
    functions[.report(name)] = run
  }

  private func group(_ table: inout SpecTable, _ params: [FieldSpec]) -> String? {
    guard let group = table.text("group") else { return nil }
    let texts = params.filter { $0.kind == .text }.map(\.name)
    if !texts.contains(group) { table.fail("group", Names.unknown(group, among: texts)) }
    return group
  }

  private func columns(_ table: inout SpecTable) -> [ReportColumn] {
    var columns: [ReportColumn] = []
    for item in table.items("columns") {
      let parts = item.texts ?? [item["name"]?.text, item["type"]?.text].compactMap(\.self)
      guard parts.count == 2, Names.isPlain(parts[0]) else {
        table.fail("columns", Text.registrationReportColumn)
        continue
      }
      guard let kind = ReportColumn.Kind(rawValue: parts[1]) else {
        table.fail(
          "columns",
          Text.tableElement(
            key: parts[0],
            problem: Names.unknown(parts[1], among: ReportColumn.Kind.allCases.map(\.rawValue))))
        continue
      }
      if columns.contains(where: { $0.name == parts[0] }) {
        table.fail("columns", Text.registrationTaken(name: parts[0], what: Text.thingColumn))
      }
      columns.append(ReportColumn(name: parts[0], kind: kind))
    }
    if columns.isEmpty, table.problems.isEmpty { table.fail("columns", Text.tableEmpty) }
    return columns
  }

  private func chart(_ table: inout SpecTable, _ columns: [ReportColumn]) -> ReportChart? {
    guard let value = table.value("chart") else { return nil }
    var inner = SpecTable("chart", value, Draft.chartKeys)
    let kind = inner.word("kind", as: ReportChart.Kind.self)
    let label = inner.required("label")
    let values = inner.texts("values")
    let names = columns.map(\.name)
    for (key, name) in [("label", label)] + values.map({ ("values", $0) })
    where !names.contains(name) && !name.isEmpty {
      inner.fail(key, Names.unknown(name, among: names))
    }
    let kinds = columns.filter { values.contains($0.name) }.map(\.kind)
    if Set(kinds).count > 1 || kinds.contains(where: { !$0.isNumeric }) || values.isEmpty {
      inner.fail("values", Text.registrationReportValues)
    }
    inner.finish()
    for problem in inner.problems {
      table.fail("chart", problem.text)
    }
    return kind.map { ReportChart(kind: $0, label: label, values: values) }
  }
}
