import Kernel
import TestSupport

/// A ticket as the oracle of rights knows it: what conditions of the test speak of.
struct PlainTicket: Equatable, Sendable {
  var tags: Set<String> = []
  var priority = "normal"
  var budget: Int64?
  var stage = "fresh"

  var isClosed: Bool { stage == "done" }

  /// The fields in which it is another ticket than that one.
  func fields(otherThan other: PlainTicket) -> [String] {
    var names: [String] = []
    if tags != other.tags { names.append("tags") }
    if priority != other.priority { names.append("priority") }
    if budget != other.budget { names.append("budget") }
    if stage != other.stage { names.append("stage") }
    return names
  }
}

/// A condition that is written as a query, and that the oracle judges without one.
indirect enum PlainCondition: Sendable {
  case tagged(String)
  case urgent
  case worth(Int64)
  case closed
  case not(PlainCondition)
  case both(PlainCondition, PlainCondition)
  case either(PlainCondition, PlainCondition)

  var words: String {
    switch self {
    case .tagged(let tag): "tag:\(tag)"
    case .urgent: "priority:urgent"
    case .worth(let most): "budget:..\(most)"
    case .closed: "is:closed"
    case .not(let part): "not:(\(part.words))"
    case .both(let left, let right): "(\(left.words)) (\(right.words))"
    case .either(let left, let right): "(\(left.words) or \(right.words))"
    }
  }

  func holds(on ticket: PlainTicket) -> Bool {
    switch self {
    case .tagged(let tag): ticket.tags.contains(tag)
    case .urgent: ticket.priority == "urgent"
    case .worth(let most): ticket.budget.map { $0 <= most } ?? false
    case .closed: ticket.isClosed
    case .not(let part): !part.holds(on: ticket)
    case .both(let left, let right): left.holds(on: ticket) && right.holds(on: ticket)
    case .either(let left, let right): left.holds(on: ticket) || right.holds(on: ticket)
    }
  }

  static func random(by random: inout RepeatableRandom, depth: Int = 2) -> PlainCondition {
    guard depth > 0, Bool.random(using: &random) else {
      switch Int.random(in: 0..<5, using: &random) {
      case 0: return .tagged("vip")
      case 1: return .tagged("frozen")
      case 2: return .urgent
      case 3: return .worth(5)
      default: return .closed
      }
    }
    switch Int.random(in: 0..<3, using: &random) {
    case 0: return .not(.random(by: &random, depth: depth - 1))
    case 1:
      return .both(
        .random(by: &random, depth: depth - 1), .random(by: &random, depth: depth - 1))
    default:
      return .either(
        .random(by: &random, depth: depth - 1), .random(by: &random, depth: depth - 1))
    }
  }
}

/// A grant as the oracle knows it.
struct PlainGrant: Sendable {
  var permission: String
  var isDenial: Bool
  var fields: [String]
  var condition: PlainCondition?

  var grant: Grant {
    Grant(permission, isDenial: isDenial, fields: fields, when: condition?.words)
  }

  static let permissions = [
    "ticket.update", "ticket.reply", "ticket.close", "ticket.reopen", "ticket.create",
    "law.budget", "law.stamp", "law.colour",
  ]

  static func random(by random: inout RepeatableRandom) -> PlainGrant {
    let permission = permissions.randomElement(using: &random) ?? "ticket.update"
    let takesFields = ["ticket.update", "ticket.create"].contains(permission)
    let fields = ["tags", "priority", "budget", "stage", "subject", "type"].filter { _ in
      takesFields && Int.random(in: 0..<8, using: &random) == 0
    }
    return PlainGrant(
      permission: permission, isDenial: Int.random(in: 0..<4, using: &random) == 0, fields: fields,
      condition: Bool.random(using: &random) ? .random(by: &random) : nil)
  }
}

/// The rule in its plainest words, for each permission that a change needs.
struct RightsOracle {
  let grants: [PlainGrant]

  /// An allow counts by the ticket before (on create: after), a denial before or after; it wins.
  func may(
    _ permission: String, _ fields: [String], before: PlainTicket?, after: PlainTicket,
  ) -> Bool {
    let about = grants.filter { $0.permission == permission }
    let allows = about.filter { grant in
      !grant.isDenial && (grant.condition?.holds(on: before ?? after) ?? true)
    }
    let denials = about.filter { grant in
      guard grant.isDenial, let condition = grant.condition else { return grant.isDenial }
      return condition.holds(on: after) || before.map(condition.holds) ?? false
    }
    if allows.isEmpty || denials.contains(where: \.fields.isEmpty) { return false }
    return fields.allSatisfy { field in
      !denials.contains { $0.fields.contains(field) }
        && allows.contains { $0.fields.isEmpty || $0.fields.contains(field) }
    }
  }

  /// Whether a change may be made, by all that it needs.
  func may(
    _ verb: String, before: PlainTicket?, after: PlainTicket, isColoured: Bool = false,
  ) -> Bool {
    func may(_ permission: String, _ fields: [String] = []) -> Bool {
      self.may(permission, fields, before: before, after: after)
    }
    var edited = after.fields(otherThan: before ?? PlainTicket())
    let budgets = edited.contains("budget") ? may("law.budget") : true
    guard budgets, !isColoured || may("law.colour") else { return false }
    guard let before else {
      let given = edited.filter { $0 != "priority" } + ["priority", "subject", "type"]
      return may("ticket.create", given)
    }
    var isDerived = false
    if before.isClosed != after.isClosed {
      isDerived = true
      guard may(after.isClosed ? "ticket.close" : "ticket.reopen") else { return false }
      edited.removeAll { $0 == "stage" }
    }
    if verb == "reply", !may("ticket.reply") { return false }
    if verb == "stamp", !may("law.stamp") { return false }
    let isBare = verb == "update" && edited.isEmpty && !isDerived
    return edited.isEmpty && !isBare || may("ticket.update", edited)
  }
}
