import Kernel
import PluginHost
import Storage
import Texts

/// The desk as computed fields read it: all in the one moment of the session.
final class SessionReading: DeskReading {
  let rulebook: Rulebook
  let now: Instant
  private let reader: Reader

  init(_ reader: Reader, rulebook: Rulebook, now: Instant) {
    self.reader = reader
    self.rulebook = rulebook
    self.now = now
  }

  func ticket(_ id: Ticket.ID) throws -> Ticket? { try reader.ticket(id) }
  func tickets(_ ids: [Ticket.ID]) throws -> [Ticket] { try reader.tickets(ids) }
  func rows(of ids: [Ticket.ID]) throws -> TicketRows? { try reader.rows(of: ids) }
  func tickets(naming id: Ticket.ID, in fields: [String]) throws -> [Ticket.ID] {
    try reader.tickets(naming: id, in: fields)
  }
  func entries(of id: Ticket.ID) throws -> [Entry] { try reader.entries(of: id) }
  func entry(_ seq: EntryID) throws -> Entry? { try reader.entry(seq) }
  func person(_ id: Person.ID) throws -> Person? { try reader.person(id) }
  func person(named name: String) throws -> Person? { try reader.person(named: name) }
  func people() throws -> [Person] { try reader.people() }
  func people(withRole role: String) throws -> [Person] { try reader.people(withRole: role) }
  func names(like name: String) throws -> [String] { try reader.names(like: name) }

  func people(withRole role: String, after name: String, limit: Int) throws -> [Person] {
    try reader.people(withRole: role, after: name, limit: limit)
  }

  func nextPerson(withRole role: String, after name: String) throws -> Person? {
    try reader.nextPerson(withRole: role, after: name)
  }

  func people(beginning prefix: String, limit: Int) throws -> [Person] {
    try reader.people(beginning: prefix, limit: limit)
  }

  func limited<Result>(
    to allowance: ReadAllowance, _ body: () throws -> Result,
  ) throws -> Result {
    try reader.limited(to: allowance, body)
  }

  func eachEntry(fitting filter: EntryFilter, _ body: (Entry) throws -> Bool) throws {
    try reader.eachEntry(fitting: filter, body)
  }

  func tickets(
    matching query: Query, access: TicketAccess, in context: EvaluationContext, limit: Int,
  ) throws -> [Ticket.ID] {
    try reader.ids(matching: query, access: access, in: context, limit: limit)
  }

  func count(matching query: Query, access: TicketAccess, in context: EvaluationContext) throws
    -> Int
  {
    try reader.count(matching: query, access: access, in: context)
  }

  func groups(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [GroupCount] {
    try reader.groups(matching: query, access: access, in: context)
  }

  func measure(
    _ measurement: Measurement, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [MeasuredGroup] {
    try reader.measure(measurement, access: access, notes: nil, in: context)
  }

  func state(of plugin: String, key: String) throws -> String? {
    try reader.state(of: plugin, key: key)
  }

  func stateKeys(of plugin: String, prefix: String) throws -> [String] {
    try reader.stateKeys(of: plugin, prefix: prefix)
  }

  func stateSize(of plugin: String) throws -> Int64 { try reader.stateSize(of: plugin) }

  func setState(of plugin: String, key: String, to value: String?) throws {
    throw DeskError.invalid(what: "docket.state", reason: Text.deskComputedReads)
  }
}
