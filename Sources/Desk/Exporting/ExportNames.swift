import Kernel

/// What the tickets' histories in an export say was renamed, and where.
///
/// An entry is judged under the names that came of its own, and those stand further down, or in the
/// line of the ticket where it did not go by them any more.
struct ExportNames: Sendable {
  private struct Step: Sendable {
    /// The number of the first entry that is younger.
    let number: Int64
    let renamings: [Renaming]
  }

  private var steps: [Ticket.ID: [Step]] = [:]
  /// The lines of each ticket up to the last that renames, in their order; of tickets that are mixed, all
  /// together.
  private var spans: [ClosedRange<Int>] = []

  /// Reads them, where the file has any.
  init(readingFrom path: String) throws {
    let marks = [DeskAction.rename.rawValue, "renamed"].map { Array("\"\($0)\"".utf8) }
    var hasAny = false
    try ExportNames.eachLine(of: path) { _, bytes in
      hasAny = marks.contains { bytes.firstRange(of: $0) != nil }
      return !hasAny
    }
    guard hasAny else { return }
    var known: [String: [Renaming]] = [:]
    func note(_ names: JSON?, of ticket: Ticket.ID, before number: Int64) {
      guard let names = names?["names"]?.string else { return }
      let renamings = known[names] ?? Entry.renamings(in: ["names": .text(names)]) ?? []
      known[names] = renamings
      steps[ticket, default: []].append(Step(number: number, renamings: renamings))
    }
    var (first, last): ([Ticket.ID: Int], [Ticket.ID: Int]) = ([:], [:])
    try ExportNames.eachLine(of: path) { line, bytes in
      let json = try? JSON(jsonBytes: bytes)
      if let id = json?["ticket"]?["id"]?.integer {
        for told in json?["ticket"]?["renamed"]?.array ?? [] {
          guard let after = told["after"]?.integer, after < .max else { continue }
          note(told["names"], of: Ticket.ID(rawValue: id), before: after + 1)
        }
      }
      guard let entry = json?["entry"], let number = entry["number"]?.integer,
        let ticket = entry["ticket"]?.integer.map(Ticket.ID.init(rawValue:))
      else { return true }
      if first[ticket] == nil { first[ticket] = line }
      if entry["action"]?.string == DeskAction.rename.rawValue {
        note(entry["params"], of: ticket, before: number)
        last[ticket] = line
      } else if steps[ticket]?.contains(where: { $0.number > number }) == true {
        last[ticket] = line
      }
      return true
    }
    // What a ticket's line tells of comes before its entries there, and among them in time.
    for (ticket, read) in steps {
      steps[ticket] = read.enumerated()
        .sorted { ($0.element.number, $0.offset) < ($1.element.number, $1.offset) }
        .map(\.element)
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
