/// One line of the result.
struct ReportRow {
  /// What the value, or its ratio to the floor, is to be.
  enum Target {
    case ratioAtMost(Double)
    case ratioAtLeast(Double)
    case valueAtMost(Double)
    case valueAndRatioAtMost(Double, Double)
    /// Shown for comparison only.
    case none
  }

  let measure: String
  let unit: String
  var value: Double?
  /// What it is held against, by name.
  var floorName = ""
  var floor: Double?
  var target = Target.none
  /// What else is to be known; why it was not measured, where there is no value.
  var note = ""

  var ratio: Double? {
    guard let value, let floor, floor > 0 else { return nil }
    return value / floor
  }

  /// Whether the target is met; `nil` where there is none, or no value.
  var isMet: Bool? {
    switch target {
    case .ratioAtMost(let most): ratio.map { $0 <= most }
    case .ratioAtLeast(let least): ratio.map { $0 >= least }
    case .valueAtMost(let most): value.map { $0 <= most }
    case .valueAndRatioAtMost(let most, let ratioMost):
      value.flatMap { value in ratio.map { value <= most && $0 <= ratioMost } }
    case .none: nil
    }
  }

  var verdict: String {
    guard value != nil else { return "skipped" }
    return isMet.map { $0 ? "ok" : "over" } ?? ""
  }
}

/// All lines, as a table or as JSON.
struct Report {
  var rows: [ReportRow] = []

  var table: String {
    let head = ["measure", "value", "floor", "ratio", "target", "", "note"]
    let lines = [head] + rows.map(Report.cells)
    let widths = head.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { cells in
      zip(cells, widths).enumerated().map { column, cell in
        let gap = String(repeating: " ", count: cell.1 - cell.0.count)
        return (1...3).contains(column) ? gap + cell.0 : cell.0 + gap
      }.joined(separator: "  ").trimmingEnd
    }.joined(separator: "\n")
  }

  var json: String {
    let items = rows.map { row in
      let members: [(String, String?)] = [
        ("measure", quoted(row.measure)), ("unit", quoted(row.unit)),
        ("value", row.value.map(Report.digits)), ("floor_name", quoted(row.floorName)),
        ("floor", row.floor.map(Report.digits)), ("ratio", row.ratio.map(Report.digits)),
        ("target", quoted(row.target.words(row.unit))), ("verdict", quoted(row.verdict)),
        ("note", quoted(row.note)),
      ]
      return "  {" + members.map { "\"\($0.0)\": \($0.1 ?? "null")" }.joined(separator: ", ") + "}"
    }
    return "[\n" + items.joined(separator: ",\n") + "\n]"
  }

  private static func cells(_ row: ReportRow) -> [String] {
    [
      row.measure, row.value.map { "\(digits($0)) \(row.unit)" } ?? "–",
      row.floor.map { "\(row.floorName) \(digits($0))" } ?? "", row.ratio.map(digits) ?? "",
      row.target.words(row.unit), row.verdict, row.note,
    ]
  }

  /// Three digits that matter, without an exponent.
  static func digits(_ value: Double) -> String {
    guard value < 100 else { return "\(Int(value.rounded()))" }
    let places = abs(value) < 10 ? 100.0 : 10.0
    return "\((value * places).rounded() / places)"
  }

  /// A number of tickets in few characters: `100k`.
  static func count(_ number: Int) -> String {
    number % 1_000 == 0 ? "\(number / 1_000)k" : "\(number)"
  }

  private func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped.replacing("\n", with: "\\n"))\""
  }
}

extension ReportRow.Target {
  func words(_ unit: String) -> String {
    switch self {
    case .ratioAtMost(let most): "≤ \(Report.digits(most)) ×"
    case .ratioAtLeast(let least): "≥ \(Report.digits(least)) ×"
    case .valueAtMost(let most): "≤ \(Report.digits(most)) \(unit)"
    case .valueAndRatioAtMost(let most, let ratio):
      "≤ \(Report.digits(most)) \(unit), ≤ \(Report.digits(ratio)) ×"
    case .none: ""
    }
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
