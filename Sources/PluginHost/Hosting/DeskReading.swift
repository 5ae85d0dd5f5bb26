import Kernel

/// What plugins read of the desk, in whichever lane: the writing transaction, or a reader.
///
/// All calls are on the thread that runs the sandbox. What they throw is the store's trouble.
package protocol DeskReading: EntryReading {
  var rulebook: Rulebook { get }
  /// The clock: in the deciding lane that of the change.
  var now: Instant { get }

  /// Does something whose reading is taken from an allowance; beyond it, reading throws.
  func limited<Result>(to allowance: ReadAllowance, _ body: () throws -> Result) throws -> Result

  /// The people with a role by name, behind that name, at most so many.
  func people(withRole role: String, after name: String, limit: Int) throws -> [Person]
  /// Who with a role is next behind a name, by name and around: behind the last one is the first.
  func nextPerson(withRole role: String, after name: String) throws -> Person?
  /// The people whose name or address begins so, by name, at most so many.
  func people(beginning prefix: String, limit: Int) throws -> [Person]
  /// The ids of the tickets that match and meet the condition `access`, in the query's order.
  func tickets(
    matching query: Query, access: TicketAccess, in context: EvaluationContext, limit: Int
  )
    throws -> [Ticket.ID]
  /// The tickets of those ids, in that order, without those that are not there.
  func tickets(_ ids: [Ticket.ID]) throws -> [Ticket]
  /// The rows of those tickets, in that order, without those that are not there; `nil` where there
  /// are none to be had, and `tickets` is to be asked.
  func rows(of ids: [Ticket.ID]) throws -> TicketRows?
  func count(matching query: Query, access: TicketAccess, in context: EvaluationContext) throws
    -> Int
  /// How many tickets there are by the values of the field that the query groups by, most first.
  func groups(matching query: Query, access: TicketAccess, in context: EvaluationContext) throws
    -> [GroupCount]
  /// What is worked out of the tickets that the measurement asks for, group by group.
  func measure(_ measurement: Measurement, access: TicketAccess, in context: EvaluationContext)
    throws -> [MeasuredGroup]
  /// A value of a plugin's own state, as JSON.
  func state(of plugin: String, key: String) throws -> String?
  /// The same where nothing is decided by the value: for its size, say.
  func storedState(of plugin: String, key: String) throws -> String?
  /// How many characters a plugin's own state has, keys included.
  func stateSize(of plugin: String) throws -> Int64
  func stateKeys(of plugin: String, prefix: String) throws -> [String]
  /// Sets or, with `nil`, deletes a value of a plugin's own state.
  func setState(of plugin: String, key: String, to value: String?) throws
  /// Adds to a number of a plugin's own state; gives the sum, as JSON.
  func addState(of plugin: String, key: String, _ amount: StateAmount) throws -> String
}

extension DeskReading {
  package func tickets(_ ids: [Ticket.ID]) throws -> [Ticket] { try ids.compactMap(ticket) }

  package func rows(of ids: [Ticket.ID]) throws -> TicketRows? { nil }

  package func storedState(of plugin: String, key: String) throws -> String? {
    try state(of: plugin, key: key)
  }

  package func addState(of plugin: String, key: String, _ amount: StateAmount) throws -> String {
    let sum = try amount.added(to: state(of: plugin, key: key), under: key)
    try setState(of: plugin, key: key, to: sum)
    return sum
  }
}
