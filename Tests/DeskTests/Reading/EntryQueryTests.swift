import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Questions about entries: over all tickets, as far as somebody sees them.
@Suite struct EntryQueryTests {
  /// Two tickets with edits, notes, a close and logged minutes.
  private static func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons"])
    try desk.enable(PluginActionTests.clock)
    let first = try desk.question()
    let second = try desk.question(["requester": .text("dora")])
    for (person, id) in [("ann", first), ("bob", second)] {
      desk.time.advance(milliseconds: 3_600_000)
      try desk.act(person, "update", id, ["priority": .text("high")]).receipt()
      try desk.act(person, "note", id, text: "between us").receipt()
    }
    try desk.act("ann", "log_time", first, params: ["minutes": .integer(30)]).receipt()
    try desk.act("mia", "close", second, TemporaryDesk.evidence).receipt()
    return desk
  }

  private static func find(
    _ query: String, by name: String, on desk: TemporaryDesk,
  ) throws -> [String] {
    try desk.desk.session(as: desk.person(name)) { session in
      let entries = try session.history(session.entryQuery(query))
      #expect(try session.count(session.entryQuery(query)) == entries.count)
      return entries.map { "\($0.ticket.rawValue) \($0.action)" }
    }
  }

  @Test(arguments: [
    ("action:close", ["2 close"]), ("actor:ann action:update", ["1 update"]),
    ("edited:priority not:action:create", ["1 update", "2 update"]),
    ("ticket:2 action:note", ["2 note"]), ("data.minutes:20..", ["1 log_time"]),
    ("data.minutes:..20", []), ("has:data.minutes", ["1 log_time"]),
    ("edited:stage,close_reason ticket:2 not:action:create", ["2 close"]),
    ("actor:me action:close", ["2 close"]),
    ("action:close or action:log_time", ["1 log_time", "2 close"]),
    ("action:create limit:1", ["2 create"]), ("at:..2026-01-01T00:30Z", ["1 create", "2 create"]),
  ])
  func `a query finds entries of all tickets, oldest first`(
    _ query: String, _ expected: [String],
  ) throws {
    let desk = try Self.desk()
    let found = try desk.desk.session(as: desk.person("mia")) { session in
      try session.history(session.entryQuery(query)).map { "\($0.ticket.rawValue) \($0.action)" }
    }
    #expect(found == expected)
  }

  @Test func `for who sees no notes there are none: not found, not counted, not numbered`() throws {
    let desk = try Self.desk()
    #expect(try Self.find("action:note", by: "carl", on: desk) == [])
    #expect(try Self.find("", by: "carl", on: desk) == ["1 create", "1 update", "1 log_time"])
    #expect(try Self.find("ticket:2", by: "carl", on: desk) == [])
    let numbers = try desk.desk.session(as: desk.person("carl")) { session in
      try session.history(session.entryQuery("action:log_time")).map(\.number)
    }
    #expect(numbers == [3])
    #expect(throws: QueryError.self) { try Self.find("seq:1..", by: "carl", on: desk) }
  }

  @Test func `what a query finds is what a look at every entry finds`() throws {
    let desk = try Self.desk()
    for person in ["admin", "mia", "ann", "carl", "dora"] {
      try desk.desk.session(as: desk.person(person)) { session in
        let all = try [1, 2].flatMap { try session.history(Ticket.ID(rawValue: $0)) ?? [] }
        let updates = all.filter { entry in entry.edits.contains { $0.field == "priority" } }
        let found = try session.history(session.entryQuery("edited:priority"))
        #expect(Set(found.map(\.at)) == Set(updates.map(\.at)), "\(person)")
        #expect(try session.count(session.entryQuery("")) == all.count, "\(person)")
      }
    }
  }

  @Test func `more entries than a page are all counted, and the newest are given`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    for number in 1...300 { try desk.act("ann", "note", id, text: "\(number)").receipt() }
    try desk.desk.session(as: desk.person("ann")) { session in
      let query = try session.entryQuery("action:note")
      #expect(try session.count(query) == 300)
      #expect(try session.history(query, limit: 2).map(\.text) == ["299", "300"])
    }
  }

  @Test(arguments: [
    ("acton:close", "did you mean “action”?"), ("action:clsoe", "did you mean “close”?"),
    ("edited:priorty", "did you mean “priority”?"), ("fire", "about fields only"),
    ("is:open", "about tickets"), ("sort:at", "about tickets"),
    ("actor:bobb", "did you mean “bob”?"),
    ("at:7d", "+7d"),
  ])
  func `a wrong query says what would be right`(_ query: String, _ words: String) throws {
    let desk = try Self.desk()
    let error = #expect(throws: QueryError.self) {
      try Self.find(query, by: "mia", on: desk)
    }
    #expect(error?.description.contains(words) == true, "\(error as Any)")
  }

  @Test func `verbs of a plugin that is gone are still found`() throws {
    let desk = try Self.desk()
    try desk.disable("clock")
    #expect(try Self.find("action:log_time", by: "mia", on: desk) == ["1 log_time"])
  }
}
