import Display
import Kernel

/// A value as rows of texts, for a spreadsheet.
struct ValueTable {
  private(set) var titles: [String] = []
  private var rows: [[Cell]] = []

  private struct Cell {
    let text: String
    /// Whether it is somebody's words, which a spreadsheet must not take for a formula.
    var isWritten = false
  }

  init(_ value: PromptValue) {
    switch value {
    case .rows(let rows, _): take(rows)
    case .table(let table) where table.pairs.isEmpty: take(table.items)
    case .table(let table):
      titles = ["key", "value"]
      rows =
        table.items.enumerated().map { [Cell(text: "\($0 + 1)"), cell(of: $1)] }
        + table.pairs.map { [cell(of: $0.key), cell(of: $0.value)] }
    case .groups(let groups):
      titles = ["key", "value"]
      rows = groups.map { [Cell(text: $0.label, isWritten: true), cell(of: $0.value)] }
    case .series(let numbers):
      titles = ["value"]
      rows = numbers.map { [Cell(text: "\($0)")] }
    case .grid(let grid):
      titles = grid.titles
      rows = grid.rows.map { row in
        zip(grid.titles, row).map { cell(of: $1, isTime: TicketField(named: $0)?.kind == .time) }
      }
    case .record, .null, .boolean, .integer, .number, .text, .span, .bytes, .word, .help, .cycle,
      .deep:
      take([value])
    }
  }

  /// The lines of a CSV file, the first one with the titles.
  var csv: [String] {
    [CSV.line(titles)]
      + rows.map { row in
        CSV.line(row.map { $0.isWritten ? FormulaGuard.added(to: $0.text) : $0.text })
      }
  }

  /// Rows of records have their members as columns; others are one column.
  private mutating func take(_ values: [PromptValue]) {
    for case .record(_, let members) in values {
      let more = members.map(\.name).filter { !titles.contains($0) }
      titles += more
    }
    guard !titles.isEmpty else {
      titles = ["value"]
      rows = values.map { [cell(of: $0)] }
      return
    }
    rows = values.map { value in
      guard case .record(let kind, let members) = value else { return [cell(of: value)] }
      let names = Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
      return titles.map { title in
        cell(of: names[title] ?? .null, isTime: RecordTime(title, of: kind) != nil)
      }
    }
  }

  private func cell(of value: PromptValue, isTime: Bool = false) -> Cell {
    if isTime, let moment = Instant(seconds: value) { return Cell(text: moment.iso) }
    switch value {
    case .null: return Cell(text: "")
    case .text(let text): return Cell(text: text, isWritten: true)
    case .table(let table) where table.pairs.isEmpty && table.more == 0:
      return Cell(
        text: table.items.map { cell(of: $0).text }.joined(separator: ", "), isWritten: true)
    case .boolean, .integer, .number, .span, .bytes, .word, .help, .cycle, .deep, .record, .rows,
      .table, .groups, .series, .grid:
      return Cell(text: LuaLines(width: .max).lines(of: value).joined())
    }
  }
}

/// A member of a record that is a time.
struct RecordTime {
  /// `nil` for what is no time.
  init?(_ name: String, of kind: String) {
    switch kind {
    case "ticket": guard TicketField(named: name)?.kind == .time else { return nil }
    case "entry": guard ["at", "recorded"].contains(name) else { return nil }
    default: return nil
    }
  }
}

extension Instant {
  /// The time that a number of Lua tells; `nil` for what is none.
  init?(seconds value: PromptValue) {
    let seconds: Double? =
      switch value {
      case .integer(let number): Double(number)
      case .number(let number): number
      default: nil
      }
    guard let seconds, abs(seconds) < 1e12 else { return nil }
    self.init(milliseconds: Int64(seconds * 1_000))
  }
}
