import Kernel
import Storage
import Texts

extension Desk {
  /// What one part came to, and how far the whole has come with it.
  struct BulkStep: Sendable {
    var part: BulkResult
    var reached: Int
    var total: Int
    /// What the whole came to, where nothing is left.
    var end: BulkResult?
  }

  /// Writes down what is to be done, so that it can be gone on with whatever happens.
  func begin(_ order: BulkOrder) throws -> BulkResult {
    try writer().perform { [clock] transaction, deciding in
      let now = clock.now()
      try deciding.require(order, in: transaction, at: now)
      if let key = order.key, let earlier = try transaction.bulk(withKey: key) {
        return .rollingBack(earlier.result)
      }
      var asked = order.request
      asked.asked = asked.asked ?? now
      asked.needsBulk = order.needsPermission
      let bulk = BulkRecord(
        request: try transaction.nextRequestName(), key: order.key ?? "", actor: asked.actor,
        action: asked.action.name, begun: now, total: order.targets.count, template: asked.json.text
      )
      try transaction.add(bulk)
      try transaction.add(order.targets, to: bulk.request)
      return .keeping(bulk.result)
    }
  }

  /// Does the next part in one transaction, with the mark that it is done.
  func runPart(of name: String) throws -> BulkStep {
    try writer().perform { [clock] transaction, deciding in
      guard let bulk = try transaction.bulk(name) else {
        throw Refusal(.notFound, Text.bulkNone(name: name, others: nil as Text?))
      }
      var step = BulkStep(
        part: BulkResult(name: name, total: bulk.total), reached: bulk.total, total: bulk.total)
      guard bulk.state == .running, let part = try transaction.nextPart(of: name) else {
        step.end = bulk.state == .running ? try transaction.end(bulk, as: .done) : bulk.result
        return .keeping(step)
      }
      let run = BulkPartRun(
        order: try bulk.order(for: part.targets), name: name, transaction: transaction,
        deciding: deciding, clock: clock)
      let log = try run.perform(into: &step.part)
      try transaction.finish(part, of: name, as: step.part)
      step.reached = min(
        bulk.total, Int(part.position).addingSaturated(1).multipliedSaturated(by: BulkOrder.part))
      return .keeping(step, log: log)
    }
  }

  /// Does all of it in one transaction, or nothing where a ticket is refused.
  func performAtOnce(_ order: BulkOrder) throws -> BulkResult {
    try writer().perform { [clock] transaction, deciding in
      let now = clock.now()
      try deciding.require(order, in: transaction, at: now)
      if let key = order.key, let earlier = try transaction.bulk(withKey: key) {
        return .rollingBack(earlier.result)
      }
      let name = try transaction.nextRequestName()
      var result = BulkResult(name: name, total: order.targets.count)
      let run = BulkPartRun(
        order: order, name: name, transaction: transaction, deciding: deciding, clock: clock)
      let log = try run.perform(into: &result)
      result.isFinished = true
      guard result.refused.isEmpty else {
        var nothing = BulkResult(name: nil, total: result.total)
        (nothing.refused, nothing.isFinished) = (result.refused, true)
        return .rollingBack(nothing, log: log)
      }
      var bulk = BulkRecord(
        request: name, key: order.key ?? "", actor: order.request.actor,
        action: order.request.action.name, begun: now, total: result.total, template: "")
      (bulk.state, bulk.changed, bulk.unchanged) = (.done, result.changed, result.unchanged)
      try transaction.add(bulk)
      return .keeping(result, log: log)
    }
  }
}

extension BulkRecord {
  /// What was asked, for some of its tickets.
  func order(for targets: [BulkTarget]) throws -> BulkOrder {
    guard let template = try Request(json: JSON(parsing: template)) else {
      throw DeskError.invalid(
        what: Text.bulkWhat(name: request), reason: Text.bulkUnreadable)
    }
    var order = BulkOrder(template, for: targets)
    order.needsPermission = template.needsBulk
    return order
  }
}

/// The tickets of one transaction, each in a savepoint of its own.
private struct BulkPartRun {
  let order: BulkOrder
  let name: String
  let transaction: WriteTransaction
  let deciding: DecidingLane
  let clock: Clock

  /// Does them in their order; returns what is to be logged.
  func perform(into result: inout BulkResult) throws -> [LogLine] {
    var log: [LogLine] = []
    let backfill = try backfill()
    var failed: [(ticket: Ticket.ID, fault: HookFault)] = []
    for target in order.targets {
      let now = clock.now()
      let request = order.request(for: target, named: name)
      let outcome = try transaction.savepoint(keepingIf: \.isDone) {
        try deciding.run(request, in: transaction, clock: now, isDryRun: false)
      }
      let fault = outcome.faults.first { $0.hook == backfill }
      log += deciding.takeLog(of: outcome, at: now).map { line in
        // Whoever does it is told of its faults; they hinder nobody else, and suspend nothing.
        var line = line
        if fault != nil, line.plugin == fault?.plugin { line.isFault = false }
        return line
      }
      if let fault { failed.append((target.ticket, fault)) }
      guard failed.count < PluginHealth.mostFaults else { throw stop(after: failed) }
      result.count(outcome, of: target)
    }
    return log
  }

  /// What a backfill's faults name as their hook; `nil` where it is another bulk.
  ///
  /// Where its plugin does not work, its tickets wait rather than be refused one by one.
  private func backfill() throws -> String? {
    guard let name = order.request.backfill, case .plugin(let plugin) = order.request.actor else {
      return nil
    }
    return try deciding.rules(in: transaction).rulebook
      .backfill(name, of: plugin, at: clock.now()).hook.signature
  }

  /// A backfill that fails again and again is stopped, and this part of it taken back: the other
  /// tickets would most likely fail as well, and could not be tried again.
  private func stop(after failed: [(ticket: Ticket.ID, fault: HookFault)]) -> Refusal {
    let (ticket, fault) = failed[0]
    return Refusal(
      .pluginFault,
      Text.backfillStopped(
        name: name, plugin: fault.plugin, count: failed.count, ticket: ticket.rawValue,
        message: fault.message),
      by: fault.plugin)
  }
}

extension Desk {
  /// Goes on with a bulk that was begun and not finished.
  ///
  /// It stays in the name of whoever began it; another person needs the permission `as`. One that
  /// has ended gives what it came to. Throws a `Refusal` where there is none for this person.
  package func resume(
    _ name: String, as person: Person, isStopped: () -> Bool = { false },
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
  ) throws -> BulkResult {
    switch try bulk(name, for: person).state {
    case .running, .done: return try run(name, isStopped: isStopped, progress: progress)
    case .abandoned:
      throw Refusal(.refused, Text.bulkAbandoned(name: name))
    }
  }

  /// What is left of a bulk that was begun, for who looks at it first; throws as going on does.
  package func openOrder(ofBulk name: String, as person: Person) throws -> BulkOrder {
    let bulk = try bulk(name, for: person)
    guard bulk.state != .abandoned else {
      throw Refusal(.refused, Text.bulkAbandoned(name: name))
    }
    let targets = try readers.read { try $0.openTargets(of: name) }
    guard bulk.state == .running else {
      return BulkOrder(
        Request(actor: bulk.actor, source: .cli, action: Action(bulk.action)), for: [])
    }
    return try bulk.order(for: targets)
  }

  /// Gives up a bulk that was begun; what it did stays, and can be undone.
  package func abandon(_ name: String, as person: Person) throws -> BulkResult {
    _ = try bulk(name, for: person)
    return try writer().perform { transaction, _ in
      guard let bulk = try transaction.bulk(name), bulk.state == .running else {
        throw Refusal(.refused, Text.bulkEnded(name: name))
      }
      return .keeping(try transaction.end(bulk, as: .abandoned))
    }
  }

  private func bulk(_ name: String, for person: Person) throws -> BulkRecord {
    try session(as: person) { session in
      let own = try session.unfinishedBulks().map(\.request)
      guard let bulk = try session.reader.bulk(name), session.mayRun(bulk) else {
        let list = own.joined(separator: ", ")
        let others = own.isEmpty ? nil : Text.bulkUnfinished(names: list)
        throw Refusal(.notFound, Text.bulkNone(name: name, others: others))
      }
      return bulk
    }
  }
}

/// A bulk that was begun and not finished.
package struct UnfinishedBulk: Sendable {
  /// The request's name, as `r12`.
  package let request: String
  package let actor: Actor
  package let action: String
  package let begun: Instant
  /// How many tickets it is about.
  package let total: Int
  /// How many of them were done or refused.
  package let reached: Int

  fileprivate init(_ bulk: BulkRecord, _ progress: BulkResult?) {
    request = bulk.request
    actor = bulk.actor
    action = bulk.action
    begun = bulk.begun
    total = bulk.total
    reached = (progress?.done ?? 0) + (progress?.refused.count ?? 0)
  }
}

extension DeskSession {
  /// The bulks that this person may go on with, oldest first.
  package func unfinishedBulks() throws -> [UnfinishedBulk] {
    try reader.unfinishedBulks().filter(mayRun).map { bulk in
      UnfinishedBulk(bulk, try reader.progress(of: bulk.request))
    }
  }

  func mayRun(_ bulk: BulkRecord) -> Bool {
    bulk.actor == .person(person.id) || may(.as)
  }

  /// The tickets that a query asks for, with the versions seen; discarded ones only where it does.
  package func targets(_ query: Query) throws -> [BulkTarget] {
    let ids = try reader.ids(
      matching: viewer.listed(query), access: viewer.access, notes: viewer.notesAccess,
      in: queryContext,
      limit: query.limit ?? .max)
    return try targets(ids)
  }

  /// Those tickets, each once, with the versions seen; whether they exist is found when they are done.
  package func targets(_ ids: [Ticket.ID]) throws -> [BulkTarget] {
    try reader.targets(ids)
  }
}

extension Reader {
  /// Those tickets, each once, with the versions that they have now.
  func targets(_ ids: [Ticket.ID]) throws -> [BulkTarget] {
    let versions = try versions(of: ids)
    var seen: Set<Ticket.ID> = []
    return ids.filter { seen.insert($0).inserted }
      .map { BulkTarget(ticket: $0, version: versions[$0]) }
  }
}
