import Crypto
import Kernel

/// The kernel's port to the store, kept in memory: what a test's desk has in place of a database.
///
/// All that it keeps is one value, so that going back is putting an earlier value in its place. It
/// answers no query: that is the store's work, and tested there.
final class MemoryTransaction: Transaction {
  /// What is kept.
  struct Content {
    var tickets: [Ticket.ID: Ticket] = [:]
    /// Entries without their words, in the order of their numbers.
    var entries: [Entry] = []
    var words: [EntryID: [Payload]] = [:]
    var people: [Person] = []
    var roles: [RoleSpec] = []
    var queues: [String] = []
    var settings: [String: String] = [:]
    var receipts: [String: Receipt] = [:]
    var outbox: [OutboxRow] = []
    var states: [String: [String: String]] = [:]
    var subscriptions: [Subscription] = []
    var mutes: Set<Mute> = []
    var files: [Ticket.ID: Set<Digest>] = [:]
    fileprivate var last = Numbers()
  }

  /// The last numbers that were given.
  fileprivate struct Numbers {
    var ticket: Int64 = 0
    var entry: Int64 = 0
    var person: Int64 = 0
    var request = 0
    var row: Int64 = 0
  }

  /// What only a store can answer.
  struct NotKept: Error {}

  var content = Content()

  func nextTicketID() -> Ticket.ID {
    content.last.ticket += 1
    return Ticket.ID(rawValue: content.last.ticket)
  }

  func tickets(naming id: Ticket.ID, in fields: [String]) -> [Ticket.ID] {
    content.tickets.values.filter { ticket in
      fields.contains { ticket.value(of: $0).elements.contains(.ticket(id)) }
    }.map(\.id).sorted()
  }

  func nextEntryID() -> EntryID {
    content.last.entry += 1
    return EntryID(rawValue: content.last.entry)
  }

  func nextPersonID() -> Person.ID {
    content.last.person += 1
    return Person.ID(rawValue: content.last.person)
  }

  func nextRequestName() -> String {
    content.last.request += 1
    return "r\(content.last.request)"
  }

  func limited<Result>(to allowance: ReadAllowance, _ body: () throws -> Result) throws -> Result {
    try body()
  }

  func undoingIfThrown<Result>(_ body: () throws -> Result) throws -> Result {
    let before = content
    do {
      return try body()
    } catch {
      content = before
      throw error
    }
  }

  func receipt(forKey key: String) -> Receipt? {
    guard var receipt = content.receipts[key] else { return nil }
    receipt.isRepeated = true
    return receipt
  }

  func remember(_ receipt: Receipt, forKey key: String) { content.receipts[key] = receipt }

  func tickets(
    matching query: Query, access: TicketAccess, in context: EvaluationContext, limit: Int,
  ) throws -> [Ticket.ID] { throw NotKept() }

  func groups(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [GroupCount] { throw NotKept() }

  func measure(
    _ measurement: Measurement, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [MeasuredGroup] { throw NotKept() }

  func count(
    matching query: Query, access: TicketAccess, in context: EvaluationContext,
  ) throws -> Int { throw NotKept() }
}

/// The outbox.
extension MemoryTransaction {
  func enqueue(_ row: OutboxRow) {
    if let index = content.outbox.firstIndex(where: { $0.key == row.key }) {
      guard row.kind == .timer || row.kind == .every else { return }
      let id = content.outbox[index].id
      content.outbox[index] = row
      content.outbox[index].id = id
      return
    }
    content.last.row += 1
    content.outbox.append(row)
    content.outbox[content.outbox.count - 1].id = content.last.row
  }

  /// Nobody reads an inbox here.
  func settleInbox(of person: Person.ID, about ticket: Ticket.ID) {}
  func dropOutboxRow(key: String) { _ = drop(key) }

  /// Nobody is ever at a row here.
  func dropIdleOutboxRow(key: String, now: Instant) -> Bool { drop(key) }

  private func drop(_ key: String) -> Bool {
    let index = content.outbox.firstIndex { $0.key == key && $0.state == .waiting }
    guard let index else { return false }
    content.outbox[index].state = .dropped
    return true
  }

  func outboxRows(of entries: [EntryID], on ticket: Ticket.ID) -> [OutboxRow] {
    content.outbox.filter { row in
      guard let entry = row.entry, entries.contains(entry) else { return false }
      return !row.payload.isEmpty || row.key.hasPrefix("after/")
        || row.key.hasPrefix("timer/\(ticket.rawValue)/")
    }
  }
}

/// What belongs to the desk itself, and to plugins.
extension MemoryTransaction {
  func roles() -> [RoleSpec] { content.roles.sorted { $0.name < $1.name } }
  func queues() -> [String] { content.queues.sorted() }
  func addQueue(_ name: String) { content.queues.append(name) }
  func setting(_ name: String) -> String? { content.settings[name] }
  func set(_ name: String, to value: String) { content.settings[name] = value }

  func write(_ role: RoleSpec) {
    content.roles.removeAll { $0.name == role.name }
    content.roles.append(role)
  }

  func subscribedEvents() -> [String] { Set(content.subscriptions.map(\.event)).sorted() }

  func subscriptions(to events: [String]) -> [Subscription] {
    content.subscriptions.filter { events.contains($0.event) }
  }

  func subscriptions(of audiences: [Subscription.Audience]) -> [Subscription] {
    content.subscriptions.filter { audiences.contains($0.audience) }
  }

  func hasMutes() -> Bool { !content.mutes.isEmpty }
  func isMuted(_ mute: Mute) -> Bool { content.mutes.contains(mute) }

  func state(of plugin: String, key: String) -> String? { content.states[plugin]?[key] }

  func setState(of plugin: String, key: String, to value: String?) {
    content.states[plugin, default: [:]][key] = value
  }

  func stateSize(of plugin: String) -> Int64 {
    content.states[plugin, default: [:]].reduce(0) { $0 + Int64($1.key.count + $1.value.count) }
  }

  func stateKeys(of plugin: String, prefix: String) -> [String] {
    content.states[plugin, default: [:]].keys.filter { $0.hasPrefix(prefix) }.sorted()
  }
}
