import Kernel
import TestSupport

/// Queries of all shapes over all fields, as somebody might type them.
struct RandomQuery {
  var random: RepeatableRandom
  /// Whether for a condition: without text, past, order and number, but with `$field`.
  let isCondition: Bool

  private static let fields =
    TicketField.allCases.filter { $0 != .touched }.map(QueryField.init)
    + QueryDesk.specs.map(QueryField.init)
    + PersonStep.Whose.asked.flatMap { whose in
      QueryDesk.personSpecs.map { QueryField($0, of: whose) }
    }

  private static let mine = QueryDesk.personSpecs.map { QueryField($0, of: .me) }

  mutating func text() -> String {
    var parts = [alternatives(depth: 2)]
    guard !isCondition else { return parts[0] }
    let single = Self.fields.filter { !$0.isMany }
    if random.once(in: 2) {
      let keys = (0...random.pick([0, 1])).map { _ in
        (random.once(in: 2) ? "-" : "") + random.pick(single).name
      }
      parts.append("sort:" + keys.joined(separator: ","))
    }
    if random.once(in: 8) { parts = ["(\(parts[0])) boot sort:\(random.pick(["", "-"]))rank"] }
    if random.once(in: 3) {
      parts.append("group:" + group())
      if random.once(in: 2) {
        let other = group()
        if !parts.contains("group:" + other) { parts.append("group:" + other) }
      }
    }
    if random.once(in: 3) { parts.append("limit:\(Int.random(in: 1...20, using: &random))") }
    return parts.joined(separator: " ")
  }

  private mutating func group() -> String {
    let field = random.pick(Self.fields)
    guard GroupKey.hasPeriods(field), random.once(in: 2) else { return field.name }
    return "\(field.name).\(random.pick(CalendarUnit.allCases).rawValue)"
  }

  private mutating func alternatives(depth: Int) -> String {
    (0..<random.pick([1, 1, 2])).map { _ in sequence(depth: depth) }.joined(separator: " or ")
  }

  private mutating func sequence(depth: Int) -> String {
    (0..<random.pick([1, 1, 2])).map { _ in term(depth: depth) }.joined(separator: " ")
  }

  private mutating func term(depth: Int) -> String {
    if random.once(in: 4) { return "not:" + term(depth: depth) }
    if depth > 0, random.once(in: 4) { return "(" + alternatives(depth: depth - 1) + ")" }
    let field = random.pick(Self.fields)
    if random.once(in: 6) { return random.pick(["no:", "has:"]) + field.name }
    if !isCondition {
      if random.once(in: 8) {
        return "was:" + random.pick(["open", "closed,waiting", "discarded"])
      }
      if random.once(in: 8) {
        return "text:" + quoted(random.pick(Self.phrases))
      }
    }
    if random.once(in: 20) {
      return "#\(Int.random(in: 1...60, using: &random)),#\(Int.random(in: 1...60, using: &random))"
    }
    if field.isFolded, random.once(in: 2) {
      let values = (0...random.pick([0, 1])).map { _ in quoted(random.pick(Self.phrases)) }
      return field.name + ":" + values.joined(separator: ",")
    }
    return comparison(field)
  }

  private static let phrases = [
    "boot", "drucker", "日", "ete ete", "not x", "none", "boo*", "not boo*", "*drucker", "*oot*",
    "*ruck*", "プリンター", "พิมพ์", "a", "日本*", "B", "STRASSE", "grosse", "ежик", "NANDU", "ijs", "ЁЖ*",
  ]

  private mutating func comparison(_ field: QueryField) -> String {
    guard field.isOrdered, random.once(in: 2) else {
      let values = (0...random.pick([0, 0, 1, 2])).map { _ in value(field) }
      let sign = field.isFolded ? random.pick([":=", ":!=", "=", "!="]) : ":"
      return field.name + sign + values.joined(separator: ",")
    }
    let (left, right) = (value(field), value(field))
    return switch Int.random(in: 0..<7, using: &random) {
    case 0: "\(field.name):\(left).."
    case 1: "\(field.name):..\(left)"
    case 2: "\(field.name):\(left)..\(right)"
    case 3: "\(field.name)<\(left)"
    case 4: "\(field.name)<=\(left)"
    case 5: "\(field.name)>\(left)"
    default: "\(field.name)>=\(left)"
    }
  }

  private mutating func value(_ field: QueryField) -> String {
    if isCondition, random.once(in: 3) {
      let others = Self.fields.filter { field.isComparable(with: $0) }
      return "$" + random.pick(others).name
    }
    if !field.isFolded, random.once(in: field.step == nil ? 8 : 3) {
      let own = Self.mine.filter { field.isComparable(with: $0) }
      if !own.isEmpty { return random.pick(own).name }
    }
    switch field.kind {
    case .integer: return random.pick(["-1", "0", "1", "2", "9007199254740992"])
    case .number: return random.pick(["1", "1.0", "1.5", "-0.5", "9e15"])
    case .boolean: return random.pick(["true", "no"])
    case .time:
      return random.pick(
        ["now", "+1d", "-36h", "2026-01-31", "2026-02-01T12:00Z", "-1mo", "\"friday 12:00\""]
          + Self.dates)
    case .date: return random.pick(["now", "+1d", "-2d", "2026-01-31"] + Self.dates)
    case .duration: return random.pick(["0m", "1m", "60m"])
    case .person: return random.pick(["me", "p1", "p2", "P3"])
    case .ticket: return "\(Int.random(in: 1...60, using: &random))"
    case .category: return random.pick(["open", "closed", "waiting", "discarded"])
    case .priority: return random.pick(["low", "normal", "high", "urgent"])
    case .queue: return random.pick(["q1", "q2", "\"\""])
    case .stage: return random.pick(["new", "done"])
    default: return quoted(random.pick(RandomTicket.texts + ["", "bug", "cli", "solved"]))
    }
  }

  private static let dates = [
    "2026", "2026-01", "2026-W05", "today", "tomorrow", "yesterday", "monday", "last-week",
    "\"this month\"", "next-sunday", "eom", "\"in 2 days\"", "last-saturday", "this-year",
  ]

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
