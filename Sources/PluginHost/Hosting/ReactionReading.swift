import Kernel

/// The desk as a reacting plugin sees it: what it writes to its state is seen at once, and kept
/// for the one who commits it with the row's acknowledgement.
final class ReactionReading: DeskReading {
  private let desk: any DeskReading
  private(set) var changes: [String: String?] = [:]

  init(_ desk: any DeskReading) {
    self.desk = desk
  }

  var rulebook: Rulebook { desk.rulebook }
  var now: Instant { desk.now }

  func ticket(_ id: Ticket.ID) throws -> Ticket? { try desk.ticket(id) }
  func entries(of id: Ticket.ID) throws -> [Entry] { try desk.entries(of: id) }
  func entry(_ seq: EntryID) throws -> Entry? { try desk.entry(seq) }
  func person(_ id: Person.ID) throws -> Person? { try desk.person(id) }
  func person(named name: String) throws -> Person? { try desk.person(named: name) }
  func people() throws -> [Person] { try desk.people() }

  func tickets(
    matching query: Query, access: Condition, in context: EvaluationContext, limit: Int,
  ) throws -> [Ticket.ID] {
    try desk.tickets(matching: query, access: access, in: context, limit: limit)
  }

  func count(matching query: Query, access: Condition, in context: EvaluationContext) throws -> Int
  {
    try desk.count(matching: query, access: access, in: context)
  }

  func groups(
    matching query: Query, access: Condition, in context: EvaluationContext,
  ) throws -> [GroupCount] {
    try desk.groups(matching: query, access: access, in: context)
  }

  func entries(fitting filter: EntryFilter, limit: Int) throws -> [Entry] {
    try desk.entries(fitting: filter, limit: limit)
  }

  func state(of plugin: String, key: String) throws -> String? {
    if let change = changes[key] { return change }
    return try desk.state(of: plugin, key: key)
  }

  func stateKeys(of plugin: String, prefix: String) throws -> [String] {
    var keys = Set(try desk.stateKeys(of: plugin, prefix: prefix))
    for (key, value) in changes where key.hasPrefix(prefix) {
      if value == nil { keys.remove(key) } else { keys.insert(key) }
    }
    return keys.sorted { $0.precedesByBytes($1) }
  }

  func setState(of plugin: String, key: String, to value: String?) throws {
    changes.updateValue(value, forKey: key)
  }
}
