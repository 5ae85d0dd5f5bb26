import Kernel
import Storage
import Texts

extension DeskSession {
  /// The tickets that a query asks for, as the person sees them, in the query's order.
  ///
  /// As with the counts, what takes more than `steps` of SQLite's machine is refused, with the part
  /// that costs.
  package func list(
    _ query: Query, limit: Int = .max, steps: Int = DeskSession.mostSteps,
  ) throws -> [Ticket] {
    let tickets = try budgeted(query, steps) {
      try reader.tickets(
        matching: viewer.listed(query), access: viewer.access, notes: viewer.notesAccess,
        in: queryContext, limit: limit)
    }
    return viewer.views(of: tickets)
  }

  /// How many tickets a query asks for.
  package func count(_ query: Query, steps: Int = DeskSession.mostSteps) throws -> Int {
    try budgeted(query, steps) {
      try reader.count(
        matching: viewer.listed(query), access: viewer.access, notes: viewer.notesAccess,
        in: queryContext)
    }
  }

  /// How many tickets a query asks for by the field that it groups by, most first.
  package func groups(
    _ query: Query, steps: Int = DeskSession.mostSteps,
  ) throws -> [GroupCount] {
    try budgeted(query, steps) {
      try reader.groups(
        matching: viewer.listed(query), access: viewer.access, notes: viewer.notesAccess,
        in: queryContext)
    }
  }

  /// About half a minute of one processor: all of a desk of a million tickets takes less.
  package static let mostSteps = 2_000_000_000

  private func budgeted<Result>(
    _ query: Query, _ steps: Int, _ body: () throws -> Result,
  ) throws -> Result {
    do {
      return try reader.limited(to: ReadAllowance(steps: Int64(steps)), body)
    } catch StorageError.overBudget {
      throw Refusal(.invalid, try words(ofCosts: query), field: "query")
    }
  }

  /// Says which part costs most: the terms of the query, or the conditions of the person's roles.
  private func words(ofCosts query: Query) throws -> Text {
    let own = try sampleSteps(of: query.condition, access: .always)
    let rights = try sampleSteps(of: .always, access: viewer.access)
    guard rights > own else { return Text.queryCostlyTerms }
    let conditions = viewer.authority.grants.count {
      $0.covers(.ticketView) && $0.condition != nil
    }
    return Text.queryCostlyGrants(count: conditions, roles: person.roles.joined(separator: ", "))
  }

  /// What a condition costs on the newest tickets.
  private func sampleSteps(of condition: Condition, access: TicketAccess) throws -> Int {
    let first = max(1, try reader.lastTicketID().rawValue - DeskSession.sample + 1)
    let newest = Condition.field(
      QueryField(.id), [.between(Bound(.value(.integer(first))), nil)])
    let query = Query(condition: condition.and(newest))
    return try reader.measured {
      _ = try reader.count(
        matching: query, access: access, notes: viewer.notesAccess, in: queryContext)
    }.steps
  }

  private static let sample: Int64 = 200
}
