import Kernel

extension Reader {
  /// The tickets that a query asks for and that meet the access condition, in the query's order.
  ///
  /// `notes` says of which tickets notes are searched; left out, the context does, for all alike.
  package func tickets(
    matching query: Query, access: Condition, notes: Condition? = nil,
    in context: EvaluationContext, limit: Int = .max,
  ) throws -> [Ticket] {
    try connection.tickets(
      connection.ids(
        matching: query, access: access, notes: notes, in: context, limit: limit))
  }

  /// How many tickets a query asks for and meet the access condition.
  package func count(
    matching query: Query, access: Condition, notes: Condition? = nil,
    in context: EvaluationContext,
  ) throws -> Int {
    try connection.count(matching: query, access: access, notes: notes, in: context)
  }

  /// The number of tickets by the values of the field that the query groups by, most first.
  package func groups(
    matching query: Query, access: Condition, notes: Condition? = nil,
    in context: EvaluationContext,
  ) throws -> [GroupCount] {
    try connection.groups(matching: query, access: access, notes: notes, in: context)
  }
}
