import Kernel

/// A reading that asks another one, and answers itself only what it says.
package protocol ForwardedReading: DeskReading {
  /// Asks the other reading; it is valid inside `body` only.
  func asking<Answer: Sendable>(
    _ body: (any DeskReading) throws -> Answer,
  ) throws -> Answer
}

extension ForwardedReading {
  package func ticket(_ id: Ticket.ID) throws -> Ticket? { try asking { try $0.ticket(id) } }

  package func present(_ id: Ticket.ID) throws -> Ticket? { try asking { try $0.present(id) } }

  package func tickets(_ ids: [Ticket.ID]) throws -> [Ticket] {
    try asking { try $0.tickets(ids) }
  }

  package func rows(of ids: [Ticket.ID]) throws -> TicketRows? {
    try asking { try $0.rows(of: ids) }
  }

  package func tickets(naming id: Ticket.ID, in fields: [String]) throws -> [Ticket.ID] {
    try asking { try $0.tickets(naming: id, in: fields) }
  }

  package func entries(of id: Ticket.ID) throws -> [Entry] {
    try asking { try $0.entries(of: id) }
  }

  package func entry(_ seq: EntryID) throws -> Entry? { try asking { try $0.entry(seq) } }

  package func eachEntry(
    fitting filter: EntryFilter, _ body: (Entry) throws -> Bool,
  ) throws {
    try asking { try $0.eachEntry(fitting: filter, body) }
  }

  package func person(_ id: Person.ID) throws -> Person? { try asking { try $0.person(id) } }

  package func person(named name: String) throws -> Person? {
    try asking { try $0.person(named: name) }
  }

  package func people() throws -> [Person] { try asking { try $0.people() } }

  package func people(withRole role: String) throws -> [Person] {
    try asking { try $0.people(withRole: role) }
  }

  package func people(withRole role: String, after name: String, limit: Int) throws -> [Person] {
    try asking { try $0.people(withRole: role, after: name, limit: limit) }
  }

  package func nextPerson(withRole role: String, after name: String) throws -> Person? {
    try asking { try $0.nextPerson(withRole: role, after: name) }
  }

  package func people(beginning prefix: String, limit: Int) throws -> [Person] {
    try asking { try $0.people(beginning: prefix, limit: limit) }
  }

  package func names(like name: String) throws -> [String] {
    try asking { try $0.names(like: name) }
  }

  package func tickets(
    matching query: Query, access: TicketAccess, in context: EvaluationContext, limit: Int,
  ) throws -> [Ticket.ID] {
    try asking { try $0.tickets(matching: query, access: access, in: context, limit: limit) }
  }

  package func count(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> Int {
    try asking { try $0.count(matching: query, access: access, in: context) }
  }

  package func groups(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [GroupCount] {
    try asking { try $0.groups(matching: query, access: access, in: context) }
  }

  package func measure(
    _ measurement: Measurement, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [MeasuredGroup] {
    try asking { try $0.measure(measurement, access: access, in: context) }
  }

  package func state(of plugin: String, key: String) throws -> String? {
    try asking { try $0.state(of: plugin, key: key) }
  }

  package func stateKeys(of plugin: String, prefix: String) throws -> [String] {
    try asking { try $0.stateKeys(of: plugin, prefix: prefix) }
  }

  package func stateSize(of plugin: String) throws -> Int64 {
    try asking { try $0.stateSize(of: plugin) }
  }

  package func setState(of plugin: String, key: String, to value: String?) throws {
    try asking { try $0.setState(of: plugin, key: key, to: value) }
  }
}
