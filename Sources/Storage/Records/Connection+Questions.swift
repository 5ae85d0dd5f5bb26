import Kernel

extension Connection {
  /// The tickets that a query asks for and that meet the access condition, in the query's order.
  ///
  /// Reads every ticket of the desk.
  func tickets(
    matching query: Query, access: Condition, in context: EvaluationContext, limit: Int,
  ) throws -> [Ticket] {
    let query = query.restricted(to: access)
    let ids = try all("SELECT id FROM ticket ORDER BY id") { Ticket.ID(rawValue: $0.integer(0)) }
    var contexts: [Ticket.ID: EvaluationContext] = [:]
    if query.asksForText {
      for id in ids {
        contexts[id] = context
        contexts[id]?.texts = try entries(of: id).map {
          SearchText($0.searchable, isInternal: $0.visibility == .internal)
        }
      }
    }
    let found = query.select(from: try tickets(ids)) { contexts[$0.id] ?? context }
    return Array(found.prefix(limit))
  }
}

extension WriteTransaction: Transaction {
  package func tickets(
    matching query: Query, access: Condition, in context: EvaluationContext, limit: Int,
  ) throws -> [Ticket.ID] {
    try connection.tickets(matching: query, access: access, in: context, limit: limit).map(\.id)
  }

  package func count(
    matching query: Query, access: Condition, in context: EvaluationContext,
  ) throws -> Int {
    try connection.tickets(matching: query, access: access, in: context, limit: .max).count
  }
}
