import Kernel
import PluginHost
import Storage
import Texts

/// What of a plugin is left on a desk when it is not there any more.
package struct PluginRemains: Equatable, Sendable {
  /// How many tickets have a value of one of its fields.
  package let tickets: Int
  /// How many people do.
  package let people: Int
  /// How many things it remembers.
  package let keys: Int
  /// How many of its settings are set.
  package let settings: Int

  /// Whether there is nothing.
  package var isEmpty: Bool { tickets + people + keys + settings == 0 }
}

/// What a purge came to.
package struct PurgeResult: Equatable, Sendable {
  package let remains: PluginRemains
  /// The request that emptied the fields, which an undo takes back; `nil` where there was nothing.
  package let request: String?
  /// How many tickets are done.
  package let done: Int
  /// Whether all of it is done.
  package var isFinished: Bool { done == remains.tickets }
}

extension Desk {
  /// The tickets of one transaction: more would keep everybody else waiting.
  private static let purgePart = 256

  /// What is left of a plugin, or would be if it were removed now.
  package func remains(of plugin: String) throws -> PluginRemains {
    let declared = try declared(by: plugin, isDryRun: true)
    return try administer(as: .desk, isDryRun: true) { try $0.remains(of: plugin, declared) }
  }

  /// Empties the fields of a plugin that was removed, and forgets its settings and what it remembered.
  ///
  /// Every change is an entry of its ticket's history; no hook runs, and nobody is told. It is done in
  /// parts, and begun again it does what is left. Throws where the plugin is still there.
  package func purgePlugin(
    _ name: String, as actor: Actor, isStopped: () -> Bool = { false },
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
  ) throws -> PurgeResult {
    let declared = try declared(by: name, isDryRun: false)
    let start = try administer(as: actor) { administration in
      try administration.require(.pluginManage)
      return try administration.beginPurge(of: name, declared)
    }
    guard let cause = start.cause else {
      return PurgeResult(remains: start.remains, request: nil, done: 0)
    }
    var done = 0
    while done < start.tickets.count, !isStopped() {
      progress(done, start.tickets.count)
      let part = Array(start.tickets[done...].prefix(Desk.purgePart))
      try administer(as: actor) { administration in
        try administration.require(.pluginManage)
        try administration.clear(declared, in: part, because: cause)
      }
      done += part.count
    }
    progress(done, start.tickets.count)
    if done == start.tickets.count {
      try administer(as: actor) { try $0.endPurge(of: name, declared) }
    }
    return PurgeResult(remains: start.remains, request: cause.request, done: done)
  }

  /// The fields that are a plugin's and no other's.
  private func declared(by name: String, isDryRun: Bool) throws -> DeclaredFields {
    let (registry, ledger) = try read { reader, rulebook in
      (rulebook.registry, try PackLedger(readingFrom: reader))
    }
    let isEnabled = registry.plugins.contains { $0.name == name }
    let own = try PluginFolder.plugins(in: folder.plugins).first { $0.name == name }
    if isDryRun, let own {
      var others = registry
      others.fields.removeAll { $0.plugin == name }
      others.personFields?.removeAll { $0.plugin == name }
      return try declaredFields(of: own).without(others)
    }
    guard own == nil, !isEnabled else {
      throw Refusal(.refused, Text.indexPurgePresent(name: name))
    }
    if let left = ledger.plugins[name]?.left { return left.without(registry) }
    // One that comes with the program is never removed.
    let others = try availablePlugins().filter { !$0.isScript }
    if let bundled = others.first(where: { $0.name == name }) {
      return try declaredFields(of: bundled).without(registry)
    }
    let names = ledger.plugins.filter { $0.value.left != nil }.keys.sorted()
    throw DeskError.noPlugin(
      name: name, nearest: nearestName(to: name, among: names + others.map(\.name)))
  }
}

extension Administration {
  fileprivate struct PurgeStart: Sendable {
    let remains: PluginRemains
    let tickets: [Ticket.ID]
    /// `nil` where there is nothing to be done.
    let cause: Entry?
  }

  private func tickets(with fields: DeclaredFields) throws -> [Ticket.ID] {
    var found: Set<Ticket.ID> = []
    for field in fields.tickets.keys {
      found.formUnion(
        try transaction.tickets(concernedBy: Renaming(.field, from: field, to: field)))
    }
    return found.sorted()
  }

  private func people(with fields: DeclaredFields) throws -> [Person.ID] {
    var found: Set<Person.ID> = []
    for field in fields.people {
      found.formUnion(try transaction.people(withField: field).map(\.id))
    }
    return found.sorted()
  }

  fileprivate func remains(of plugin: String, _ fields: DeclaredFields) throws -> PluginRemains {
    let record = try transaction.plugins().first { $0.name == plugin }
    let settings = record.flatMap { try? JSON(parsing: $0.settings) }?.members?.count ?? 0
    return PluginRemains(
      tickets: try tickets(with: fields).count, people: try people(with: fields).count,
      keys: try transaction.stateKeys(of: plugin, prefix: "").count, settings: settings)
  }

  /// Says in the desk's history what is to go.
  fileprivate func beginPurge(
    of plugin: String, _ fields: DeclaredFields,
  ) throws -> PurgeStart {
    let remains = try remains(of: plugin, fields)
    guard !remains.isEmpty else {
      if try forgetFields(of: plugin) { try chain.append(.purgePlugin, edits: []) }
      return PurgeStart(remains: remains, tickets: [], cause: nil)
    }
    let names = fields.tickets.keys.sorted { $0.precedesByBytes($1) } + fields.people
    let cause = try chain.append(
      .purgePlugin, edits: [Edit(field: "purge.\(plugin)", from: .texts(names), to: .none)])
    return PurgeStart(remains: remains, tickets: try tickets(with: fields), cause: cause)
  }

  /// Empties the fields of some tickets, an entry each.
  fileprivate func clear(
    _ fields: DeclaredFields, in tickets: [Ticket.ID], because cause: Entry,
  ) throws {
    // Another plugin may have taken a name since.
    let own = fields.without(rulebook.registry)
    try eachTicket(of: tickets) { ticket in
      guard
        let (entry, payloads) = ticket.entry(
          clearing: own.tickets, as: try transaction.nextEntryID(), because: cause,
          now: chain.clock)
      else { return }
      try transaction.write(entry, payloads: payloads)
      var next = ticket
      next.apply(entry)
      try transaction.write(next, before: ticket)
    }
  }

  /// Empties the fields of people, and forgets settings and what the plugin remembered.
  fileprivate func endPurge(of plugin: String, _ fields: DeclaredFields) throws {
    try require(.pluginManage)
    let own = fields.without(rulebook.registry)
    var edits: [Edit] = []
    for id in try people(with: own) {
      guard let person = try transaction.person(id) else { continue }
      var next = person
      for field in own.people { next.fields[field] = nil }
      try transaction.write(next)
      edits += Administration.fieldEdits(from: person.fields, to: next)
    }
    for key in try transaction.stateKeys(of: plugin, prefix: "") {
      try transaction.setState(of: plugin, key: key, to: nil)
    }
    if let record = try transaction.plugins().first(where: { $0.name == plugin }),
      !record.isEnabled
    {
      try transaction.removePlugin(named: plugin)
    }
    try forgetFields(of: plugin)
    try chain.append(.purgePlugin, edits: edits)
  }

  /// Whether there was anything to be forgotten.
  @discardableResult
  private func forgetFields(of plugin: String) throws -> Bool {
    var ledger = try PackLedger(readingFrom: transaction)
    guard ledger.plugins[plugin]?.left != nil else { return false }
    ledger.plugins[plugin]?.left = nil
    try ledger.write(to: transaction)
    return true
  }
}
