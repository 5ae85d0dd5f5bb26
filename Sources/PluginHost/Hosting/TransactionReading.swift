import Kernel

/// The desk as a writing transaction sees it, with all that was done in it so far.
package final class TransactionReading: DeskReading {
  private let transaction: any Transaction
  package let rulebook: Rulebook
  package let now: Instant

  package init(_ transaction: any Transaction, rulebook: Rulebook, now: Instant) {
    self.transaction = transaction
    self.rulebook = rulebook
    self.now = now
  }

  package func ticket(_ id: Ticket.ID) throws -> Ticket? { try transaction.ticket(id) }
  package func tickets(naming id: Ticket.ID, in fields: [String]) throws -> [Ticket.ID] {
    try transaction.tickets(naming: id, in: fields)
  }
  package func entries(of id: Ticket.ID) throws -> [Entry] { try transaction.entries(of: id) }
  package func entry(_ seq: EntryID) throws -> Entry? { try transaction.entry(seq) }
  package func person(_ id: Person.ID) throws -> Person? { try transaction.person(id) }
  package func person(named name: String) throws -> Person? { try transaction.person(named: name) }
  package func people() throws -> [Person] { try transaction.people() }
  package func people(withRole role: String) throws -> [Person] {
    try transaction.people(withRole: role)
  }
  package func names(like name: String) throws -> [String] { try transaction.names(like: name) }

  package func people(withRole role: String, after name: String, limit: Int) throws -> [Person] {
    try transaction.people(withRole: role, after: name, limit: limit)
  }

  package func nextPerson(withRole role: String, after name: String) throws -> Person? {
    try transaction.nextPerson(withRole: role, after: name)
  }

  package func people(beginning prefix: String, limit: Int) throws -> [Person] {
    try transaction.people(beginning: prefix, limit: limit)
  }

  package func limited<Result>(
    to allowance: ReadAllowance, _ body: () throws -> Result,
  ) throws -> Result {
    try transaction.limited(to: allowance, body)
  }

  package func tickets(
    matching query: Query, access: TicketAccess, in context: EvaluationContext, limit: Int,
  ) throws -> [Ticket.ID] {
    try transaction.tickets(matching: query, access: access, in: context, limit: limit)
  }

  package func count(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> Int {
    try transaction.count(matching: query, access: access, in: context)
  }

  package func groups(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [GroupCount] {
    try transaction.groups(matching: query, access: access, in: context)
  }

  package func measure(
    _ measurement: Measurement, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [MeasuredGroup] {
    try transaction.measure(measurement, access: access, in: context)
  }

  package func eachEntry(
    fitting filter: EntryFilter, _ body: (Entry) throws -> Bool,
  ) throws {
    try transaction.eachEntry(fitting: filter, body)
  }

  package func state(of plugin: String, key: String) throws -> String? {
    try transaction.state(of: plugin, key: key)
  }

  package func stateKeys(of plugin: String, prefix: String) throws -> [String] {
    try transaction.stateKeys(of: plugin, prefix: prefix)
  }

  package func stateSize(of plugin: String) throws -> Int64 {
    try transaction.stateSize(of: plugin)
  }

  package func setState(of plugin: String, key: String, to value: String?) throws {
    try transaction.setState(of: plugin, key: key, to: value)
  }
}
