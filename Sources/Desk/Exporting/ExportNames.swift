import Kernel

/// What the tickets' histories in an export say was renamed, and where.
///
/// An entry is judged under the names that came of its own, and those stand further down.
struct ExportNames: Sendable {
  private struct Step: Sendable {
    let number: Int64
    let renamings: [Renaming]
  }

  private var steps: [Ticket.ID: [Step]] = [:]
  /// The lines of each ticket up to the last that renames; of tickets that are mixed, all together.
  private var spans: [ClosedRange<Int>] = []

  /// Reads them, from a file that has any.
  init(readingFrom path: String) throws {
    let mark = Array("\"\(DeskAction.rename.rawValue)\"".utf8)
    guard try ExportNames.has(mark, path) else { return }
    var known: [String: [Renaming]] = [:]
    var (first, last): ([Ticket.ID: Int], [Ticket.ID: Int]) = ([:], [:])
    let file = try NDJSONReader(path: path)
    while let row = try file.row() {
      guard row.problem == nil, let json = try? JSON(jsonBytes: row.bytes),
        let entry = json["entry"],
        let ticket = entry["ticket"]?.integer.map(Ticket.ID.init(rawValue:))
      else { continue }
      if first[ticket] == nil { first[ticket] = row.line }
      guard entry["action"]?.string == DeskAction.rename.rawValue,
        let number = entry["number"]?.integer, let names = entry["params"]?["names"]?.string
      else { continue }
      let renamings = known[names] ?? Entry.renamings(in: ["names": .text(names)]) ?? []
      known[names] = renamings
      steps[ticket, default: []].append(Step(number: number, renamings: renamings))
      last[ticket] = row.line
    }
    for (ticket, end) in last { spans.append((first[ticket] ?? end)...end) }
    spans = spans.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { merged, span in
      guard let before = merged.last, before.upperBound >= span.lowerBound else {
        return merged.append(span)
      }
      merged[merged.count - 1] =
        before.lowerBound...max(before.upperBound, span.upperBound)
    }
  }

  private static func has(_ mark: [UInt8], _ path: String) throws -> Bool {
    let stream = try FileStream(path: path)
    while try stream.peek() != nil {
      let line = try stream.takeLine(limit: RowProblem.rowLimit).bytes
      if line?.firstRange(of: mark) != nil { return true }
    }
    return false
  }

  /// What became another name after that entry of a ticket.
  func after(_ number: Int64, of there: Ticket.ID) -> [Renaming] {
    (steps[there] ?? []).filter { $0.number > number }.flatMap(\.renamings)
  }

  /// The lines around one that go in together: before the last of them tickets go by names that may be
  /// others' by now.
  func span(at line: Int) -> ClosedRange<Int>? {
    var (low, high) = (0, spans.count)
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].upperBound < line { low = middle + 1 } else { high = middle }
    }
    return low < spans.count && spans[low].contains(line) ? spans[low] : nil
  }
}
