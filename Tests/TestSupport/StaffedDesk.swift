import Kernel

/// A desk with the people of `Staff`, on which tests do the same things again and again.
///
/// A desk says how it carries out a request and what it has; the rest is the same for all.
package protocol StaffedDesk {
  /// What the desk's clock says.
  var now: Instant { get }
  /// Whether a close needs a reason and what proves it.
  var wantsReasons: Bool { get throws }

  /// The person of that name, who must be there.
  func person(_ name: String) throws -> Person
  /// Carries out a request; what is refused or only tried leaves nothing.
  func perform(_ request: Request, isDryRun: Bool) throws -> Outcome
  /// The ticket as its row is now.
  func ticket(_ id: Int64) throws -> Ticket?
  /// The entries of a ticket, all of them.
  func entries(_ id: Int64) throws -> [Entry]
}

extension StaffedDesk {
  /// Carries out a request of a person by name; `adjust` gives it what only few requests have.
  @discardableResult
  package func act(
    _ name: String, _ action: String, _ ticket: Int64? = nil, _ set: [String: Value] = [:],
    text: String = "", params: [String: Value] = [:], isDryRun: Bool = false,
    adjust: (inout Request) -> Void = { _ in },
  ) throws -> Outcome {
    let request = try request(name, action, ticket, set, text: text, params: params, adjust: adjust)
    return try perform(request, isDryRun: isDryRun)
  }

  /// A request of a person by name.
  package func request(
    _ name: String, _ action: String, _ ticket: Int64? = nil, _ set: [String: Value] = [:],
    text: String = "", params: [String: Value] = [:], adjust: (inout Request) -> Void = { _ in },
  ) throws -> Request {
    var request = Request(
      actor: .person(try person(name).id), source: .cli, action: Action(action),
      ticket: ticket.map(Ticket.ID.init(rawValue:)),
      set: set.sorted { $0.key < $1.key }.map { ($0.key, .value($0.value)) }, text: text)
    request.params = params
    adjust(&request)
    return request
  }

  /// A new question of carl's; its number.
  @discardableResult
  package func question(_ set: [String: Value] = [:]) throws -> Int64 {
    var fields: [String: Value] = ["subject": .text("No light"), "requester": .text("carl")]
    fields.merge(set) { $1 }
    return try act("admin", "create", nil, fields).receipt().ticket.rawValue
  }

  /// A question of carl's in that stage.
  package func question(in stage: String) throws -> Int64 {
    let id = try question()
    switch stage {
    case "answered": try act("ann", "reply", id, text: "Is the plug in?").receipt()
    case "open":
      try act("ann", "reply", id, text: "Is the plug in?").receipt()
      try act("carl", "reply", id, text: "It is.").receipt()
    case "postponed": try postpone(id)
    case "resolved":
      try act("mia", "close", id, wantsReasons ? Self.evidence : [:]).receipt()
    case "spam", "deleted": try act("mia", "discard", id, params: ["to": .text(stage)]).receipt()
    default: break
    }
    return id
  }

  @discardableResult
  package func postpone(_ id: Int64, milliseconds: Int64 = 86_400_000) throws -> Receipt {
    let till = now.advanced(byMilliseconds: milliseconds)
    return try act("mia", "postpone", id, params: ["till": .time(till)]).receipt()
  }

  @discardableResult
  package func redact(
    _ seq: EntryID, of id: Int64, _ part: String, fields: [String] = [],
    as person: String = "mia", isDryRun: Bool = false,
  ) throws -> Outcome {
    var params: [String: Value] = ["entry": .integer(seq.rawValue), "part": .text(part)]
    if !fields.isEmpty { params["fields"] = .texts(fields) }
    return try act(person, "redact", id, params: params, isDryRun: isDryRun)
  }

  package func stage(_ id: Int64) throws -> String? { try ticket(id)?.stage }

  /// What the plugin close-reasons wants of a solution.
  package static var evidence: [String: Value] {
    ["close_reason": .text("solved"), "root_causes": .texts(["bulb"])]
  }
}
