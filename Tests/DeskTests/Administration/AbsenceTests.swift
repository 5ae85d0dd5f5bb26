import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Who is away gets no turn, and somebody else is told.
@Suite struct AbsenceTests {
  private func desk(_ plugins: String...) throws -> TemporaryDesk {
    try TemporaryDesk(staffed: ["support", "close-reasons", "inbox"] + plugins)
  }

  private func away(
    _ desk: TemporaryDesk, _ name: String, till: Instant? = nil, standIn: String? = nil,
    by actor: String = "admin",
  ) throws {
    try desk.administer(as: actor) { _ = try $0.setAway(name, till: till, standIn: standIn) }
  }

  private func assignees(_ desk: TemporaryDesk, of count: Int) throws -> [String?] {
    try (1...count).map { _ in
      let id = try desk.question()
      return try desk.ticket(id)?.assignee.flatMap { id in
        try desk.desk.read { reader, _ in try reader.person(id)?.name }
      }
    }
  }

  @Test func `who is away has no turn until they are back`() throws {
    let desk = try desk("round-robin")
    let till = desk.time.clock.now().advanced(byMilliseconds: 3_600_000)
    try away(desk, "ann", till: till)
    #expect(try assignees(desk, of: 2) == ["bob", "bob"])
    desk.time.advance(milliseconds: 3_600_000)
    #expect(try assignees(desk, of: 2) == ["ann", "bob"])
    try away(desk, "ann")
    try away(desk, "bob")
    #expect(try assignees(desk, of: 1) == [nil])
    try desk.administer(as: "admin") { _ = try $0.endAbsence(of: "ann") }
    #expect(try assignees(desk, of: 1) == ["ann"])
    #expect(try desk.auditProblems().isEmpty)
  }

  @Test func `who may not work on a ticket has no turn for it, and keeps it for the next`() throws {
    let desk = try desk("round-robin")
    try desk.desk.administer(as: .desk) {
      try $0.addQueue("hr")
    }
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("ticket.view", isDenial: true, when: "queue:hr"), to: "barred")
    }
    try desk.desk.administer(as: .desk) {
      _ = try $0.setPerson("ann", PersonDraft(roles: ["agent", "barred"]))
    }
    let hr = try desk.question(["queue": .text("hr")])
    #expect(try desk.ticket(hr)?.assignee == desk.person("bob").id)
    #expect(try assignees(desk, of: 2) == ["ann", "bob"])
  }

  @Test func `whoever stands in is told what somebody who is away would be told`() throws {
    let desk = try desk()
    try desk.question(["assignee": .text("ann")])
    try away(desk, "ann", standIn: "bob")
    #expect(
      try desk.told(by: desk.act("carl", "reply", 1, text: "Hello?")).sorted() == ["ann", "bob"])
    let assigned = try desk.act(
      "mia", "create", nil, ["subject": .text("x"), "assignee": .text("ann")])
    #expect(try desk.told(by: assigned).sorted() == ["ann", "bob"])
    try away(desk, "bob", standIn: "ann")
    #expect(try !desk.told(by: desk.act("carl", "reply", 1, text: "Hello?")).isEmpty)
  }

  @Test func `everybody of the staff may be away, and only who manages people says it of others`()
    throws
  {
    let desk = try desk()
    try away(desk, "ann", by: "ann")
    #expect(throws: Refusal.self) { try away(desk, "bob", by: "ann") }
    #expect(throws: Refusal.self) { try away(desk, "carl", by: "carl") }
    #expect(throws: Refusal.self) { try away(desk, "bob", standIn: "bob") }
    #expect(throws: Refusal.self) { try away(desk, "bob", standIn: "carl") }
    #expect(throws: Refusal.self) { try away(desk, "bob", till: desk.time.clock.now()) }
  }

  @Test func `a customer's message that reaches nobody goes to the queue's people`() throws {
    let desk = try desk()
    let id = try desk.question()
    let told = { try desk.told(by: desk.act("carl", "reply", id, text: "Anybody there?")).sorted() }
    #expect(try told() == ["ann", "bob", "mia"])
    try desk.act("admin", "update", id, ["assignee": .text("ann")]).receipt()
    #expect(try told() == ["ann"])
    try away(desk, "ann")
    #expect(try told() == ["ann", "bob", "mia"])
    try desk.desk.administer(as: .desk) {
      _ = try $0.endAbsence(of: "ann")
      _ = try $0.setPerson("ann", PersonDraft(roles: ["customer"]))
    }
    #expect(try told() == ["bob", "mia"])
  }

  @Test func `whoever works on it and wants to hear nothing is no reason to tell all others`()
    throws
  {
    let desk = try desk()
    let id = try desk.question(["assignee": .text("ann")])
    try desk.administer(as: "ann") { try $0.mute("inbox:messages-assignee", for: nil, true) }
    #expect(try desk.told(by: desk.act("carl", "reply", id, text: "Hello?")).isEmpty)
    #expect(try desk.told(by: desk.act("bob", "reply", id, text: "Yes?")) == ["carl"])
  }

  @Test func `who controls the desk is told only where nobody else could be`() throws {
    let desk = try desk()
    let id = try desk.question()
    for name in ["ann", "bob", "mia"] { try away(desk, name) }
    #expect(try desk.told(by: desk.act("carl", "reply", id, text: "Hello?")) == ["admin"])
  }

  @Test func `people whom an import names get no tickets until somebody says so`() throws {
    let desk = try desk("round-robin")
    let files = try ImportFiles()
    let report = try files.take("1,2025-06-01T10:00Z,zed,,old\n", into: desk)
    #expect(report.away == ["zed"])
    #expect(try assignees(desk, of: 3) == ["ann", "bob", "ann"])
    try desk.administer(as: "admin") { _ = try $0.endAbsence(of: "zed") }
    #expect(try assignees(desk, of: 2) == ["bob", "zed"])
  }
}
