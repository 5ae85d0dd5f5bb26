import Kernel
import PluginHost
import Storage
import Texts

extension Desk {
  /// What a bulk would come to: each ticket's request is tried alone and taken back.
  ///
  /// `each` is called with every ticket's outcome, and the edits that the asker may know of. Throws
  /// a `Refusal` where the asker may not do it at all. Ends early where `isStopped` says so.
  package func plan(
    _ order: BulkOrder, isStopped: () -> Bool = { false },
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
    each: (BulkTarget, Outcome, [Edit]) throws -> Void = { _, _, _ in },
  ) throws -> BulkPlan {
    var plan = BulkPlan(order)
    var place = 0
    try require(order)
    while place < order.targets.count, !isStopped() {
      let part = Array(order.targets.dropFirst(place).prefix(BulkOrder.part))
      for (target, trial) in zip(part, try attempt(part, of: order)) {
        plan.count(trial.outcome, of: target, edits: trial.edits)
        try each(target, trial.outcome, trial.edits)
      }
      place += part.count
      progress(place, order.targets.count)
    }
    return plan
  }

  /// Does it, and waits until all of it is on the disk.
  ///
  /// With a key that was there before, it goes on where it had stopped, or gives what it came to.
  package func perform(
    _ order: BulkOrder, isStopped: () -> Bool = { false },
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
  ) throws -> BulkResult {
    guard !order.targets.isEmpty || order.key != nil else {
      var result = BulkResult(name: nil, total: 0)
      result.isFinished = true
      return result
    }
    if order.isAtomic { return try performAtOnce(order) }
    let begun = try begin(order)
    guard !begun.isFinished, let name = begun.name else { return begun }
    return try run(name, isStopped: isStopped, progress: progress)
  }

  /// Goes on with a bulk that was begun, part by part, until all is done or `isStopped` says so.
  ///
  /// Several processes may do so at once: each part is done by one of them.
  func run(
    _ name: String, isStopped: () -> Bool = { false },
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
  ) throws -> BulkResult {
    var own = BulkResult(name: name, total: 0)
    while !isStopped() {
      let step = try runPart(of: name)
      own.add(step.part)
      if let result = step.end { return own.completing(result) }
      // What is not kept would be the next part again.
      if isDryRun { break }
      progress(step.reached, step.total)
    }
    return own.completing(try readers.read { try $0.progress(of: name) } ?? own)
  }

  /// One ticket's request tried, and the edits that the asker may know of.
  private struct Trial: Sendable {
    let outcome: Outcome
    let edits: [Edit]
  }

  private func attempt(_ part: [BulkTarget], of order: BulkOrder) throws -> [Trial] {
    try writer().perform { [clock] transaction, deciding in
      let now = clock.now()
      let (rulebook, live) = try deciding.rules(in: transaction)
      let host = live.fresh()
      let viewer = try rulebook.viewer(for: order.request.actor, in: transaction, at: now)
      let trials = try part.map { target in
        var request = order.request(for: target, named: "")
        (request.key, request.name) = (nil, nil)
        let outcome = try transaction.savepoint(keepingIf: { _ in false }) {
          try deciding.run(request, in: transaction, clock: now, isDryRun: true, with: host)
        }
        guard case .done(let receipt) = outcome.verdict else {
          return Trial(outcome: outcome, edits: [])
        }
        return Trial(
          outcome: outcome, edits: receipt.edits.filter { viewer.mayName($0.field) })
      }
      _ = deciding.takeLog(at: now)
      return .rollingBack(trials)
    }
  }

  private func require(_ order: BulkOrder) throws {
    try writer().perform { [clock] transaction, deciding in
      try deciding.require(order, in: transaction, at: clock.now())
      return .rollingBack(())
    }
  }
}

extension DecidingLane {
  /// Refuses a bulk that is too large, or that its actor may never do.
  func require(_ order: BulkOrder, in transaction: WriteTransaction, at now: Instant) throws {
    guard !order.isAtomic || order.targets.count <= BulkOrder.mostAtomic else {
      throw Refusal(
        .invalid,
        Text.bulkTooManyAtOnce(most: BulkOrder.mostAtomic, count: order.targets.count))
    }
    let viewer = try rules(in: transaction).rulebook
      .viewer(for: order.request.actor, in: transaction, at: now)
    try viewer.requireFields(order.request.set.map(\.field))
    guard order.needsPermission else { return }
    guard viewer.authority.mayEver(.bulk) else {
      let name = try order.request.actor.person.flatMap { try transaction.person($0)?.name }
      throw Refusal(
        .denied, Text.bulkDenied(who: name ?? order.request.actor.text))
    }
  }
}

extension Rulebook {
  /// What an actor may see; for a plugin by its manifest.
  func viewer(
    for actor: Actor, in transaction: WriteTransaction, at now: Instant,
  ) throws -> Viewer {
    let person = try actor.person.flatMap { try transaction.person($0) }
    return viewer(for: actor, person: person, at: now, reading: transaction)
  }

  /// What an actor may see, given the person that it is.
  func viewer(
    for actor: Actor, person: Person?, at now: Instant, reading store: any PeopleReading,
  ) -> Viewer {
    Viewer(
      authority: authority(of: actor, person: person), rulebook: self,
      context: self.context(at: now, me: person?.id, reading: store))
  }
}
