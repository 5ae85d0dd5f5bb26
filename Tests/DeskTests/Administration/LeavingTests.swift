import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Whoever leaves leaves no ticket without somebody who may work on it, or that is told.
@Suite struct LeavingTests {
  private func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons", "inbox"])
    for _ in 1...2 { try desk.question(["assignee": .text("ann")]) }
    try desk.question(["assignee": .text("bob"), "team": .list([.text("ann")])])
    return desk
  }

  private func set(
    _ desk: TemporaryDesk, _ name: String, roles: [String]? = nil, heir: String? = nil,
  ) throws -> PersonChange {
    try desk.desk.setPerson(
      name, PersonDraft(roles: roles), handingOverTo: heir,
      as: .person(desk.person("admin").id))
  }

  private func remove(
    _ desk: TemporaryDesk, _ name: String, heir: String? = nil,
  ) throws -> PersonChange {
    try desk.desk.removePerson(
      name, handingOverTo: heir, as: .person(desk.person("admin").id))
  }

  private func findings(_ desk: TemporaryDesk) -> [Finding] {
    Doctor.examine(desk.folder, Doctor.Habits(), clock: desk.time.clock).findings
      .filter { $0.code == "assignee" }
  }

  @Test func `who loses the right to work leaves tickets that are named, and that doctor lists`()
    throws
  {
    let desk = try desk()
    #expect(findings(desk).isEmpty)
    let change = try set(desk, "ann", roles: ["customer"])
    #expect(change.left.map(\.rawValue) == [1, 2, 3])
    #expect(findings(desk).map(\.words).first?.contains("3 open tickets") == true)
    let handed = try set(desk, "ann", heir: "bob")
    #expect(handed.handedOver.count == 3)
    #expect(findings(desk).isEmpty)
    #expect(try desk.ticket(3)?.team == [desk.person("bob").id])
  }

  @Test func `a role that keeps somebody from tickets leaves those only`() throws {
    let desk = try desk()
    try desk.act("admin", "update", 2, ["tags": .list([.text("secret")])]).receipt()
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("ticket.view", isDenial: true, when: "tag:secret"), to: "barred")
    }
    #expect(try set(desk, "ann", roles: ["agent", "barred"]).left.map(\.rawValue) == [2])
    #expect(findings(desk).count == 1)
  }

  @Test func `work is handed over whole, or nothing is changed`() throws {
    let desk = try desk()
    #expect(throws: Refusal.self) { try set(desk, "ann", roles: ["customer"], heir: "carl") }
    #expect(throws: Refusal.self) { try set(desk, "ann", roles: ["customer"], heir: "ann") }
    #expect(try desk.person("ann").roles == ["agent"])
    let entries = try desk.entries(1).count
    #expect(try set(desk, "ann", roles: ["customer"], heir: "bob").left.isEmpty)
    #expect(try desk.entries(1).count == entries + 1)
    #expect(try Set([1, 2, 3].map { try desk.entries($0).last?.request }).count == 1)
  }

  @Test func `who works on tickets is removed only where somebody gets them`() throws {
    let desk = try desk()
    #expect(throws: Refusal.self) { try remove(desk, "ann") }
    try desk.subscribe("ann", "ticket.create")
    #expect(try remove(desk, "ann", heir: "bob").handedOver.count == 3)
    let ann = try desk.person("ann")
    #expect(ann.roles.isEmpty && ann.login.isEmpty && ann.email.isEmpty)
    #expect(try desk.desk.read { reader, _ in try reader.subscriptions().isEmpty })
    #expect(try desk.desk.moment({ try $0.isRemoved(ann) }))
    #expect(throws: Refusal.self) { try desk.add("Ann", roles: ["agent"]) }
    #expect(throws: Refusal.self) { try set(desk, "ann", roles: ["agent"]) }
    #expect(
      try desk.act("bob", "update", 1, ["assignee": .text("ann")]).refusedFields == ["assignee"])
    try desk.desk.administer(as: .desk) { _ = try $0.endAbsence(of: "ann") }
    #expect(try set(desk, "ann", roles: ["agent"]).person.roles == ["agent"])
    #expect(try desk.auditProblems().isEmpty)
  }

  @Test func `the last admin is never removed`() throws {
    let desk = try desk()
    #expect(throws: Refusal.self) { try remove(desk, "admin", heir: "bob") }
  }

  @Test func `who may not manage people removes and renames nobody`() throws {
    let desk = try desk()
    #expect(throws: Refusal.self) {
      try desk.desk.removePerson("bob", handingOverTo: "ann", as: .person(desk.person("ann").id))
    }
    #expect(throws: Refusal.self) {
      try desk.desk.renamePerson("bob", to: "bert", as: .person(desk.person("ann").id))
    }
  }

  @Test func `whoever may view and update a ticket can get it, whatever their role is called`()
    throws
  {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.desk.administer(as: .desk) {
      for permission in ["ticket.view", "ticket.update"] {
        try $0.grant(Grant(permission), to: "helper")
      }
      try $0.grant(Grant("ticket.view"), to: "reader")
    }
    try desk.add("hal", roles: ["helper"])
    try desk.add("rea", roles: ["reader"])
    try desk.question()
    #expect(try desk.act("admin", "update", 1, ["assignee": .text("hal")]).isDone)
    let refused = try desk.act("admin", "update", 1, ["assignee": .text("rea")])
    #expect(refused.refusedFields == ["assignee"])
  }
}
