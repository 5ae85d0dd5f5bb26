import Glibc
import Kernel

/// An earlier result, to see what has become faster or slower since.
///
/// Machines differ, and their times with them. What has a floor is compared by its ratio to it, which
/// was measured in the same run; the rest by its value, and that is said.
struct Comparison {
  private var earlier: [String: Earlier] = [:]

  private struct Earlier {
    let value: Double
    let ratio: Double?
  }

  /// Reads what `save` has written.
  init(path: String) throws {
    let text = try BenchProgram.text(of: path)
    guard let rows = (try? JSON(parsing: text))?["rows"]?.array else {
      throw BenchError("\(path) is no result of this benchmark; write one with --save")
    }
    for row in rows {
      guard let name = row["name"]?.string, let value = row["value"]?.string.flatMap(Double.init)
      else { continue }
      earlier[name] = Earlier(value: value, ratio: row["ratio"]?.string.flatMap(Double.init))
    }
  }

  /// What differs by more than a tenth, and what is new or gone.
  func table(of report: Report) -> String {
    var lines: [String] = []
    for row in report.rows {
      guard let value = row.value else { continue }
      guard let before = earlier[Comparison.name(of: row)] else {
        lines.append("  new      \(row.measure)")
        continue
      }
      let change =
        row.ratio.flatMap { now in before.ratio.map { now / $0 } } ?? value / before.value
      guard abs(change - 1) > 0.1 else { continue }
      let isBetter = row.unit == "/s" ? change > 1 : change < 1
      let basis = row.ratio != nil && before.ratio != nil ? "to the floor" : "in absolute terms"
      lines.append(
        "  \(isBetter ? "better" : "worse ")   \(row.measure): \(Report.digits(change)) × \(basis)")
    }
    return lines.isEmpty
      ? "like the last result, within a tenth"
      : "against the last result:\n" + lines.joined(separator: "\n")
  }

  /// Writes a result, a row a line.
  static func save(_ report: Report, at path: String) throws {
    let rows = report.rows.compactMap { row -> String? in
      guard let value = row.value else { return nil }
      var members: [(String, JSON)] = [
        ("name", .string(name(of: row))), ("unit", .string(row.unit)),
        ("value", .string(Report.digits(value))),
      ]
      if let ratio = row.ratio { members.append(("ratio", .string(Report.digits(ratio)))) }
      return JSON.object(members).text
    }
    let text = "{\"rows\":[\n" + rows.joined(separator: ",\n") + "\n]}\n"
    guard let file = unsafe fopen(path, "w") else { throw BenchError("cannot write \(path)") }
    defer { unsafe fclose(file) }
    guard unsafe fputs(text, file) >= 0 else { throw BenchError("cannot write \(path)") }
  }

  /// What tells a row from the others: one measure may be held against two floors.
  private static func name(of row: ReportRow) -> String {
    row.floorName.isEmpty ? row.measure : "\(row.measure) (\(row.floorName))"
  }
}
