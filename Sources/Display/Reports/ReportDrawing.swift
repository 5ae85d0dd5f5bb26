import Desk
import Kernel
import Texts

/// A report drawn with the characters of a terminal.
extension ReportText {
  /// Bars one below the other, or columns side by side; the table where there is nothing to draw.
  package func drawn(on surface: Surface) -> [String] {
    guard let chart = answer.report.chart, !answer.rows.isEmpty else { return lines(on: surface) }
    let width = max(1, surface.columns ?? ReportText.plainWidth)
    return switch chart.kind {
    case .bars: bars(chart, width, on: surface)
    case .lines: chart.values.flatMap { columns(of: $0, chart, width, on: surface) }
    }
  }

  /// How wide a chart is in a pipe.
  private static let plainWidth = 80
  private static let (leastBar, columnHeight, mostBreadth) = (8, 6, 8)

  /// What is drawn of a row: its place among the report's columns.
  func place(of column: String) -> Int {
    answer.report.columns.firstIndex { $0.name == column } ?? 0
  }

  private func bars(_ chart: ReportChart, _ width: Int, on surface: Surface) -> [String] {
    let label = place(of: chart.label)
    let places = chart.values.map(place)
    let titles = places.map { title(of: answer.report.columns[$0]).visible }
    let values = answer.rows.map { row in
      places.map { place in
        (ReportText.amount(row[place]) ?? 0, text(row[place], of: answer.report.columns[place]))
      }
    }
    let labels = answer.rows.map { text($0[label], of: answer.report.columns[label]).visible }
    let most = values.joined().map(\.0).max() ?? 0
    let valueWidth = values.joined().map(\.1.displayWidth).max() ?? 0
    // With one value a row its title heads the bars; with several each bar has its own.
    let headWidth = places.count > 1 ? (titles.map(\.displayWidth).max() ?? 0) + 2 : 0
    let room = width - valueWidth - headWidth - 4
    let labelWidth = min(
      labels.map(\.displayWidth).max() ?? 0, max(ReportText.leastBar, room - ReportText.leastBar))
    let barWidth = max(ReportText.leastBar, room - labelWidth)
    var lines: [String] = []
    if places.count == 1 { lines.append(surface.styled(titles[0], .heading)) }
    for (name, amounts) in zip(labels, values) {
      for (index, (amount, text)) in amounts.enumerated() {
        let shown = index == 0 ? name.truncated(toColumns: labelWidth) : ""
        let title = places.count > 1 ? titles[index] + "  " : ""
        let head =
          padded(surface.isolated(shown), shown, labelWidth) + "  "
          + padded(surface.styled(title, .faint), title, headWidth)
        let bar = ReportText.bar(amount, of: most, width: barWidth)
        lines.append(head + bar + " " + text)
      }
    }
    return lines
  }

  private func padded(_ shown: String, _ plain: String, _ width: Int) -> String {
    shown + String(repeating: " ", count: max(0, width - plain.displayWidth))
  }

  /// A bar in eighths of a character; what is more than nothing is seen.
  private static func bar(_ amount: Double, of most: Double, width: Int) -> String {
    guard most > 0, amount > 0 else { return "" }
    let eighths = max(1, Int((amount / most * Double(width * 8)).rounded()))
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }

  /// One value of all rows, side by side; of several rows in one column the highest is drawn.
  private func columns(
    of name: String, _ chart: ReportChart, _ width: Int, on surface: Surface,
  ) -> [String] {
    let column = answer.report.columns[place(of: name)]
    let all = answer.rows.map { max(0, ReportText.amount($0[place(of: name)]) ?? 0) }
    let each = (all.count + width - 1) / max(1, width)
    let amounts = stride(from: 0, to: all.count, by: max(1, each)).map { start in
      all[start..<min(start + max(1, each), all.count)].max() ?? 0
    }
    let most = amounts.max() ?? 0
    let breadth = min(ReportText.mostBreadth, max(1, width / max(1, amounts.count)))
    let gap = breadth > 2 ? 1 : 0
    let steps = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    let height = ReportText.columnHeight
    let rows = (0..<height).reversed().map { level in
      amounts.map { amount -> String in
        let eighths =
          most > 0 && amount > 0
          ? max(1, Int((amount / most * Double(height * 8)).rounded())) - level * 8 : 0
        return String(repeating: steps[min(8, max(0, eighths))], count: breadth - gap)
          + String(repeating: " ", count: gap)
      }.joined()
    }
    var heading =
      surface.styled(title(of: column).visible, .heading) + "  ≤ " + words(most, of: column)
    if each > 1 { heading += "  " + surface.words(Text.reportRowsEach(count: each)) }
    let axis = surface.styled(
      axis(of: chart, columns: amounts.count * breadth - gap, within: width), .faint)
    return [heading] + rows + [axis, ""]
  }

  /// The first row's label on the left and the last one's on the right.
  private func axis(of chart: ReportChart, columns: Int, within width: Int) -> String {
    let place = place(of: chart.label)
    let column = answer.report.columns[place]
    let ends = [answer.rows.first, answer.rows.last].map { row in
      row.map { text($0[place], of: column).visible.truncated(toColumns: max(1, width / 2 - 1)) }
        ?? ""
    }
    guard answer.rows.count > 1 else { return ends[0] }
    let gap = max(1, columns - ends[0].displayWidth - ends[1].displayWidth)
    return ends[0] + String(repeating: " ", count: gap) + ends[1]
  }
}
