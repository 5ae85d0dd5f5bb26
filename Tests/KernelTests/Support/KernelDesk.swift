import Kernel
import TestSupport
import Testing

/// A desk of nothing but the kernel: its rules, no plugin's code, and a store in memory.
///
/// ann and bob are agents, mia is a manager, carl and dora are customers, and admin may do all.
final class KernelDesk: StaffedDesk {
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

  /// Declares a plugin's action whose `propose` is a closure; whoever sees tickets may ask for it.
  func declare(
    _ action: String, of plugin: String = "talk", permissions: [Grant],
    _ body: @escaping KernelHook.Body,
  ) {
    enable(plugin, permissions: permissions)
    let spec = ActionSpec(
      name: action, permission: "ticket.view", plugin: plugin, version: "1.0.0")
    registry.actions.append(spec)
    host.bodies[spec.signature] = body
  }

  /// Gives a role a grant more, as the desk's own administration would.
  func grant(_ grant: Grant, to role: String) {
    var own =
      store.roles().first { $0.name == role } ?? RoleSpec(name: role, side: .staff, grants: [])
    own.grants.append(grant)
    store.write(own)
  }

  var wantsReasons: Bool { !registry.closeReasons.isEmpty }

  func person(_ name: String) throws -> Person { try #require(store.person(named: name)) }

  /// Whatever it does, the ticket's row is the fold of its entries.
  func perform(_ request: Request, isDryRun: Bool) throws -> Outcome {
    let before = store.content
    let outcome = try Pipeline(
      rulebook: rulebook, transaction: store, host: host, clock: now, isDryRun: isDryRun
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
}

/// What only the kernel's own tests do.
extension KernelDesk {
  /// Undoes what a request did to a ticket.
  func undo(
    _ name: String, _ request: String, on id: Int64, discard: String? = nil,
  ) throws -> Outcome {
    try act(name, "undo", id) { $0.undoes = UndoScope(request: request, discard: discard) }
  }

  /// Lets a person, or everybody with a role, be told of something.
  func subscribe(
    _ to: String, _ event: String, when: String? = nil, own: Bool = false,
  ) throws {
    let audience = try Recipient(to, among: .told).resolved(
      person: { try person($0).id }, role: { $0 })
    var subscription = Subscription(
      key: "\(store.content.subscriptions.count + 1)", audience: audience, event: event, when: when)
    subscription.tellsOwn = own
    store.content.subscriptions.append(subscription)
  }

  /// The names of those whom a request has told of it.
  func told(by outcome: Outcome) throws -> [String] {
    let rows = try outcome.receipt().outbox.filter { $0.kind == .notify }
    return rows.compactMap { row in row.recipient.flatMap { store.person($0)?.name } }
  }
}
