import Desk
import Kernel
import Storage
import TestSupport

extension TemporaryDesk {
  /// A desk with two agents, a manager and two customers.
  convenience init(staffed plugins: [String] = ["support", "close-reasons", "inbox"]) throws {
    try self.init(plugins: plugins)
    for (name, role) in Staff.people { try add(name, roles: [role]) }
  }

  /// A new question of carl's; its number.
  @discardableResult
  func question(_ set: [String: Value] = [:]) throws -> Int64 {
    var fields: [String: Value] = ["subject": .text("No light"), "requester": .text("carl")]
    fields.merge(set) { $1 }
    return try act("admin", "create", nil, fields).receipt().ticket.rawValue
  }

  /// A question of carl's in that stage.
  func question(in stage: String) throws -> Int64 {
    let id = try question()
    switch stage {
    case "answered": try act("ann", "reply", id, text: "Is the plug in?").receipt()
    case "open":
      try act("ann", "reply", id, text: "Is the plug in?").receipt()
      try act("carl", "reply", id, text: "It is.").receipt()
    case "postponed": try postpone(id)
    case "resolved":
      let needsNone = try desk.read { $1.closeReasons.isEmpty }
      try act("mia", "close", id, needsNone ? [:] : TemporaryDesk.evidence).receipt()
    case "spam", "deleted": try act("mia", "discard", id, params: ["to": .text(stage)]).receipt()
    default: break
    }
    return id
  }

  @discardableResult
  func postpone(_ id: Int64, milliseconds: Int64 = 86_400_000) throws -> Receipt {
    let till = time.clock.now().advanced(byMilliseconds: milliseconds)
    return try act("mia", "postpone", id, params: ["till": .time(till)]).receipt()
  }

  /// What the plugin close-reasons wants of a solution.
  static let evidence: [String: Value] = [
    "close_reason": .text("solved"), "root_causes": .texts(["bulb"]),
  ]

  /// What that person sees of a ticket.
  func seen(_ id: Int64, by name: String, at moment: Instant? = nil) throws -> Ticket? {
    let person = try person(name)
    return try desk.session(as: person) { try $0.ticket(Ticket.ID(rawValue: id), at: moment) }
  }

  /// What that person sees of a ticket's history.
  func history(_ id: Int64, by name: String) throws -> [Entry]? {
    let person = try person(name)
    return try desk.session(as: person) { try $0.history(Ticket.ID(rawValue: id)) }
  }

  /// The problems that an audit finds, in words.
  func auditProblems() throws -> [String] {
    try desk.read { reader, _ in
      var problems: [String] = []
      _ = try Audit.verify(reader) { problems.append("\($0)") }
      return problems
    }
  }

  func stage(_ id: Int64) throws -> String? { try ticket(id)?.stage }
}
