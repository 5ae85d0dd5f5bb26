import Texts

/// What a report says, in words for people.
package struct ReportWords: Sendable {
  package let report: ReportSpec
  /// What the report and its columns are called in the reader's language.
  package let labels: Labels
  package let zone: Zone

  /// How numbers and dates stand in the reader's language.
  private let writing: Writing
  private let language: Language
  /// The field that the rows are counted by; `nil` where they are counted by none, or by its periods.
  private let counted: QueryField?

  package init(
    _ report: ReportSpec, labels: Labels, zone: Zone, language: Language = .english,
    by key: GroupKey? = nil,
  ) {
    (self.report, self.labels, self.zone) = (report, labels, zone)
    counted = key?.period == nil ? key?.field : nil
    (self.language, writing) = (language, language.writing)
  }

  /// What the report is called; its name, where its plugin does not say.
  package var title: String { labels.name(report.name, of: "report") ?? report.name }
  /// What it tells; empty where its plugin does not say.
  package var help: String { labels.name(report.name, of: "help") ?? "" }

  package func title(of column: ReportColumn) -> String {
    labels.name("\(report.name).\(column.name)", of: "column") ?? column.name
  }

  /// A value for people: `12.5 %`, `3d4h`; empty where there is none.
  package func text(_ value: Value, of column: ReportColumn) -> String {
    switch (value, column.kind) {
    case (.none, _): ""
    case (.integer(let length), .duration): TimeSpan.brief(length).rendered(in: language)
    case (.integer(let number), .percent): "\(writing.grouped(number)) %"
    case (.number(let number), .percent): "\(writing.decimal(ReportWords.brief(number))) %"
    case (.number(let number), _): writing.decimal(ReportWords.brief(number))
    case (.integer(let number), _): writing.grouped(number)
    case (.time(let instant), _): zone.clock(instant, by: writing)
    case (.boolean, _): value.words(of: .boolean, in: language) ?? ""
    case (.text(let text), _): column.name == report.groupColumn ? group(named: text) : text
    default: ""
    }
  }

  /// What a value of the field that is counted by is called.
  private func group(named name: String) -> String {
    guard let counted else { return name }
    if counted.kind == .boolean {
      // A script has the groups of yes and no as Lua writes them.
      return Bool(name).flatMap { Value.boolean($0).words(of: .boolean, in: language) } ?? name
    }
    guard counted.kind.isOfNames else { return name }
    return labels.value(name, of: counted.step?.field ?? counted.name) ?? name
  }

  /// A number with one digit behind the point, or with the first that is not 0: never 0 for more.
  private static func brief(_ number: Double) -> String {
    var (digits, size) = (1, abs(number) * 10)
    while number != 0, size < 0.5, digits < 6 { (digits, size) = (digits + 1, size * 10) }
    return rounded(number, to: digits)
  }

  /// A number with that many digits behind the point, without zeros at the end.
  package static func rounded(_ number: Double, to digits: Int) -> String {
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
}

extension ReportWords {
  /// The rows as a table of plain text, numbers to the right; nothing where there are none.
  package func lines(of rows: [[Value]]) -> [String] {
    guard !rows.isEmpty else { return [] }
    let columns = report.columns
    let cells =
      [columns.map(title)]
      + rows.map { zip($0, columns).map { value, column in text(value, of: column) } }
    let lines = cells.map {
      $0.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
    }
    let widths = columns.indices.map { place in
      lines.map { $0[place].displayWidth }.max() ?? 0
    }
    return lines.map { line in
      let padded = columns.indices.map { place -> String in
        let cell = line[place]
        let gap = String(repeating: " ", count: widths[place] - cell.displayWidth)
        return columns[place].kind.isNumeric ? gap + cell : cell + gap
      }
      let text = padded.joined(separator: "  ")
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
  }
}
