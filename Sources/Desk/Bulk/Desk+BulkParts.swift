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
  let deciding: Deciding
  let clock: Clock

  /// Does them in their order; returns what is to be logged.
  func perform(into result: inout BulkResult) throws -> [LogLine] {
    var log: [LogLine] = []
    for target in order.targets {
      let now = clock.now()
      let request = order.request(for: target, named: name)
      let outcome = try transaction.savepoint(keepingIf: \.isDone) {
        try deciding.run(request, in: transaction, clock: now, isDryRun: false)
      }
      log += deciding.takeLog(of: outcome, at: now)
      result.count(outcome, of: target)
    }
    return log
  }
}
