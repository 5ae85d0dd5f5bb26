import Desk
import Kernel
import Texts

/// What a report says, in words for people and in JSON and CSV for programs.
package struct ReportText {
  package let answer: ReportAnswer
  /// What the report and its columns are called in the reader's language.
  let labels: Labels
  let language: Language
  let zone: Zone

  /// Titles in the session's language; a report without labels is called by its names.
  package init(_ answer: ReportAnswer, in session: DeskSession) {
    self.answer = answer
    language = session.language
    labels = Labels(session.rulebook.registry.labels, language: session.language.code)
    zone = session.zone
  }

  /// What the report is called, and what it tells; empty where its plugin does not say.
  package static func words(
    of report: ReportSpec, in labels: Labels,
  ) -> (title: String, help: String) {
    (
      labels.name(report.name, of: "report") ?? report.name,
      labels.name(report.name, of: "help") ?? ""
    )
  }

  package func title(of column: ReportColumn) -> String {
    labels.name("\(answer.report.name).\(column.name)", of: "column") ?? column.name
  }

  /// A value for people: `12.5 %`, `3d4h`; empty where there is none.
  package func text(_ value: Value, of column: ReportColumn) -> String {
    switch (value, column.kind) {
    case (.none, _): ""
    case (.integer(let length), .duration): ReportText.duration(length)
    case (.integer(let number), .percent): "\(number) %"
    case (.number(let number), .percent): "\(ReportText.brief(number)) %"
    case (.number(let number), _): ReportText.brief(number)
    case (.integer(let number), _): "\(number)"
    case (.time(let instant), _): zone.clock(instant)
    case (.text(let text), _): text
    default: ""
    }
  }

  /// What is drawn of a column, in words: the amount of a bar, a point or an axis.
  func words(_ amount: Double, of column: ReportColumn) -> String {
    column.kind == .duration
      ? ReportText.duration(Int64(amount.rounded()))
      : text(.number(amount), of: column)
  }

  /// A number with one digit behind the point, or with the first that is not 0: never 0 for more.
  private static func brief(_ number: Double) -> String {
    var (digits, size) = (1, abs(number) * 10)
    while number != 0, size < 0.5, digits < 6 { (digits, size) = (digits + 1, size * 10) }
    return rounded(number, to: digits)
  }

  /// A length of time by its two largest units: `3d4h`, `2h5m`, `40s`.
  static func duration(_ milliseconds: Int64) -> String {
    let units: [(size: Int64, name: String)] = [
      (86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1_000, "s"),
    ]
    // Rounding must not leave the numbers that there are.
    let length = Int64(min(milliseconds.magnitude, UInt64(Int64.max - units[0].size)))
    let first = units.firstIndex { length >= $0.size } ?? units.count - 1
    let last = units[min(first + 1, units.count - 1)]
    // Rounding may carry into the larger unit: 59m59s500 is an hour.
    let rounded = (length + last.size / 2) / last.size * last.size
    var rest = rounded
    var text = milliseconds < 0 ? "-" : ""
    for unit in units where unit.size >= last.size {
      let count = rest / unit.size
      rest %= unit.size
      if count > 0 { text += "\(count)\(unit.name)" }
    }
    return rounded == 0 ? "0s" : text
  }

  /// A number with that many digits behind the point, without zeros at the end.
  static func rounded(_ number: Double, to digits: Int) -> String {
    let scale = (0..<digits).reduce(Int64(1)) { scale, _ in scale * 10 }
    guard let whole = Int64(exactly: (number * Double(scale)).rounded()) else { return "\(number)" }
    let (before, behind) = (whole.magnitude / scale.magnitude, whole.magnitude % scale.magnitude)
    let sign = whole < 0 ? "-" : ""
    guard behind > 0 else { return "\(sign)\(before)" }
    var fraction = "\(behind)"
    while fraction.utf8.count < digits { fraction = "0" + fraction }
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return "\(sign)\(before).\(fraction)"
  }

  /// How much of it is drawn; `nil` for what is no number.
  static func amount(_ value: Value) -> Double? {
    switch value {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }
}

extension ReportText {
  /// The rows as a table.
  package func lines(on surface: Surface) -> [String] {
    var table = Table(
      answer.report.columns.map { column in
        .init(title(of: column), isNumeric: column.kind.isNumeric, isFlexible: column.kind == .text)
      })
    for row in answer.rows {
      table.append(zip(row, answer.report.columns).map { .init(text($0, of: $1)) })
    }
    return table.lines(on: surface)
  }

  /// A line for each row, below one with the names of the columns; durations are seconds.
  package func csv(on surface: Surface) -> [String] {
    let columns = answer.report.columns
    let rows = answer.rows.map { row in
      CSV.line(
        zip(row, columns).map { value, column in
          let text = exact(value, of: column)
          let cell = column.kind == .text ? FormulaGuard.added(to: text) : text
          return surface.isTerminal ? cell.visible : cell
        })
    }
    return [CSV.line(columns.map(\.name))] + rows
  }

  /// The whole answer as one document; durations are seconds, numbers with a fraction texts.
  package var json: JSON {
    let columns = answer.report.columns
    let rows = answer.rows.map { row in
      JSON.object(
        zip(row, columns).map { value, column in (column.name, json(value, of: column)) })
    }
    let params = answer.params.map { name, value in
      (name, json(value, isDuration: answer.report.isDuration(name)))
    }
    return .object([
      ("report", .string(answer.report.name)), ("query", .string(answer.query)),
      ("since", answer.since.map { .string($0.iso) } ?? .null),
      ("until", answer.until.map { .string($0.iso) } ?? .null),
      ("params", .object(params)), ("person", .string(answer.person)),
      ("made", .string(answer.made.iso)),
      (
        "columns",
        .array(
          columns.map {
            .object([("name", .string($0.name)), ("type", .string($0.kind.rawValue))])
          })
      ),
      ("rows", .array(rows)),
    ])
  }

  private func json(_ value: Value, of column: ReportColumn) -> JSON {
    json(value, isDuration: column.kind == .duration)
  }

  private func json(_ value: Value, isDuration: Bool) -> JSON {
    switch value {
    case .integer(let length) where isDuration:
      .integer(length / 1_000 + (length % 1_000) / 500)
    case .integer(let number): .integer(number)
    case .number(let number): .string(ReportText.rounded(number, to: 4))
    case .boolean(let flag): .boolean(flag)
    case .time(let instant): .string(instant.iso)
    case .text(let text): .string(text)
    default: .null
    }
  }

  private func exact(_ value: Value, of column: ReportColumn) -> String {
    switch json(value, of: column) {
    case .string(let text): text
    case .integer(let number): "\(number)"
    default: ""
    }
  }
}

extension ReportSpec {
  fileprivate func isDuration(_ param: String) -> Bool {
    params.contains { $0.name == param && $0.kind == .duration }
  }
}
