import Kernel

/// What plugins read of the desk, in whichever lane: the writing transaction, or a reader.
///
/// All calls are on the thread that runs the sandbox. What they throw is the store's trouble.
package protocol DeskReading: EntryReading {
  var rulebook: Rulebook { get }
  /// The clock: in the deciding lane that of the change.
  var now: Instant { get }

  func people() throws -> [Person]
  /// The ids of the tickets that match and meet the condition `access`, in the query's order.
  func tickets(matching query: Query, access: Condition, in context: EvaluationContext, limit: Int)
    throws -> [Ticket.ID]
  func count(matching query: Query, access: Condition, in context: EvaluationContext) throws -> Int
  /// How many tickets there are by the values of the field that the query groups by, most first.
  func groups(matching query: Query, access: Condition, in context: EvaluationContext) throws
    -> [GroupCount]
  /// A value of a plugin's own state, as JSON.
  func state(of plugin: String, key: String) throws -> String?
  func stateKeys(of plugin: String, prefix: String) throws -> [String]
  /// Sets or, with `nil`, deletes a value of a plugin's own state.
  func setState(of plugin: String, key: String, to value: String?) throws
}

/// The desk as the transaction of a proposal sees it.
final class ProposalReading: DeskReading {
  private let proposal: Proposal
  private var transaction: any Transaction { proposal.transaction }

  init(_ proposal: Proposal) {
    self.proposal = proposal
  }

  var rulebook: Rulebook { proposal.rulebook }
  var now: Instant { proposal.now }

  func ticket(_ id: Ticket.ID) throws -> Ticket? { try transaction.ticket(id) }
  func entries(of id: Ticket.ID) throws -> [Entry] { try transaction.entries(of: id) }
  func entry(_ seq: EntryID) throws -> Entry? { try transaction.entry(seq) }
  func person(_ id: Person.ID) throws -> Person? { try transaction.person(id) }
  func person(named name: String) throws -> Person? { try transaction.person(named: name) }
  func people() throws -> [Person] { try transaction.people() }

  func tickets(
    matching query: Query, access: Condition, in context: EvaluationContext, limit: Int,
  ) throws -> [Ticket.ID] {
    try transaction.tickets(matching: query, access: access, in: context, limit: limit)
  }

  func count(matching query: Query, access: Condition, in context: EvaluationContext) throws -> Int
  {
    try transaction.count(matching: query, access: access, in: context)
  }

  func groups(
    matching query: Query, access: Condition, in context: EvaluationContext,
  ) throws -> [GroupCount] {
    try transaction.groups(matching: query, access: access, in: context)
  }

  func entries(fitting filter: EntryFilter, limit: Int) throws -> [Entry] {
    try transaction.entries(fitting: filter, limit: limit)
  }

  func state(of plugin: String, key: String) throws -> String? {
    try transaction.state(of: plugin, key: key)
  }

  func stateKeys(of plugin: String, prefix: String) throws -> [String] {
    try transaction.stateKeys(of: plugin, prefix: prefix)
  }

  func setState(of plugin: String, key: String, to value: String?) throws {
    try transaction.setState(of: plugin, key: key, to: value)
  }
}
