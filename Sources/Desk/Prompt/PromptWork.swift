import Kernel
import PluginHost
import Storage
import System
import Texts

/// How an entry changes the desk where no transaction is open: at once.
struct PromptLiveWork: BulkDesk {
  let desk: Desk
  /// Why nothing can be changed; `nil` where it can.
  let stop: PromptStop?
  /// Why nothing can be tried, either.
  let trialStop: PromptStop?
  let interruption: Interruption
  let acts: PromptActs

  private var bulks: DeskBulks {
    DeskBulks(desk: desk, source: PromptSession.source) { [interruption] in
      interruption.isRequested
    }
  }

  private func requireWriting() throws(PromptStop) {
    if let stop { throw stop }
  }

  func perform(_ asked: Request) throws -> Outcome {
    var request = asked
    if let trialStop { throw trialStop }
    if !request.isDryRun {
      try requireWriting()
      let name = try acts.name ?? desk.nextRequestName()
      (acts.name, request.name) = (name, name)
    }
    let outcome = try desk.perform(request)
    acts.take(outcome, of: request, request.isDryRun ? .tried : .done)
    return outcome
  }

  func targets(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [BulkTarget] {
    try bulks.targets(matching: query, access: access, in: context)
  }

  func targets(of ids: [Ticket.ID]) throws -> [BulkTarget] { try bulks.targets(of: ids) }

  func plan(_ order: BulkOrder) throws -> BulkPlan {
    if let trialStop { throw trialStop }
    return try bulks.plan(order)
  }

  func perform(_ order: BulkOrder) throws -> BulkResult {
    try requireWriting()
    let result = try bulks.perform(order)
    acts.bulks.append(result)
    return result
  }

  func undoOrder(of target: UndoTarget, by actor: Actor) throws -> BulkOrder {
    try bulks.undoOrder(of: target, by: actor)
  }
}

/// How an entry changes the desk in a turn: on top of what a transaction holds, which then holds it
/// too.
final class PromptHeldWork: BulkDesk {
  private let desk: Desk
  private let turn: PromptTurn
  private let entry: Int
  private let acts: PromptActs
  /// Whether it is asked without a transaction, only to see what it comes to.
  private let isDryRun: Bool
  private(set) var transaction: PromptTransaction

  init(
    on desk: Desk, in turn: PromptTurn, _ transaction: PromptTransaction, entry: Int,
    isDryRun: Bool, acts: PromptActs,
  ) {
    self.desk = desk
    self.turn = turn
    self.transaction = transaction
    self.entry = entry
    self.isDryRun = isDryRun
    self.acts = acts
  }

  func perform(_ request: Request) throws -> Outcome {
    try require(request.tickets, for: request.actor)
    let version = try request.ticket.flatMap { id in
      try transaction.made.contains(id) ? nil : desk.versions(of: [id])[id]
    }
    let outcome = try turn.perform(request)
    let isTrial = isDryRun || request.isDryRun
    let act = acts.take(outcome, of: request, isTrial ? .tried : .held)
    if act.isChange, !request.isDryRun {
      transaction.hold(
        HeldRequest(
          request, entry: entry, seen: version,
          made: request.action.needsTicket ? nil : act.ticket, at: turn.now))
    }
    return outcome
  }

  /// Refuses tickets whose numbers mean nothing once the turn is over.
  private func require(_ tickets: Set<Ticket.ID>, for actor: Actor) throws {
    try transaction.require(tickets)
    let new = tickets.filter { $0.rawValue > turn.lastTicket.rawValue }
      .subtracting(transaction.made)
    guard !new.isEmpty else { return }
    let viewer = try turn.rulebook.viewer(for: actor, in: turn.transaction, at: turn.now)
    for id in new {
      guard let ticket = try turn.transaction.ticket(id), viewer.sees(ticket) else { continue }
      throw PromptStop(Text.promptNumberInside(ticket: id.rawValue))
    }
  }

  private var bulks: TransactionBulks {
    TransactionBulks(
      desk: desk, transaction: turn.transaction, deciding: turn.deciding, now: turn.now,
      source: PromptSession.source, act: perform
    ) { [turn] asked in
      var request = asked
      request.isDryRun = true
      return try turn.perform(request)
    }
  }

  func targets(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [BulkTarget] {
    try bulks.targets(matching: query, access: access, in: context)
  }

  func targets(of ids: [Ticket.ID]) throws -> [BulkTarget] { try bulks.targets(of: ids) }

  func plan(_ order: BulkOrder) throws -> BulkPlan { try bulks.plan(order) }

  func perform(_ order: BulkOrder) throws -> BulkResult {
    let before = transaction
    let result = try bulks.perform(order)
    if order.isAtomic, !result.refused.isEmpty { transaction = before }
    return result
  }

  func undoOrder(of target: UndoTarget, by actor: Actor) throws -> BulkOrder {
    try bulks.undoOrder(of: target, by: actor)
  }
}
