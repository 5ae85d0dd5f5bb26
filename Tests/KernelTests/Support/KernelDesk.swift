import Kernel
import TestSupport
import Testing

/// A desk of nothing but the kernel: its rules, no plugin's code, and a store in memory.
///
/// ann and bob are agents, mia is a manager, carl and dora are customers, and admin may do all.
final class KernelDesk {
  let store = MemoryTransaction()
  /// The clock that it goes by: it stands still until it is moved.
  var now = Instant(milliseconds: 1_767_225_600_000)
  private(set) var registry: Registry
  private let host = ClosureHost()

  init(_ registry: Registry = .support) {
    self.registry = registry
    add("admin", roles: ["admin"])
    for (name, role) in Staff.people { add(name, roles: [role]) }
  }

  func add(_ name: String, roles: [String]) {
    store.write(Person(id: store.nextPersonID(), name: name, roles: roles))
  }

  /// Enables a plugin whose hooks are closures.
  func enable(_ plugin: String, permissions: [Grant] = [], _ hooks: KernelHook...) {
    registry.plugins.append(
      PluginSpec(name: plugin, version: "1.0.0", digest: "", permissions: permissions))
    for hook in hooks {
      var spec = hook.spec
      (spec.plugin, spec.version) = (plugin, "1.0.0")
      registry.hooks.append(spec)
      host.bodies[spec.signature] = hook.body
    }
  }

  /// Gives a role a grant more, as the desk's own administration would.
  func grant(_ grant: Grant, to role: String) {
    var own =
      store.roles().first { $0.name == role } ?? RoleSpec(name: role, side: .staff, grants: [])
    own.grants.append(grant)
    store.write(own)
  }

  /// Carries out a request of a person by name; what is refused or only tried leaves nothing.
  ///
  /// Whatever it does, the ticket's row is the fold of its entries.
  @discardableResult
  func act(
    _ name: String, _ action: String, _ ticket: Int64? = nil, _ set: [String: Value] = [:],
    text: String = "", params: [String: Value] = [:], isDryRun: Bool = false,
    adjust: (inout Request) -> Void = { _ in },
  ) throws -> Outcome {
    var request = Request(
      actor: .person(try #require(store.person(named: name)).id), source: .cli,
      action: Action(action), ticket: ticket.map(Ticket.ID.init(rawValue:)),
      set: set.sorted { $0.key < $1.key }.map { ($0.key, .value($0.value)) }, text: text)
    request.params = params
    adjust(&request)
    let before = store.content
    let outcome = try Pipeline(
      rulebook: rulebook, transaction: store, host: host, clock: now,
      isDryRun: isDryRun
    ).run(request)
    if !outcome.isDone || isDryRun { store.content = before }
    for id in store.content.tickets.keys where id == request.ticket {
      #expect(try store.ticket(id) == Ticket(id: id, folding: store.entries(of: id)))
    }
    return outcome
  }

  private var rulebook: Rulebook {
    Rulebook(
      registry: registry, epoch: "", roles: store.roles(), queues: store.queues(),
      settings: DeskSettings(), people: QueryPeople(reading: store))
  }

  func ticket(_ id: Int64) throws -> Ticket? { store.ticket(Ticket.ID(rawValue: id)) }

  func entries(_ id: Int64) throws -> [Entry] { try store.entries(of: Ticket.ID(rawValue: id)) }

  func stage(_ id: Int64) throws -> String? { try ticket(id)?.stage }
}

/// What tests do again and again.
extension KernelDesk {
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
      try act("mia", "close", id, registry.closeReasons.isEmpty ? [:] : KernelDesk.evidence)
        .receipt()
    case "spam", "deleted": try act("mia", "discard", id, params: ["to": .text(stage)]).receipt()
    default: break
    }
    return id
  }

  @discardableResult
  func postpone(_ id: Int64, milliseconds: Int64 = 86_400_000) throws -> Receipt {
    let till = now.advanced(byMilliseconds: milliseconds)
    return try act("mia", "postpone", id, params: ["till": .time(till)]).receipt()
  }

  /// Undoes what a request did to a ticket.
  func undo(
    _ name: String, _ request: String, on id: Int64, discard: String? = nil,
  ) throws -> Outcome {
    try act(name, "undo", id) { $0.undoes = UndoScope(request: request, discard: discard) }
  }

  @discardableResult
  func redact(
    _ seq: EntryID, of id: Int64, _ part: String, as person: String = "mia",
    isDryRun: Bool = false,
  ) throws -> Outcome {
    let params: [String: Value] = ["entry": .integer(seq.rawValue), "part": .text(part)]
    return try act(person, "redact", id, params: params, isDryRun: isDryRun)
  }

  /// What a solution wants.
  static let evidence: [String: Value] = [
    "close_reason": .text("solved"), "root_causes": .texts(["bulb"]),
  ]
}
