import Kernel
import Lua

/// The desk as a plugin's code reads it, in whichever lane: all that it asks for counts.
///
/// It is the one way from the API to the store. What a plugin writes to its state is not counted: a
/// statement that writes cannot be ended without the transaction.
final class LimitedReading: DeskReading {
  /// Where it reads; the context of the sandbox sets it.
  var base: any DeskReading
  private let limit: ReadLimit
  /// Whether a reading is under way: what is read within it is counted with it.
  private var isCounting = false

  init(_ base: any DeskReading, within limit: ReadLimit) {
    self.base = base
    self.limit = limit
  }

  var rulebook: Rulebook { base.rulebook }
  var now: Instant { base.now }
  var moment: Instant? { base.moment }

  func limited<Result>(
    to allowance: ReadAllowance, _ body: () throws -> Result,
  ) throws -> Result {
    try base.limited(to: allowance, body)
  }

  private func counting<Answer>(_ body: (any DeskReading) throws -> Answer) throws -> Answer {
    guard !limit.allowance.isSpent else { throw HostError(limit.words) }
    guard !isCounting else { return try body(base) }
    isCounting = true
    defer { isCounting = false }
    do {
      let answer = try base.limited(to: limit.allowance) { try body(base) }
      // Nothing was ended for it, but its rows cost more than there was.
      guard !limit.allowance.isSpent else { throw HostError(limit.words) }
      return answer
    } catch let error where limit.allowance.isSpent && !(error is HostError) {
      throw HostError(limit.words)
    }
  }

  func ticket(_ id: Ticket.ID) throws -> Ticket? { try counting { try $0.ticket(id) } }
  func present(_ id: Ticket.ID) throws -> Ticket? { try counting { try $0.present(id) } }
  func tickets(_ ids: [Ticket.ID]) throws -> [Ticket] { try counting { try $0.tickets(ids) } }
  func rows(of ids: [Ticket.ID]) throws -> TicketRows? { try counting { try $0.rows(of: ids) } }
  func tickets(naming id: Ticket.ID, in fields: [String]) throws -> [Ticket.ID] {
    try counting { try $0.tickets(naming: id, in: fields) }
  }
  func entries(of id: Ticket.ID) throws -> [Entry] { try counting { try $0.entries(of: id) } }
  func entry(_ seq: EntryID) throws -> Entry? { try counting { try $0.entry(seq) } }
  func person(_ id: Person.ID) throws -> Person? { try counting { try $0.person(id) } }
  func person(named name: String) throws -> Person? {
    try counting { try $0.person(named: name) }
  }
  func people() throws -> [Person] { try counting { try $0.people() } }

  func people(withRole role: String) throws -> [Person] {
    try counting { try $0.people(withRole: role) }
  }

  func names(like name: String) throws -> [String] { try counting { try $0.names(like: name) } }

  func people(withRole role: String, after name: String, limit: Int) throws -> [Person] {
    try counting { try $0.people(withRole: role, after: name, limit: limit) }
  }

  func nextPerson(withRole role: String, after name: String) throws -> Person? {
    try counting { try $0.nextPerson(withRole: role, after: name) }
  }

  func people(beginning prefix: String, limit: Int) throws -> [Person] {
    try counting { try $0.people(beginning: prefix, limit: limit) }
  }

  func tickets(
    matching query: Query, access: TicketAccess, in context: EvaluationContext, limit: Int,
  ) throws -> [Ticket.ID] {
    try counting { try $0.tickets(matching: query, access: access, in: context, limit: limit) }
  }

  func count(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> Int {
    try counting { try $0.count(matching: query, access: access, in: context) }
  }

  func groups(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [GroupCount] {
    try counting { try $0.groups(matching: query, access: access, in: context) }
  }

  func measure(
    _ measurement: Measurement, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [MeasuredGroup] {
    try counting { try $0.measure(measurement, access: access, in: context) }
  }

  func eachEntry(fitting filter: EntryFilter, _ body: (Entry) throws -> Bool) throws {
    try counting { try $0.eachEntry(fitting: filter, body) }
  }

  func state(of plugin: String, key: String) throws -> String? {
    try counting { try $0.state(of: plugin, key: key) }
  }

  func storedState(of plugin: String, key: String) throws -> String? {
    try counting { try $0.storedState(of: plugin, key: key) }
  }

  func stateSize(of plugin: String) throws -> Int64 {
    try counting { try $0.stateSize(of: plugin) }
  }

  func stateKeys(of plugin: String, prefix: String) throws -> [String] {
    try counting { try $0.stateKeys(of: plugin, prefix: prefix) }
  }

  func setState(of plugin: String, key: String, to value: String?) throws {
    try base.setState(of: plugin, key: key, to: value)
  }

  func addState(of plugin: String, key: String, _ amount: StateAmount) throws -> String {
    try base.addState(of: plugin, key: key, amount)
  }
}
