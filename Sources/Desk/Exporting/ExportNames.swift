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
  /// The lines of each ticket up to the last that renames, in their order; of tickets that are mixed, all
  /// together.
  private var spans: [ClosedRange<Int>] = []

  /// Reads them, where the file has any.
  init(readingFrom path: String) throws {
    let mark = Array("\"\(DeskAction.rename.rawValue)\"".utf8)
    var hasAny = false
    try ExportNames.eachLine(of: path) { _, bytes in
      hasAny = bytes.firstRange(of: mark) != nil
      return !hasAny
    }
    guard hasAny else { return }
    var known: [String: [Renaming]] = [:]
    var (first, last): ([Ticket.ID: Int], [Ticket.ID: Int]) = ([:], [:])
    try ExportNames.eachLine(of: path) { line, bytes in
      guard let entry = (try? JSON(jsonBytes: bytes))?["entry"],
        let ticket = entry["ticket"]?.integer.map(Ticket.ID.init(rawValue:))
      else { return true }
      if first[ticket] == nil { first[ticket] = line }
      guard entry["action"]?.string == DeskAction.rename.rawValue,
        let number = entry["number"]?.integer, let names = entry["params"]?["names"]?.string
      else { return true }
      let renamings = known[names] ?? Entry.renamings(in: ["names": .text(names)]) ?? []
      known[names] = renamings
      steps[ticket, default: []].append(Step(number: number, renamings: renamings))
      last[ticket] = line
      return true
    }
    spans = ExportNames.joined(last.map { (first[$0] ?? $1)...$1 })
  }

  /// The same ranges, and one for those that have lines in common.
  private static func joined(_ spans: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    spans.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { joined, span in
      guard let before = joined.last, before.upperBound >= span.lowerBound else {
        return joined.append(span)
      }
      joined[joined.count - 1] =
        before.lowerBound...max(before.upperBound, span.upperBound)
    }
  }

  /// Gives the lines, but for contents, with their numbers, as long as `body` says so.
  private static func eachLine(
    of path: String, _ body: (Int, [UInt8]) throws -> Bool,
  ) throws {
    let content = Array("{\"content\"".utf8)
    let stream = try FileStream(path: path)
    while try stream.peek() != nil {
      let line = stream.line
      guard let bytes = try stream.takeLine(limit: RowProblem.rowLimit).bytes,
        !bytes.starts(with: content)
      else { continue }
      guard try body(line, bytes) else { return }
    }
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
