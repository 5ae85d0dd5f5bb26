import Kernel

extension WriteTransaction: Transaction {
  package func tickets(
    matching query: Query, access: TicketAccess, in context: EvaluationContext, limit: Int,
  ) throws -> [Ticket.ID] {
    try connection.ids(matching: query, access: access, in: context, limit: limit)
  }

  package func groups(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [GroupCount] {
    try connection.groups(matching: query, access: access, in: context)
  }

  package func count(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> Int {
    try connection.count(matching: query, access: access, in: context)
  }
}
