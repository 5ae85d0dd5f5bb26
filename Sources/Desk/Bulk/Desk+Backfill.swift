import Kernel
import Storage
import Texts

/// How a plugin's backfill stands on the desk.
package struct BackfillStatus: Equatable, Sendable {
  package enum State: String, Sendable {
    /// It was never begun.
    case waiting
    /// It was begun and has not ended.
    case running
    case done
    /// Somebody gave it up; what it had done stays.
    case abandoned
  }

  package let spec: BackfillSpec
  package let state: State
  /// How many tickets it would be for by now, where it waits.
  package let matching: Int
  /// What its last run came to so far; `nil` where it waits.
  package let result: BulkResult?
  /// When that was begun.
  package let begun: Instant?
  /// The request that took that back.
  package let undoneBy: String?
}

extension DeskSession {
  /// The backfills of an enabled plugin, in the order in which it registered them.
  ///
  /// Counts the tickets of each that waits, which costs as a list of them does.
  package func backfills(of plugin: String) throws -> [BackfillStatus] {
    try reader.backfills(of: plugin, by: rulebook, at: now)
  }
}

extension Desk {
  /// The backfills of plugins that work which were never begun or have not ended, in the order in
  /// which they run.
  package func openBackfills(of plugins: [String]) throws -> [BackfillStatus] {
    let now = clock.now()
    return try read { reader, rulebook in
      try plugins.flatMap { try reader.backfills(of: $0, by: rulebook, at: now) }
        .filter { one in
          (one.state == .waiting || one.state == .running)
            && rulebook.conditions[one.spec.query] != nil
            && rulebook.idleness(of: one.spec.plugin, at: now) == nil
        }
    }
  }

  /// The tickets that a backfill is for, and what is asked of each: to be tried.
  ///
  /// No versions are seen: the plugin is given each ticket as it is when its turn comes.
  package func backfillOrder(_ name: String, of plugin: String) throws -> BulkOrder {
    let now = clock.now()
    return try read { reader, rulebook in
      let spec = try rulebook.backfill(name, of: plugin, at: now)
      return try reader.order(spec, by: rulebook, at: now)
    }
  }

  /// Does a backfill, or goes on where it had stopped; waits until all of it is on the disk.
  ///
  /// One that was done, or given up, is done once more only with `again`: else it gives what it came to.
  /// Throws a `Refusal` where the actor may not manage plugins, where the plugin does not work, and where
  /// `PluginHealth.mostFaults` tickets of one part failed: that part is taken back, and begun
  /// anew by the next call.
  package func performBackfill(
    _ name: String, of plugin: String, as actor: Actor, again: Bool = false,
    isStopped: () -> Bool = { false },
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
  ) throws -> BulkResult {
    let order = try backfillOrder(name, of: plugin)
    let begun = try administer(as: actor, source: .backfill) { administration in
      try administration.begin(order, of: name, plugin, again: again)
    }
    guard !begun.isFinished, let request = begun.name else { return begun }
    return try run(request, isStopped: isStopped, progress: progress)
  }
}

extension Administration {
  /// Begins a backfill, or gives how far it has come.
  fileprivate func begin(
    _ order: BulkOrder, of name: String, _ plugin: String, again: Bool,
  ) throws -> BulkResult {
    try require(.pluginManage)
    let spec = try rulebook.backfill(name, of: plugin, at: chain.clock)
    let last = try transaction.lastRun(of: spec)
    if let last, last.bulk.state == .running || !again { return last.bulk.result }
    return try begin(spec, as: (last?.number ?? 0).addingSaturated(1), for: order.targets).result
  }

  /// Writes down what is to be done, and who wanted it.
  private func begin(
    _ spec: BackfillSpec, as number: Int, for targets: [BulkTarget],
  ) throws -> BulkRecord {
    var request = spec.request
    (request.asked, request.needsBulk) = (chain.clock, false)
    var bulk = BulkRecord(
      request: try transaction.nextRequestName(), key: spec.key(number), actor: request.actor,
      action: request.action.name, begun: chain.clock, total: targets.count,
      template: targets.isEmpty ? "" : request.json.text)
    if targets.isEmpty { bulk.state = .done }
    try transaction.add(bulk)
    try transaction.add(targets, to: bulk.request)
    try chain.append(
      .backfillPlugin,
      edits: [Edit(field: spec.deskField, from: .none, to: .text(bulk.request))])
    return bulk
  }

  /// Notes on a desk without tickets that there is nothing to be worked out later: hooks see every
  /// ticket from the first one on.
  func settleBackfills(of registry: Registry) throws {
    guard transaction.lastTicketID.rawValue == 0 else { return }
    for spec in registry.backfills ?? [] where try transaction.lastRun(of: spec) == nil {
      _ = try begin(spec, as: 1, for: [])
    }
  }
}

extension DeskReader {
  /// The last run of a backfill, and its number.
  fileprivate func lastRun(of spec: BackfillSpec) throws -> (bulk: BulkRecord, number: Int)? {
    try bulks(withKeysBeginning: spec.keys)
      .compactMap { bulk in spec.number(ofKey: bulk.key).map { (bulk: bulk, number: $0) } }
      .max { $0.number < $1.number }
  }
}

extension Reader {
  fileprivate func backfills(
    of plugin: String, by rulebook: Rulebook, at now: Instant,
  ) throws -> [BackfillStatus] {
    try rulebook.registry.backfills(of: plugin).map { spec in
      guard let bulk = try lastRun(of: spec)?.bulk else {
        return BackfillStatus(
          spec: spec, state: .waiting, matching: try count(spec, by: rulebook, at: now),
          result: nil, begun: nil, undoneBy: nil)
      }
      let state: BackfillStatus.State =
        switch bulk.state {
        case .running: .running
        case .done: .done
        case .abandoned: .abandoned
        }
      return BackfillStatus(
        spec: spec, state: state, matching: 0, result: try progress(of: bulk.request),
        begun: bulk.begun,
        undoneBy: bulk.state == .running ? nil : try undo(of: bulk.request, by: rulebook))
    }
  }

  private func count(
    _ spec: BackfillSpec, by rulebook: Rulebook, at now: Instant,
  ) throws -> Int {
    guard let query = rulebook.conditions[spec.query] else { return 0 }
    let viewer = rulebook.viewer(
      for: .plugin(spec.plugin), person: nil, at: now, reading: self)
    return try count(
      matching: viewer.listed(query), access: viewer.access, notes: viewer.notesAccess,
      in: viewer.context)
  }

  fileprivate func order(
    _ spec: BackfillSpec, by rulebook: Rulebook, at now: Instant,
  ) throws -> BulkOrder {
    guard let query = rulebook.conditions[spec.query] else {
      throw Refusal(.refused, Text.backfillIdle(plugin: spec.plugin, name: spec.name))
    }
    let viewer = rulebook.viewer(
      for: .plugin(spec.plugin), person: nil, at: now, reading: self)
    let ids = try ids(
      matching: viewer.listed(query), access: viewer.access, notes: viewer.notesAccess,
      in: viewer.context)
    var order = BulkOrder(
      spec.request, for: ids.map { BulkTarget(ticket: $0, version: nil) })
    order.needsPermission = false
    return order
  }

  /// The request that took a whole bulk back, ticket by ticket; `nil` where something of it stands.
  ///
  /// An undo begins with what was done last, so it has come to its end where the first is undone.
  private func undo(of request: String, by rulebook: Rulebook) throws -> String? {
    guard let first = try traces(ofRequest: request).last(where: \.isEdited) else { return nil }
    let undo = TicketUndo(
      UndoScope(request: request), in: try entries(of: first.ticket),
      names: try GivenNames(readingFrom: self, by: rulebook), sums: rulebook.sums)
    return undo.undoneBy?.request
  }
}

extension Rulebook {
  /// The backfill of that name, of a plugin that works; throws a `Refusal` where there is none.
  func backfill(
    _ name: String, of plugin: String, at moment: Instant,
  ) throws -> BackfillSpec {
    guard plugins[plugin] != nil else {
      throw DeskError.invalid(
        what: plugin, reason: Text.deskPluginNotEnabled(plugin: plugin))
    }
    let own = registry.backfills(of: plugin)
    guard let spec = own.first(where: { $0.name == name }) else {
      throw Refusal(
        .notFound,
        Text.backfillNone(
          plugin: plugin, name: name,
          hint: Text.nearest(nearestName(to: name, among: own.map(\.name)))))
    }
    if let idleness = idleness(of: plugin, at: moment) {
      throw Refusal(.idlePlugin, idleness, by: plugin)
    }
    return spec
  }
}
