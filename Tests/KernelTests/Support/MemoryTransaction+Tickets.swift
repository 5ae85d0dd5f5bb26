import Crypto
import Kernel

/// Tickets, and the entries of their histories.
extension MemoryTransaction {
  func ticket(_ id: Ticket.ID) -> Ticket? { content.tickets[id] }

  func entries(of id: Ticket.ID) throws -> [Entry] {
    try content.entries.filter { $0.ticket == id }.map(complete)
  }

  func entry(_ seq: EntryID) throws -> Entry? {
    try content.entries.first { $0.seq == seq }.map(complete)
  }

  func chain(from origin: EntryID) -> CauseChain { CauseChain(entries(origin: origin)) }

  private func entries(origin: EntryID) -> [Entry] {
    content.entries.filter { $0.origin == origin && $0.seq != origin }
  }

  func entries(following ticket: Ticket.ID) throws -> [Entry] {
    let origins = Set(content.entries.filter { $0.ticket == ticket }.map { $0.origin ?? $0.seq })
    return try content.entries.filter { entry in
      entry.ticket != ticket && entry.ticket != .desk && entry.origin.map(origins.contains) == true
    }.map(complete)
  }

  func countEntries(origin: EntryID) -> Int { entries(origin: origin).count }

  func lastDeskEntry() throws -> Entry? { try entries(of: .desk).last }

  /// Those of some tickets with some actions, oldest first: more is not asked for.
  func eachEntry(fitting filter: EntryFilter, _ body: (Entry) throws -> Bool) throws {
    guard let tickets = filter.tickets, let actions = filter.actions, filter.isOldestFirst else {
      throw NotKept()
    }
    for entry in content.entries
    where tickets.contains(entry.ticket) && actions.contains(entry.action) {
      guard try body(complete(entry)) else { return }
    }
  }

  func write(_ entry: Entry, payloads: [Payload]) throws {
    content.entries.append(entry.withoutWords)
    content.words[entry.seq] = payloads
  }

  func write(_ ticket: Ticket, before: Ticket?) { content.tickets[ticket.id] = ticket }

  func deleteWords(of seq: EntryID, _ parts: Set<PayloadPart>) {
    content.words[seq]?.removeAll { parts.contains($0.part) }
    for index in content.outbox.indices where content.outbox[index].entry == seq {
      guard !content.outbox[index].payload.isEmpty else { continue }
      content.outbox[index].payload = ""
      let isToldYet = content.outbox[index].state != .waiting
      if content.outbox[index].kind == .notify, !isToldYet {
        content.outbox[index].state = .dropped
      }
    }
  }

  func toldReports() -> [OutboxRow] {
    content.outbox.filter { $0.isReport && !$0.payload.isEmpty }
  }

  func deleteWords(ofRow id: Int64) {
    for index in content.outbox.indices where content.outbox[index].id == id {
      content.outbox[index].payload = ""
      if content.outbox[index].state == .waiting { content.outbox[index].state = .dropped }
    }
  }

  func remove(_ ticket: Ticket.ID) {
    content.tickets[ticket] = nil
    for index in content.outbox.indices where content.outbox[index].ticket == ticket {
      content.outbox[index].payload = ""
      if content.outbox[index].state == .waiting { content.outbox[index].state = .dropped }
    }
  }

  func keep(_ upload: Upload, for ticket: Ticket.ID) {
    content.files[ticket, default: []].insert(upload.digest)
  }

  func keepContents(of ticket: Ticket.ID, only kept: Set<Digest>) {
    content.files[ticket]?.formIntersection(kept)
  }

  private func complete(_ entry: Entry) throws -> Entry {
    var entry = entry
    try entry.restore(content.words[entry.seq] ?? [])
    return entry
  }
}

/// People, by their names.
extension MemoryTransaction {
  func person(_ id: Person.ID) -> Person? { content.people.first { $0.id == id } }
  func person(named name: String) -> Person? { content.people.first { $0.name == name } }
  func people() -> [Person] { content.people.sorted { $0.id < $1.id } }
  func people(withRole role: String) -> [Person] { people().filter { $0.roles.contains(role) } }

  func names(like name: String) -> [String] {
    content.people.map(\.name).filter { $0.first?.lowercased() == name.first?.lowercased() }
  }

  func people(withRole role: String, after name: String, limit: Int) -> [Person] {
    Array(byName.filter { $0.roles.contains(role) && $0.name > name }.prefix(limit))
  }

  func nextPerson(withRole role: String, after name: String) -> Person? {
    let people = byName.filter { $0.roles.contains(role) }
    return people.first { $0.name > name } ?? people.first
  }

  func people(beginning prefix: String, limit: Int) -> [Person] {
    Array(byName.filter { $0.name.hasPrefix(prefix) || $0.email.hasPrefix(prefix) }.prefix(limit))
  }

  func write(_ person: Person) {
    content.people.removeAll { $0.id == person.id }
    content.people.append(person)
  }

  private var byName: [Person] { content.people.sorted { $0.name < $1.name } }
}

extension Entry {
  /// The entry as a store keeps it: its words lie beside it.
  fileprivate var withoutWords: Entry {
    var entry = self
    (entry.text, entry.params, entry.data) = ("", [:], [:])
    entry.edits = Entry.edits(from: editsJSON) ?? []
    return entry
  }
}
