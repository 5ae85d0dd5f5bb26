import Kernel

/// What is asked in queries. `access` is what every ticket must meet that the asker may see.
///
/// `notes` says on which tickets the asker sees notes, and so may find tickets by them; left out,
/// the context says so for all tickets alike.
extension Reader {
  /// The ids of the tickets that a query asks for, in its order.
  package func ids(
    matching query: Query, access: TicketAccess, notes: Condition? = nil,
    in context: EvaluationContext, limit: Int = .max,
  ) throws -> [Ticket.ID] {
    try connection.ids(
      matching: query, access: access, notes: notes, in: context, limit: limit)
  }

  /// The tickets that a query asks for, in its order.
  package func tickets(
    matching query: Query, access: TicketAccess, notes: Condition? = nil,
    in context: EvaluationContext, limit: Int = .max,
  ) throws -> [Ticket] {
    try connection.tickets(
      matching: query, access: access, notes: notes, in: context, limit: limit)
  }

  /// How many tickets a query asks for, whatever its limit.
  package func count(
    matching query: Query, access: TicketAccess, notes: Condition? = nil,
    in context: EvaluationContext,
  ) throws -> Int {
    try connection.count(matching: query, access: access, notes: notes, in: context)
  }

  /// The number of tickets by the values of the field that the query groups by, most first.
  ///
  /// A ticket with several values counts for each; the query's limit is one of groups. Empty where
  /// the query groups by nothing.
  package func groups(
    matching query: Query, access: TicketAccess, notes: Condition? = nil,
    in context: EvaluationContext,
  ) throws -> [GroupCount] {
    try connection.groups(matching: query, access: access, notes: notes, in: context)
  }

  /// How SQLite goes about finding the tickets, a line for each step, as EXPLAIN QUERY PLAN says.
  package func plan(
    of query: Query, access: TicketAccess, in context: EvaluationContext, limit: Int = .max,
  ) throws -> [String] {
    try connection.plan(of: query, access: access, in: context, limit: limit)
  }
}
