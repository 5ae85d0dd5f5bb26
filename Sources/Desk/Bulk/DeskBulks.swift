import Kernel
import PluginHost
import Storage

/// The desk as plugins give it bulks and undos.
struct DeskBulks: BulkDesk {
  let desk: Desk

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
    try desk.plan(order, isStopped: { false })
  }

  func perform(_ order: BulkOrder) throws -> BulkResult {
    try desk.perform(order, isStopped: { false })
  }

  func undoOrder(of target: UndoTarget, by actor: Actor) throws -> BulkOrder {
    try desk.undoOrder(of: target, by: actor, source: .plugin)
  }
}
