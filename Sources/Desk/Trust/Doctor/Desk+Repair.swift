import Kernel
import Storage
import Texts

extension Desk {
  /// Sets right what follows from the history, in one transaction; the desk's log tells of it.
  ///
  /// The history itself is never touched. `name` is who asked for it; a desk that nobody can mend any
  /// more is given back to the `login`.
  package func repair(
    _ repairs: Set<Finding.Repair>, by name: String, login: String,
  ) throws {
    guard !repairs.isEmpty else { return }
    let now = clock.now()
    let done = repairs.map(\.text).sorted { $0.description < $1.description }
    let words = Text.logRepaired(name: name, words: Text(joining: done, by: ", "))
    let line = LogLine(at: now, level: .warning, message: logged(words))
    try writer().perform { transaction, _ in
      for repair in repairs { try transaction.repair(repair, at: now) }
      try transaction.write(line)
      return .keeping(())
    }
    if repairs.contains(.keepers) { try giveBack(toLogin: login) }
  }
}

extension WriteTransaction {
  fileprivate func repair(_ repair: Finding.Repair, at now: Instant) throws {
    switch repair {
    case .row(let id): try rewriteRow(of: id)
    case .values(let id): try deleteStrayValues(of: id)
    case .counters: try setCounters()
    case .desk:
      try rewriteDesk()
      try RulebookSource.bumpRevision(in: self)
    case .search: try rewriteSearch()
    case .counted: try rewriteCounted()
    case .contents: try deleteStrayContents()
    case .leases: try releaseStaleLeases(at: now)
    case .keepers: break
    }
  }
}

extension Finding.Repair {
  /// What was set right.
  package var text: Text {
    switch self {
    case .row(let id): Text.doctorRepairedRow(ticket: id.rawValue)
    case .values(let id): Text.doctorRepairedValues(ticket: id.rawValue)
    case .counters: Text.doctorRepairedCounters
    case .desk: Text.doctorRepairedDesk
    case .search: Text.doctorSearchTables
    case .counted: Text.doctorCountedTable
    case .contents: Text.doctorRepairedContents
    case .leases: Text.doctorStaleLeasesWords
    case .keepers: Text.doctorRepairedKeepers(role: RoleSpec.admin.name)
    }
  }
}

extension Desk {
  /// Gives what is stored under names that mean nothing names that there are: `field:severity=impact`,
  /// `stage:TYPE.OLD=NEW`, `choice:FIELD.OLD=NEW`, and of types, reasons, queues and roles.
  ///
  /// An entry of the desk's chain says so, and one of each ticket. Throws a `Refusal` where a mapping
  /// is none, or nothing goes by it; then nothing is mapped.
  package func map(_ mappings: [String], as actor: Actor) throws -> [FollowedName] {
    try administer(as: actor, source: .doctor) { administration in
      try administration.require(.pluginManage)
      try administration.require(.roleManage)
      let registry = administration.rulebook.registry
      let names = MappableNames(
        registry: registry, roles: try administration.transaction.roles(),
        queues: try administration.transaction.queues())
      let renamings = try mappings.flatMap { try names.renamings($0) }
      for renaming in renamings { try administration.checkFit(of: renaming) }
      return try administration.map(renamings, in: registry)
    }
  }
}

extension Administration {
  /// Writes these names into what goes by the old ones; `among` are the only tickets, where given.
  func map(
    _ renamings: [Renaming], in registry: Registry, among: Set<Ticket.ID>? = nil,
  ) throws -> [FollowedName] {
    let tickets = try tickets(following: renamings, movingCategories: true, among: among)
    var names = FollowingNames(renamings, from: registry, to: registry, in: transaction)
    // What names a thing that is there means that one, also when a mapping is taken back.
    if among == nil { try names.follow() }
    guard !tickets.ids.isEmpty || !names.edits.isEmpty else {
      throw Refusal(.notFound, Text.strandMapNone(subject: renamings[0].subject))
    }
    let entry = try chain.append(.map, edits: renamings.map(\.told) + names.edits)
    try rename(tickets.ids, by: renamings, movingCategories: true, because: entry)
    try chain.bumpRevision()
    return renamings.map {
      FollowedName($0, tickets: tickets.counts[$0], people: names.people[$0])
    }
  }

  /// Refuses a field whose values do not fit the one that they are to be in.
  fileprivate func checkFit(of renaming: Renaming) throws {
    guard [.field, .personField].contains(renaming.kind) else { return }
    let stored = try transaction.storedNames(listing: [renaming.from])
    func renamed(_ uses: [StoredNames.ValueUse]) -> [StoredNames.ValueUse] {
      uses.filter { $0.field == renaming.from }.map { use in
        var use = use
        use.field = renaming.to
        return use
      }
    }
    var moved = StoredNames()
    if renaming.kind == .field {
      moved.values = renamed(stored.values)
    } else {
      moved.personValues = renamed(stored.personValues)
    }
    let unfit = rulebook.registry.stranded(in: moved, roles: [], queues: [])
    guard unfit.isEmpty else {
      throw Refusal(
        .refused,
        Text.strandMapUnfit(count: unfit.reduce(0) { $0 + $1.count }, name: renaming.to),
        field: "map")
    }
  }
}

/// The names that a mapping can lead to.
private struct MappableNames {
  let registry: Registry
  let roles: [RoleSpec]
  let queues: [String]

  /// What a mapping `KIND:OLD=NEW` asks for.
  func renamings(_ text: String) throws -> [Renaming] {
    guard let colon = text.firstIndex(of: ":"), let equals = text.firstIndex(of: "="),
      colon < equals, let kind = Renaming.Kind(rawValue: String(text[..<colon]))
    else { throw MappableNames.noMapping(text) }
    var from = String(text[text.index(after: colon)..<equals]).composed
    let to = String(text[text.index(after: equals)...]).composed
    var owner = ""
    if [.stage, .choice].contains(kind) {
      guard let dot = from.firstIndex(of: ".") else { throw MappableNames.noMapping(text) }
      owner = String(from[..<dot])
      from = String(from[from.index(after: dot)...])
    }
    guard !from.isEmpty, !to.isEmpty else { throw MappableNames.noMapping(text) }
    guard !kind.isFree else { throw MappableNames.noMapping(text) }
    let known = try names(kind, of: owner)
    try check(to, kind, among: known)
    let renaming = Renaming(
      kind, of: owner, from: from, to: to, category: category(of: to, kind, owner))
    // A stage that means something else by now is mapped to itself.
    guard !known.contains(from) || kind == .stage && from == to else {
      throw Refusal(
        .refused, Text.strandMapPresent(subject: renaming.subject), field: "map")
    }
    guard kind == .queue else { return [renaming] }
    let holders = registry.fields.filter { $0.kind == .queue }
    return [renaming] + holders.map { Renaming(.choice, of: $0.name, from: from, to: to) }
  }

  private func names(_ kind: Renaming.Kind, of owner: String) throws -> [String] {
    switch kind {
    case .type: return registry.types.map(\.name)
    case .reason: return registry.closeReasons.map(\.name)
    case .queue: return registry.queues + queues
    case .role: return (registry.roles + roles).map(\.name) + [RoleSpec.admin.name]
    case .tag, .rootCause: return []
    case .field: return fields.map(\.name) + TicketField.allCases.map(\.rawValue)
    case .personField: return (registry.personFields ?? []).map(\.name)
    case .stage:
      try check(owner, .type, among: registry.types.map(\.name))
      return lifecycle(of: owner)?.stages.map(\.name) ?? []
    case .choice:
      let choices = (fields + (registry.personFields ?? [])).filter { $0.kind == .choice }
      try check(owner, .field, among: choices.map(\.name))
      return choices.first { $0.name == owner }.map { $0.choices.values.flatMap(\.self) } ?? []
    }
  }

  private var fields: [FieldSpec] { registry.fields.filter { !$0.isComputed } }

  private func check(_ name: String, _ kind: Renaming.Kind, among known: [String]) throws {
    let isOwn = kind != .field || TicketField(named: name) == nil
    guard !known.contains(name) || !isOwn else { return }
    let hint =
      nearestName(to: name, among: known).map { Text.hintMaybeCode(name: $0) }
      ?? Text.hintOneOf(names: Set(known).sorted().joined(separator: ", "))
    throw Refusal(
      .notFound,
      Text.strandMapTarget(kind: kind, name: name, hint: hint),
      field: "map")
  }

  private func lifecycle(of type: String) -> LifecycleSpec? {
    let name = registry.types.first { $0.name == type }?.lifecycle
    return registry.lifecycles.first { $0.name == name }
  }

  private func category(
    of stage: String, _ kind: Renaming.Kind, _ type: String,
  ) -> Category? {
    kind == .stage ? lifecycle(of: type)?.category(of: stage) : nil
  }

  private static func noMapping(_ text: String) -> Refusal {
    let kinds = Renaming.Kind.allCases.filter { !$0.isFree }.map(\.rawValue)
      .joined(separator: ", ")
    return Refusal(
      .invalid, Text.strandMapForm(text: text, kinds: kinds), field: "map")
  }
}
