import Kernel
import PluginHost
import Storage
import Texts

/// The desk as plugins in the reacting lane read it: each answer is of its own moment.
final class LiveReading: DeskReading {
  let rulebook: Rulebook
  let now: Instant
  private let readers: Readers

  /// A plugin's query takes at most so many steps of SQLite's machine.
  private static let steps = 20_000_000

  init(rulebook: Rulebook, now: Instant, readers: Readers) {
    self.rulebook = rulebook
    self.now = now
    self.readers = readers
  }

  func ticket(_ id: Ticket.ID) throws -> Ticket? { try readers.read { try $0.ticket(id) } }
  func entries(of id: Ticket.ID) throws -> [Entry] { try readers.read { try $0.entries(of: id) } }
  func entry(_ seq: EntryID) throws -> Entry? { try readers.read { try $0.entry(seq) } }
  func person(_ id: Person.ID) throws -> Person? { try readers.read { try $0.person(id) } }

  func person(named name: String) throws -> Person? {
    try readers.read { try $0.person(named: name) }
  }

  func people() throws -> [Person] { try readers.read { try $0.people() } }

  func tickets(
    matching query: Query, access: Condition, in context: EvaluationContext, limit: Int,
  ) throws -> [Ticket.ID] {
    try readers.read(steps: LiveReading.steps) {
      try $0.ids(matching: query, access: access, in: context, limit: limit)
    }
  }

  func count(matching query: Query, access: Condition, in context: EvaluationContext) throws -> Int
  {
    try readers.read(steps: LiveReading.steps) {
      try $0.count(matching: query, access: access, in: context)
    }
  }

  func groups(
    matching query: Query, access: Condition, in context: EvaluationContext,
  ) throws -> [GroupCount] {
    try readers.read(steps: LiveReading.steps) {
      try $0.groups(matching: query, access: access, in: context)
    }
  }

  func entries(fitting filter: EntryFilter, limit: Int) throws -> [Entry] {
    try readers.read(steps: LiveReading.steps) {
      try $0.entries(fitting: filter, limit: limit)
    }
  }

  func state(of plugin: String, key: String) throws -> String? {
    try readers.read { try $0.state(of: plugin, key: key) }
  }

  func stateKeys(of plugin: String, prefix: String) throws -> [String] {
    try readers.read { try $0.stateKeys(of: plugin, prefix: prefix) }
  }

  func setState(of plugin: String, key: String, to value: String?) throws {
    throw DeskError.invalid(
      what: "docket.state", reason: Text("desk.state_unread"))
  }
}
