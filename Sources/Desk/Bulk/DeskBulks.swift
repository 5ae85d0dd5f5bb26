import Kernel
import PluginHost
import Storage

/// The desk as plugins, scripts and prompts give it bulks and undos.
struct DeskBulks: BulkDesk {
  let desk: Desk
  /// The way in, by which an undo stands in the history.
  var source = Source.plugin
  var isStopped: () -> Bool = { false }

  /// A plugin's query reads at most as much as so many milliseconds allow.
  private static let milliseconds: Int64 = 1_000

  func targets(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [BulkTarget] {
    let allowance = ReadAllowance(milliseconds: DeskBulks.milliseconds)
    return try desk.readers.read(within: allowance) { reader in
      try reader.targets(
        reader.ids(
          matching: query, access: access, in: context, limit: query.limit ?? .max))
    }
  }

  func targets(of ids: [Ticket.ID]) throws -> [BulkTarget] {
    try desk.readers.read { try $0.targets(ids) }
  }

  func plan(_ order: BulkOrder) throws -> BulkPlan {
    try desk.plan(order, isStopped: isStopped)
  }

  func perform(_ order: BulkOrder) throws -> BulkResult {
    try desk.perform(order, isStopped: isStopped)
  }

  func undoOrder(of target: UndoTarget, by actor: Actor) throws -> BulkOrder {
    try desk.undoOrder(of: target, by: actor, source: source)
  }
}

/// Bulks and undos within a transaction, on top of what was done in it, ticket by ticket.
struct TransactionBulks: BulkDesk {
  let desk: Desk
  let transaction: WriteTransaction
  let deciding: DecidingLane
  let now: Instant
  let source: Source
  /// Does a request of a bulk in the transaction; what is refused leaves nothing.
  let act: (Request) throws -> Outcome
  /// Tries one, and takes it back.
  let attempt: (Request) throws -> Outcome

  func targets(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [BulkTarget] {
    try targets(
      of: transaction.tickets(
        matching: query, access: access, in: context, limit: query.limit ?? .max))
  }

  func targets(of ids: [Ticket.ID]) throws -> [BulkTarget] {
    let versions = try transaction.versions(of: ids)
    var seen: Set<Ticket.ID> = []
    return ids.filter { seen.insert($0).inserted }
      .map { BulkTarget(ticket: $0, version: versions[$0]) }
  }

  func plan(_ order: BulkOrder) throws -> BulkPlan {
    try deciding.require(order, in: transaction, at: now)
    let viewer = try deciding.rules(in: transaction).rulebook
      .viewer(for: order.request.actor, in: transaction, at: now)
    var plan = BulkPlan(order)
    for target in order.targets {
      let outcome = try attempt(request(of: order, for: target))
      var edits: [Edit] = []
      if case .done(let receipt) = outcome.verdict { edits = receipt.edits }
      plan.count(outcome, of: target, edits: edits.filter { viewer.mayName($0.field) })
    }
    return plan
  }

  func perform(_ order: BulkOrder) throws -> BulkResult {
    try deciding.require(order, in: transaction, at: now)
    return try transaction.savepoint(keepingIf: { !order.isAtomic || $0.refused.isEmpty }) {
      var result = BulkResult(name: nil, total: order.targets.count)
      for target in order.targets {
        result.count(try act(request(of: order, for: target)), of: target)
      }
      result.isFinished = true
      return result
    }
  }

  private func request(of order: BulkOrder, for target: BulkTarget) -> Request {
    var request = order.request(for: target, named: "")
    (request.key, request.name) = (nil, nil)
    return request
  }

  func undoOrder(of target: UndoTarget, by actor: Actor) throws -> BulkOrder {
    try desk.undoOrder(of: target, by: actor, source: source)
  }
}
