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
  private let plain: ReportWords

  /// Titles in the session's language; a report without labels is called by its names.
  package init(_ answer: ReportAnswer, in session: DeskSession) {
    self.answer = answer
    language = session.language
    labels = Labels(of: session.rulebook.registry, language: session.language.code)
    zone = session.zone
    plain = session.words(of: answer, in: labels, isLabelled: session.labels != nil)
  }

  /// What the report is called, and what it tells; empty where its plugin does not say.
  package static func words(
    of report: ReportSpec, in labels: Labels,
  ) -> (title: String, help: String) {
    let words = ReportWords(report, labels: labels, zone: .utc)
    return (words.title, words.help)
  }

  package func title(of column: ReportColumn) -> String { plain.title(of: column) }

  /// A value for people: `12.5 %`, `3d4h`; empty where there is none.
  package func text(_ value: Value, of column: ReportColumn) -> String {
    plain.text(value, of: column)
  }

  /// What is drawn of a column, in words: the amount of a bar, a point or an axis.
  func words(_ amount: Double, of column: ReportColumn) -> String {
    column.kind == .duration
      ? TimeSpan.brief(Int64(amount.rounded())).rendered(in: language)
      : text(.number(amount), of: column)
  }

  static func rounded(_ number: Double, to digits: Int) -> String {
    ReportWords.rounded(number, to: digits)
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
    case .boolean: value.plainText
    default: ""
    }
  }
}

extension ReportSpec {
  fileprivate func isDuration(_ param: String) -> Bool {
    params.contains { $0.name == param && $0.kind == .duration }
  }
}
