import Kernel
import Storage
import Testing

@Suite struct HistoryTests {
  @Test(arguments: [
    "UPDATE entry SET action = 'x'",
    "UPDATE entry SET seq = seq + 100",
    "DELETE FROM entry",
    "DELETE FROM entry WHERE seq = 1",
    "UPDATE payload SET value = 'x'",
  ])
  func `the database itself refuses to change history`(sql: String) throws {
    let store = try TestStore()
    try store.write { try $0.create("Printer on fire") }
    #expect(try store.shell(sql).contains("never"))
    #expect(try store.problems() == [])
  }

  @Test func `an untouched history has no problems and is counted`() throws {
    let store = try TestStore()
    try store.write { transaction in
      let ticket = try transaction.create("One", text: "Smoke!")
      let noted = try transaction.append(to: ticket, text: "Called them", visibility: .internal)
      try transaction.append(
        to: noted,
        edits: [
          Edit(field: "tags", from: .none, to: .list([.text("é"), .text("e\u{301}")])),
          Edit(field: "severity", from: .none, to: .text("high")),
          Edit(field: "cost", from: .none, to: .number(1.5)),
          Edit(field: "stage", from: .stage("new", .open), to: .stage("done", .closed)),
        ])
      try transaction.create("Two")
    }
    let (report, words) = try store.audit()
    #expect(words == [])
    #expect((report.entries, report.tickets, report.redacted) == (4, 2, 0))
  }

  @Test(arguments: [
    ("UPDATE entry SET action = 'close' WHERE seq = 2", "does not have its digest"),
    ("UPDATE entry SET edits = '[]' WHERE seq = 1", "does not have its digest"),
    ("DELETE FROM payload WHERE seq = 2; DELETE FROM entry WHERE seq = 2", "2 comes next"),
    ("UPDATE entry SET actor = 'nobody' WHERE seq = 1", "its actor is not"),
    ("UPDATE payload SET value = 'Water!' WHERE part = 'text'", "its text does not have"),
    ("UPDATE ticket SET queue = 'sales'", "its queue is not what its history makes"),
    ("UPDATE ticket SET subject = 'Dr\u{FC}cker'", "its subject is not what"),
    ("DELETE FROM ticket_value WHERE field = 'tags'", "its tags is not what"),
    ("UPDATE ticket SET head = x'00'", "its head is not what"),
    ("DELETE FROM ticket", "its row is missing"),
    ("INSERT INTO ticket_value VALUES (9, 'f', 0, 'x', NULL, 'text')", "has values but no row"),
    ("UPDATE counter SET seq = 1", "counters are behind"),
  ])
  func `what somebody changed behind the triggers is found`(sql: String, words: String) throws {
    let store = try TestStore()
    try store.write { transaction in
      let ticket = try transaction.create("Dru\u{308}cker", text: "Smoke!")
      let tags = Edit(field: "tags", from: .none, to: .list([.text("a")]))
      let tagged = try transaction.append(to: ticket, edits: [tags])
      try transaction.append(to: tagged, text: "More smoke")
    }
    let names = ["entry_is_never_changed", "entry_is_never_deleted", "payload_is_never_changed"]
    try store.shell(names.map { "DROP TRIGGER \($0); " }.joined() + sql)
    let problems = try store.problems()
    #expect(problems.contains { $0.contains(words) }, "\(problems)")
  }

  @Test func `words that were redacted are empty and the chain still holds`() throws {
    let store = try TestStore()
    try store.write { transaction in
      let ticket = try transaction.create("Secret", text: "My password is hunter2")
      try transaction.deleteWords(of: EntryID(rawValue: 1), Set(PayloadPart.allCases))
      let entries = try transaction.entries(of: ticket.id)
      let folded = Ticket(id: ticket.id, folding: entries)
      try transaction.write(folded, before: ticket)
      let names = ["1.text", "1.to"]
      try transaction.append(to: folded, action: "redact", params: ["removed": .texts(names)])
    }
    let (report, words) = try store.audit()
    #expect(words == [])
    #expect(report.redacted == 2)
    let read = try store.readers().read { reader in
      (try reader.ticket(Ticket.ID(rawValue: 1)), try reader.entry(EntryID(rawValue: 1)))
    }
    #expect(read.0?.subject == "")
    #expect(read.1?.text == "")
    let found = "SELECT count(*) FROM search_public WHERE search_public MATCH 'hunter2'"
    #expect(try store.shell(found) == "0\n")
  }

  @Test func `the desk has a chain of its own, which is checked as well`() throws {
    let store = try TestStore()
    let last = try store.write { transaction in
      try transaction.create("A ticket")
      let desk = try transaction.append(to: Ticket(id: .desk), text: "role hr")
      try transaction.append(to: desk, text: "queue hr")
      return try transaction.lastDeskEntry()
    }
    #expect(last?.text == "queue hr")
    try store.shell("DROP TRIGGER entry_is_never_changed; UPDATE entry SET actor = 'person:1'")
    #expect(try store.problems().count { $0.contains("does not have its digest") } == 3)
  }

  @Test func `a damaged page is found`() throws {
    let store = try TestStore()
    try store.write { transaction in
      for number in 1...200 {
        try transaction.create("Ticket \(number)", text: String(repeating: "word ", count: 100))
      }
    }
    try store.shell("PRAGMA wal_checkpoint(TRUNCATE)")
    let page = try store.shell("SELECT rootpage FROM sqlite_schema WHERE name = 'payload'")
    try store.damage(page: Int(page.dropLast()) ?? 0)
    #expect(try store.problems().contains { $0.contains("damaged") })
  }
}
