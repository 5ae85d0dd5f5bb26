import Desk
import Kernel

/// The chart of a report as SVG within a page.
struct ReportFigure {
  private let report: ReportText
  private let chart: ReportChart
  private let labels: [String]
  /// What is drawn, series by series.
  private let series: [(title: String, column: ReportColumn, amounts: [Double])]

  /// So many bars are drawn; the table has all rows.
  private static let mostBars = 40
  private static let colours = ["#1f5a8c", "#c2571a", "#4c8a3a", "#7a4fa3"]
  private static let (width, labelWidth, bottom) = (900.0, 210.0, 40.0)

  init(_ report: ReportText, _ chart: ReportChart) {
    self.report = report
    self.chart = chart
    let columns = report.answer.report.columns
    let rows =
      chart.kind == .bars
      ? report.answer.rows.prefix(ReportFigure.mostBars) : report.answer.rows[...]
    let label = report.place(of: chart.label)
    labels = rows.map { report.text($0[label], of: columns[label]) }
    series = chart.values.map { name in
      let place = report.place(of: name)
      return (
        report.title(of: columns[place]), columns[place],
        rows.map { max(0, ReportText.amount($0[place]) ?? 0) }
      )
    }
  }

  func draw(on page: inout HTMLText) {
    switch chart.kind {
    case .bars: bars(&page)
    case .lines: lines(&page)
    }
  }

  private var most: Double { max(series.flatMap(\.amounts).max() ?? 0, .leastNonzeroMagnitude) }

  private func begin(_ page: inout HTMLText, height: Double) {
    page.open(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "role": "img",
        "viewBox": "0 0 \(number(ReportFigure.width)) \(number(height))",
        "font-family": "system-ui, sans-serif", "font-size": "13",
      ])
    page.element("title", series.map(\.title).joined(separator: ", "))
    for (index, one) in series.enumerated() {
      let x = ReportFigure.labelWidth + Double(index) * 180
      page.open(
        "rect",
        [
          "x": number(x), "y": "4", "width": "12", "height": "12", "fill": colour(index),
        ])
      page.close("rect")
      text(&page, one.title.prefixed(22), x: x + 18, y: 15)
    }
  }

  private func bars(_ page: inout HTMLText) {
    let (thickness, gap, top) = (14.0, 8.0, 30.0)
    let each = thickness * Double(series.count) + gap
    begin(&page, height: top + each * Double(labels.count))
    let room = ReportFigure.width - ReportFigure.labelWidth - 90
    for (row, label) in labels.enumerated() {
      let y = top + each * Double(row)
      text(
        &page, label.prefixed(28), x: ReportFigure.labelWidth - 8,
        y: y + thickness * Double(series.count) / 2 + 5, anchor: "end")
      for (index, one) in series.enumerated() {
        let length = one.amounts[row] / most * room
        let barTop = y + thickness * Double(index)
        page.open(
          "rect",
          [
            "x": number(ReportFigure.labelWidth), "y": number(barTop), "width": number(length),
            "height": number(thickness - 2), "fill": colour(index),
          ])
        page.close("rect")
        text(
          &page, words(one.amounts[row], one.column),
          x: ReportFigure.labelWidth + length + 6, y: barTop + 11)
      }
    }
    page.close("svg")
    page.markup("\n")
  }

  private func lines(_ page: inout HTMLText) {
    let (top, height, left) = (34.0, 260.0, 70.0)
    begin(&page, height: top + height + ReportFigure.bottom)
    let room = ReportFigure.width - left - 20
    let step = labels.count > 1 ? room / Double(labels.count - 1) : 0
    func y(_ amount: Double) -> Double { top + height - amount / most * height }
    for quarter in 0...4 {
      let amount = most * Double(quarter) / 4
      page.open(
        "line",
        [
          "x1": number(left), "x2": number(ReportFigure.width - 20), "y1": number(y(amount)),
          "y2": number(y(amount)), "stroke": quarter == 0 ? "#666666" : "#dddddd",
        ])
      page.close("line")
      if let first = series.first {
        text(&page, words(amount, first.column), x: left - 8, y: y(amount) + 4, anchor: "end")
      }
    }
    let every = max(1, (labels.count + 8) / 9)
    for (index, label) in labels.enumerated() where index % every == 0 {
      text(
        &page, label.prefixed(12), x: left + step * Double(index), y: top + height + 20,
        anchor: "middle")
    }
    for (index, one) in series.enumerated() {
      let points = one.amounts.enumerated().map { place, amount in
        "\(number(left + step * Double(place))),\(number(y(amount)))"
      }
      page.open(
        "polyline",
        [
          "points": points.joined(separator: " "), "fill": "none", "stroke": colour(index),
          "stroke-width": "2",
        ])
      page.close("polyline")
      guard let last = one.amounts.last else { continue }
      page.open(
        "circle",
        [
          "cx": number(left + step * Double(one.amounts.count - 1)), "cy": number(y(last)),
          "r": "3", "fill": colour(index),
        ])
      page.close("circle")
    }
    page.close("svg")
    page.markup("\n")
  }

  private func text(
    _ page: inout HTMLText, _ words: String, x: Double, y: Double, anchor: String = "start",
  ) {
    page.element(
      "text", words,
      ["x": number(x), "y": number(y), "text-anchor": anchor, "fill": "#1b1b1b"])
  }

  private func words(_ amount: Double, _ column: ReportColumn) -> String {
    report.words(amount, of: column)
  }

  private func colour(_ index: Int) -> String {
    ReportFigure.colours[index % ReportFigure.colours.count]
  }

  private func number(_ value: Double) -> String { ReportText.rounded(value, to: 1) }
}

extension String {
  /// The text, cut with `…` where it has more characters than that.
  fileprivate func prefixed(_ most: Int) -> String {
    count > most ? prefix(most - 1) + "…" : self
  }
}
