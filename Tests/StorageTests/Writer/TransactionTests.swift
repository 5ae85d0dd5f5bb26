import Crypto
import Kernel
import Storage
import Testing

@Suite struct TransactionTests {
  /// A ticket with something in every field.
  private static func full(id: Ticket.ID, person: Person.ID) -> Ticket {
    var ticket = Ticket(id: id)
    ticket.type = "question"
    ticket.subject = "Drücker \u{1F5A8} \0 \"quoted\""
    ticket.body = "line\nline"
    ticket.stage = "done"
    ticket.category = .closed
    ticket.priority = .urgent
    (ticket.tags, ticket.rootCauses) = (["b", "a"], ["power"])
    (ticket.requester, ticket.assignee) = (person, person)
    (ticket.team, ticket.followers) = ([person], [person])
    (ticket.due, ticket.wake) = (Instant(milliseconds: 1), Instant(milliseconds: -1))
    ticket.parent = Ticket.ID(rawValue: 3)
    ticket.closed = Instant(milliseconds: .max)
    ticket.been = [CategorySet(.open), CategorySet(.closed)]
    (ticket.number, ticket.head) = (9, Digest(of: "head"))
    ticket.stagesBefore = ["new", "wait\"ing"]
    ticket.fields = [
      "boolean": .boolean(false), "big": .integer(.max), "third": .number(1.0 / 3),
      "whole": .number(2), "time": .time(Instant(milliseconds: 5)), "who": .person(person),
      "other": .ticket(id), "then": .stage("x", .waiting), "empty": .text(""),
      "one": .list([.text("single")]), "thousand": .list((1...1_000).map { .integer($0) }),
      "many": .list([.integer(3), .integer(1), .integer(2)]),
    ]
    return ticket
  }

  @Test func `a ticket reads back as it was written`() throws {
    let store = try TestStore()
    let (written, read, batch) = try store.write { transaction in
      let person = Person(id: try transaction.nextPersonID(), name: "ana")
      try transaction.write(person)
      let ticket = Self.full(id: try transaction.nextTicketID(), person: person.id)
      try transaction.write(ticket, before: nil)
      return (ticket, try transaction.ticket(ticket.id), try transaction.tickets([ticket.id]))
    }
    #expect(read == written)
    #expect(batch == [written])
  }

  @Test func `a ticket that changes keeps what did not change`() throws {
    let store = try TestStore()
    let (written, read) = try store.write { transaction in
      let person = Person(id: try transaction.nextPersonID(), name: "ana")
      try transaction.write(person)
      let before = Self.full(id: try transaction.nextTicketID(), person: person.id)
      try transaction.write(before, before: nil)
      var after = before
      after.tags = ["c"]
      after.assignee = nil
      after.fields["many"] = .list([.integer(1)])
      after.fields["third"] = nil
      try transaction.write(after, before: before)
      return (after, try transaction.ticket(after.id))
    }
    #expect(read == written)
  }

  @Test func `two spellings of one letter are two texts`() throws {
    let store = try TestStore()
    let subject = try store.write { transaction in
      let before = try transaction.create("é")
      var after = before
      after.subject = "e\u{301}"
      try transaction.write(after, before: before)
      return try transaction.ticket(after.id)?.subject
    }
    #expect(subject.map { Array($0.utf8) } == Array("e\u{301}".utf8))
  }

  @Test func `tickets come in the order asked for, however many`() throws {
    let store = try TestStore()
    try store.write { transaction in
      for number in 1...150 { try transaction.create("Ticket \(number)") }
    }
    let ids = (0...160).reversed().map(Ticket.ID.init)
    let found = try store.readers().read { try $0.tickets(ids) }
    #expect(found.map(\.id.rawValue) == Array((1...150).reversed()))
    #expect(found.first?.subject == "Ticket 150")
  }

  @Test func `entries read back with their words, in order`() throws {
    let store = try TestStore()
    let entries = try store.write { transaction in
      let ticket = try transaction.create("Printer on fire", text: "Smoke!")
      try transaction.append(to: ticket, text: "Secret", visibility: .internal)
      return try transaction.entries(of: ticket.id)
    }
    #expect(entries.map(\.number) == [1, 2])
    #expect(entries.map(\.text) == ["Smoke!", "Secret"])
    #expect(entries.first?.edits.first?.to == .text("Printer on fire"))
    #expect(entries.last?.previous == entries.first?.digest)
  }

  @Test func `what follows from an entry is counted without it`() throws {
    let store = try TestStore()
    let count = try store.write { transaction in
      let ticket = try transaction.create("Origin")
      let origin = EntryID(rawValue: 1)
      let next = try transaction.append(to: ticket, text: "a", origin: origin)
      try transaction.append(to: next, text: "b", origin: origin)
      return try transaction.countEntries(origin: origin)
    }
    #expect(count == 2)
  }

  @Test func `a repeated key gives the first receipt`() throws {
    let store = try TestStore()
    let row = OutboxRow(
      key: "k1", kind: .notify, plugin: "", name: "", notBefore: Instant(milliseconds: 0))
    let receipt = Receipt(
      ticket: Ticket.ID(rawValue: 1), seq: EntryID(rawValue: 1), request: "r1",
      edits: [Edit(field: "subject", from: .none, to: .text("Once"))], version: 1, outbox: [row])
    let again = try store.write { transaction in
      try transaction.create("Once")
      try transaction.enqueue(row)
      try transaction.remember(receipt, forKey: "mail/1")
      #expect(try transaction.receipt(forKey: "mail/2") == nil)
      return try transaction.receipt(forKey: "mail/1")
    }
    #expect(again?.isRepeated == true)
    #expect(again?.edits.first == receipt.edits.first)
    #expect(again?.outbox.map(\.key) == ["k1"])
  }

  @Test func `a plugin's state is its own and its keys come in order`() throws {
    let store = try TestStore()
    let (keys, value, gone) = try store.write { transaction in
      for key in ["b/2", "a", "b/10", "c"] {
        try transaction.setState(of: "sla", key: key, to: key)
      }
      try transaction.setState(of: "other", key: "b/1", to: "x")
      try transaction.setState(of: "sla", key: "a", to: nil)
      return (
        try transaction.stateKeys(of: "sla", prefix: "b/"),
        try transaction.state(of: "sla", key: "c"), try transaction.state(of: "sla", key: "a")
      )
    }
    #expect(keys == ["b/10", "b/2"])
    #expect(value == "c")
    #expect(gone == nil)
  }

  @Test func `what a plugin remembered is kept for the past`() throws {
    let store = try TestStore()
    for value in ["one", "two"] {
      try store.write { transaction in
        try transaction.setState(of: "robin", key: "next", to: value)
        try transaction.create("Ticket")
      }
    }
    let past = "SELECT value, seq, until FROM plugin_state_past"
    #expect(try store.shell(past) == "one|0|1\n")
  }

  @Test func `people, roles, queues and settings read back`() throws {
    let store = try TestStore()
    let ana = Person(
      id: Person.ID(rawValue: 1), name: "ana", email: "a@b", login: "ana", language: "es",
      zone: "Europe/Madrid", roles: ["agent", "ma\"nager"])
    let grant = Grant("ticket.view", isDenial: true, fields: ["salary"], when: "queue:hr")
    let role = RoleSpec(name: "hr", side: .staff, grants: [grant, Grant("*")])
    let read = try store.write { transaction in
      try transaction.write(Person(id: ana.id, name: "anna"))
      try transaction.write(ana)
      try transaction.write(role)
      try transaction.addQueue("hr")
      try transaction.addQueue("hr")
      try transaction.set("name", to: "Desk")
      #expect(try transaction.person(named: "anna") == nil)
      #expect(try transaction.setting("name") == "Desk")
      return (try transaction.people(), try transaction.roles(), try transaction.queues())
    }
    #expect(read == ([ana], [role], ["hr"]))
    #expect(try store.readers().read { try $0.person(withLogin: "ana") } == ana)
  }
}
