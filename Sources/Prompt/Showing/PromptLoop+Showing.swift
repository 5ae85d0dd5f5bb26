import Desk
import Display
import Kernel
import Texts

extension PromptLoop {
  /// Shows the values of an entry in the form of the session.
  func show(_ values: [PromptValue], of number: Int? = nil) throws {
    guard !values.isEmpty else { return }
    if case .help(let words) = values[0] { return try help(words) }
    let surface = printer.surface
    switch mode {
    case .json:
      for value in values {
        let line = String(decoding: value.json.shownBytes, as: UTF8.self)
        try printer.write([line], inPages: false)
      }
    case .lua:
      try printer.write(values.flatMap { LuaLines(width: surface.columns ?? 100).lines(of: $0) })
    case .csv:
      try printer.write(reading { try self.csv(of: values, $0, surface) }, inPages: false)
    case .table:
      let lines = try reading { try self.pages(of: values, $0, surface) }
      try printer.write(numbered(lines, number, surface))
    }
  }

  private func pages(
    of values: [PromptValue], _ desk: DeskSession, _ surface: Surface,
  ) throws -> [String] {
    let page = ValuePage(session: desk, moment: session.moment, surface: surface)
    return try values.flatMap { try page.lines(of: $0) }
  }

  /// Tickets as `docket list --format csv` writes them, the rest by their members.
  private func csv(
    of values: [PromptValue], _ desk: DeskSession, _ surface: Surface,
  ) throws -> [String] {
    let page = ValuePage(session: desk, moment: session.moment, surface: surface)
    return try values.flatMap { value in
      guard case .rows(let rows, _) = value, let tickets = try page.tickets(in: rows) else {
        return ValueTable(value).csv
      }
      let table = TicketTable(
        columns: try TicketTable.columns(nil, in: desk), values: desk.values)
      return try table.csv(of: tickets, on: surface)
    }
  }

  /// On a terminal the number stands before the value, by which the next entry can name it.
  private func numbered(_ lines: [String], _ number: Int?, _ surface: Surface) -> [String] {
    guard surface.isTerminal, let number, let first = lines.first else { return lines }
    let mark = surface.styled("[\(number)]", .faint)
    let line = "\(mark) \(first)"
    let fits = surface.columns.map { line.withoutStyles.displayWidth <= $0 } ?? true
    return lines.count == 1 && fits ? [line] : [mark] + lines
  }
}
