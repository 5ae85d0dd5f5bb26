import Crypto
import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Exports that somebody has changed: each line goes in as a desk could have written it, or not.
@Suite struct ExportFuzzTests {
  @Test(arguments: [21, 22, 23] as [UInt64])
  func `whatever goes in of a changed export folds, verifies and comes back`(seed: UInt64) throws {
    let old = try ExportTests.worked(seed: seed, steps: 60)
    for id in 1...2 as ClosedRange<Int64> {
      guard let entry = try old.entries(id).first(where: { !$0.text.isEmpty }) else { continue }
      try old.redact(entry.seq, of: id, "all", as: "admin").receipt()
    }
    let lines = try ExportTests.lines(of: old)
    let new = try ExportTests.fresh(after: old)
    var mutation = Mutation(lines, seed: seed)
    var (accepted, refused) = (0, 0)
    for round in 1...25 {
      let changed = mutation.next()
      let report = try ExportTests.take(changed, into: new, source: "round-\(round)")
      accepted += Int(report.done)
      refused += report.bad.count
      #expect(try new.auditProblems() == [], "round \(round) of \(seed)")
    }
    #expect(accepted > 100 && refused > 10, "\(accepted), \(refused)")
    try expectFolded(new)
    let copy = try ExportTests.fresh(after: old)
    #expect(try ExportTests.take(ExportTests.lines(of: new), into: copy).bad == [])
    #expect(try copy.auditProblems() == [])
  }

  /// Every row is what its entries make.
  private func expectFolded(_ desk: TemporaryDesk) throws {
    let last = try desk.desk.read { reader, _ in try reader.lastTicketID().rawValue }
    for id in 1...max(1, last) {
      guard let row = try desk.ticket(id) else { continue }
      #expect(row == Ticket(id: Ticket.ID(rawValue: id), folding: try desk.entries(id)))
    }
  }
}

/// Changes of an export's lines, the same in every run.
private struct Mutation {
  private let lines: [String]
  private var random: RepeatableRandom

  init(_ lines: [String], seed: UInt64) {
    self.lines = lines
    random = RepeatableRandom(seed: seed)
  }

  /// Values that are wrong nearly everywhere.
  private static let hostile: [JSON] = [
    .null, .boolean(true), .integer(0), .integer(-1), .integer(.max), .integer(.min),
    .string(""), .string(" \u{200B}"), .string("a\nb"), .string("\u{0}\u{1B}[2J"),
    .string("../../etc/passwd"), .string("person:1"), .string("desk"), .string("plugin:x"),
    .string("purge"), .string("redact"), .string("create"), .string("undo"),
    .string(String(repeating: "x", count: 2_000)), .array([]), .array([.array([.integer(1)])]),
    .array([.string("a"), .string("a")]), .object([]),
    .object([("ticket", .integer(1))]), .object([("ticket", .integer(.max))]),
    .object([("person", .string("ann"))]), .object([("number", .string("1e400"))]),
    .object([("time", .string("9999-12-31T23:59:59.999Z"))]),
    .object([("stage", .array([.string("new"), .string("closed")]))]),
  ]

  /// The lines with a few changes.
  mutating func next() -> [String] {
    var changed = lines
    for _ in 1...pick(3) {
      let place = Int.random(in: 1..<changed.count, using: &random)
      switch pick(8) {
      case 1: changed.remove(at: place)
      case 2: changed.insert(changed[place], at: place)
      case 3: changed.swapAt(place, Int.random(in: 1..<changed.count, using: &random))
      case 4: changed[place] = String(changed[place].dropLast(pick(20)))
      default:
        guard let json = try? JSON(parsing: changed[place]) else { continue }
        changed[place] = mutate(json).text
      }
    }
    return changed
  }

  private mutating func pick(_ count: Int) -> Int { Int.random(in: 1...count, using: &random) }

  private mutating func mutate(_ json: JSON) -> JSON {
    switch json {
    case .object(var members) where !members.isEmpty && pick(6) > 1:
      let place = Int.random(in: 0..<members.count, using: &random)
      switch pick(8) {
      case 1: members.remove(at: place)
      case 2: members.append((members[place].0, Self.hostile[pick(Self.hostile.count) - 1]))
      default: members[place].1 = mutate(members[place].1)
      }
      return .object(members)
    case .array(var items) where !items.isEmpty && pick(6) > 1:
      let place = Int.random(in: 0..<items.count, using: &random)
      if pick(4) == 1 { items.append(items[place]) } else { items[place] = mutate(items[place]) }
      return .array(items)
    default: return Self.hostile[pick(Self.hostile.count) - 1]
    }
  }
}
