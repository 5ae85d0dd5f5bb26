import Kernel

/// How plugins give many tickets one request, and take requests back: the desk implements it.
///
/// What is refused as a whole throws a `Refusal`; what the database fails at, its own error.
package protocol BulkDesk {
  /// The tickets that match and meet the condition `access`, with the versions that they have now.
  func targets(matching query: Query, access: TicketAccess, in context: EvaluationContext) throws
    -> [BulkTarget]
  /// Those tickets, each once; whether they exist is found when they are done.
  func targets(of ids: [Ticket.ID]) throws -> [BulkTarget]
  /// What it would come to; leaves nothing.
  func plan(_ order: BulkOrder) throws -> BulkPlan
  /// Does it, once where it has a key.
  func perform(_ order: BulkOrder) throws -> BulkResult
  /// What undoing asks of each ticket, as far as the actor may know of them.
  func undoOrder(of target: UndoTarget, by actor: Actor) throws -> BulkOrder
}
