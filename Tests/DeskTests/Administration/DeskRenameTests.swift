import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Other names for queues, roles, tags and root causes of the desk's own.
@Suite struct DeskRenameTests {
  private func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(plugins: ["support", "inbox"])
    for (name, role) in Staff.people { try desk.add(name, roles: [role]) }
    let admin = try desk.admin
    try desk.desk.administer(as: .person(admin.id)) { try $0.addQueue("billing") }
    try desk.desk.administer(as: .person(admin.id)) {
      try $0.grant(Grant("ticket.view", when: "queue:billing"), to: "trainee")
    }
    try desk.desk.administer(as: .person(admin.id)) { administration in
      try administration.saveView("mine", "queue:billing tag:printer", share: "trainee")
      try administration.subscribe(
        SubscriptionDraft(to: "role:trainee", event: "ticket.create", when: "tag:printer"))
    }
    try desk.add("tim", roles: ["trainee"])
    try desk.question(["queue": .text("billing"), "tags": .texts(["printer", "floor"])])
    try desk.question(["queue": .text("billing"), "root_causes": .texts(["fuser"])])
    try desk.question(["tags": .texts(["floor"])])
    return desk
  }

  @discardableResult
  private func rename(
    _ desk: TemporaryDesk, _ subject: DeskRename.Subject, _ from: String, _ to: String,
    as name: String = "admin",
  ) throws -> [FollowedName] {
    try desk.desk.rename(
      DeskRename(subject, from: from, to: to), as: .person(desk.person(name).id))
  }

  private func view(_ desk: TemporaryDesk) throws -> String {
    try desk.desk.read { reader, _ in try reader.views()[0].query }
  }

  private func undoLast(_ desk: TemporaryDesk, as name: String = "admin") throws {
    let person = try desk.person(name)
    let last = try desk.desk.read { reader, _ in
      try #require(try reader.entries(of: .desk).last).seq
    }
    let undo = try #require(try desk.desk.deskUndo(of: .entry(last), by: person))
    _ = try desk.desk.undo(undo, as: .person(person.id))
  }

  @Test func `a queue's tickets, grants and views follow, and back again`() throws {
    let desk = try desk()
    let before = try desk.ticket(1)
    let followed = try rename(desk, .queue, "billing", "invoices")
    #expect(followed.map(\.count) == [2])
    #expect(try desk.ticket(1)?.queue == "invoices")
    #expect(try desk.ticket(1)?.version == before?.version)
    #expect(try view(desk) == "queue:invoices tag:printer")
    let names = try desk.desk.read { reader, rulebook in
      (try reader.queues(), rulebook.roles["trainee"]?.grants.first?.grant.when)
    }
    #expect(names.0 == ["invoices"] && names.1 == "queue:invoices")
    #expect(try desk.auditProblems() == [])
    try undoLast(desk)
    #expect(try desk.ticket(1)?.queue == "billing")
    #expect(try view(desk) == "queue:billing tag:printer")
    #expect(try desk.auditProblems() == [])
  }

  @Test func `what is set for plugins follows a queue`() throws {
    let desk = try desk()
    try desk.enable(
      TestPlugin(
        "router", manifest: "settings = { target = { type = 'queue' } },",
        "docket.before('ticket.create', function(c) end, { name = 'x' })"))
    let admin = try desk.admin
    try desk.agreeing {
      try desk.desk.setPlugin(
        "router", [("target", .text("billing"))], as: .person(admin.id), agreeingTo: $0)
    }
    try rename(desk, .queue, "billing", "invoices")
    let settings = try desk.desk.read { reader, _ in
      try reader.plugins().first { $0.name == "router" }?.settings
    }
    #expect(settings?.contains("invoices") == true)
    #expect(try desk.ticket(1)?.queue == "invoices")
    #expect(try desk.auditProblems() == [])
    try undoLast(desk)
    #expect(try desk.ticket(1)?.queue == "billing")
    #expect(try desk.auditProblems() == [])
  }

  @Test func `a role's people, views and subscriptions follow, and back again`() throws {
    let desk = try desk()
    #expect(try rename(desk, .role, "trainee", "junior").map(\.count) == [1])
    #expect(try desk.person("tim").roles == ["junior"])
    let told = try desk.desk.read { reader, _ in
      (try reader.views()[0].share, try reader.subscriptions()[0].audience.text)
    }
    #expect(told.0 == "junior" && told.1 == "role:junior")
    try undoLast(desk)
    #expect(try desk.person("tim").roles == ["trainee"])
    #expect(try desk.auditProblems() == [])
  }

  @Test func `tags and root causes are renamed on all tickets that have them`() throws {
    let desk = try desk()
    #expect(try rename(desk, .tag, "printer", "printers").map(\.count) == [1])
    #expect(try desk.ticket(1)?.tags == ["printers", "floor"])
    #expect(try view(desk) == "queue:billing tag:printers")
    #expect(try rename(desk, .rootCause, "fuser", "old fuser").map(\.count) == [1])
    #expect(try desk.ticket(2)?.rootCauses == ["old fuser"])
    try undoLast(desk)
    #expect(try desk.ticket(2)?.rootCauses == ["fuser"])
    #expect(try desk.auditProblems() == [])
  }

  @Test func `the past keeps the name of then`() throws {
    let desk = try desk()
    try rename(desk, .tag, "printer", "printers")
    let created = try #require(try desk.entries(1).first)
    #expect(created.edits.contains { $0.field == "tags" && $0.to == .texts(["printer", "floor"]) })
  }

  @Test(arguments: [
    (DeskRename.Subject.queue, "billing", "billing", Refusal.Code.refused),
    (.queue, "biling", "invoices", .notFound), (.queue, "billing", "no name", .invalid),
    (.role, "agent", "clerk", .refused), (.role, "admin", "boss", .refused),
    (.role, "trainee", "agent", .refused), (.role, "trainees", "junior", .notFound),
    (.tag, "printer", "floor", .refused), (.tag, "nothing", "something", .notFound),
    (.tag, "printer", "", .invalid),
  ])
  func `what is not there, not the desk's own or taken is refused`(
    subject: DeskRename.Subject, from: String, to: String, code: Refusal.Code,
  ) throws {
    let desk = try desk()
    let refusal = #expect(throws: Refusal.self) { try rename(desk, subject, from, to) }
    #expect(refusal?.code == code)
    #expect(try desk.auditProblems() == [])
  }

  @Test(arguments: [
    (DeskRename.Subject.queue, "billing", "invoices"), (.role, "trainee", "junior"),
    (.tag, "printer", "printers"),
  ])
  func `it needs the permission`(subject: DeskRename.Subject, from: String, to: String) throws {
    let desk = try desk()
    let refusal = #expect(throws: Refusal.self) {
      try rename(desk, subject, from, to, as: "tim")
    }
    #expect(refusal?.code == .denied)
  }
}
