import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// One person, one name; one role, one name.
@Suite struct NameTests {
  private func refusal(_ body: () throws -> Void) -> Refusal? {
    do {
      try body()
      return nil
    } catch {
      return error as? Refusal
    }
  }

  @Test(arguments: ["kim", "KIM", "\u{212A}im", "Кim", "Кіm", "Ｋim", "Me", "desK"])
  func `nobody gets a name that is another's, looks like it, or means something else`(
    name: String,
  ) throws {
    let desk = try TemporaryDesk(plugins: ["support"])
    try desk.add("Kim", roles: ["agent"])
    let refusal = refusal { try desk.add(name, roles: ["agent"]) }
    #expect(refusal?.problems.first?.field == "name")
    #expect(try desk.desk.read { reader, _ in try reader.people().count } == 2)
  }

  @Test func `people and roles are found however they are capitalised, and by nothing like it`()
    throws
  {
    let desk = try TemporaryDesk(plugins: ["support"])
    try desk.add("Kim", roles: ["AGENT"])
    #expect(try desk.person("kim").roles == ["agent"])
    #expect(try desk.person("\u{212A}IM").name == "Kim")
    #expect(throws: DeskError.self) { try desk.person("Кim") }
    try desk.act("KIM", "create", nil, ["subject": .text("x"), "assignee": .text("kIm")]).receipt()
    #expect(try desk.ticket(1)?.assignee == desk.person("Kim").id)
    try desk.desk.administer(as: .desk) { try $0.grant(Grant("ticket.purge"), to: "Agent") }
    #expect(try desk.desk.read { $1.roles.keys.contains("Agent") } == false)
    #expect(
      try desk.desk.read { $1.role(named: "aGENT")?.grants.last?.grant.permission }
        == "ticket.purge")
  }

  @Test func `a role may not look like another`() throws {
    let desk = try TemporaryDesk(plugins: ["support"])
    let refusal = refusal {
      try desk.desk.administer(as: .desk) { try $0.grant(Grant("ticket.view"), to: "аgent") }
    }
    #expect(refusal?.problems.first?.field != nil)
  }

  @Test func `a new name is followed by what the desk asks with the old one`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("ticket.purge", when: "assignee:ann tag:vip"), to: "agent")
    }
    _ = try desk.administer(as: "admin") { try $0.saveView("hers", "is:open not:assignee:ann") }
    try desk.subscribe("bob", "ticket.close", when: "requester:ann or assignee:ann")
    try desk.question(["assignee": .text("ann")])
    #expect(try desk.desk.questions(naming: desk.person("ann")).count == 3)
    _ = try desk.desk.renamePerson("ann", to: "Ann.Smith", as: .desk)
    let (grant, view, subscription) = try desk.desk.read { reader, rulebook in
      (
        rulebook.roles["agent"]?.grants.last?.grant.when, try reader.views().first?.query,
        try reader.subscriptions().first?.when
      )
    }
    #expect(grant == "assignee:\"Ann.Smith\" tag:vip")
    #expect(view == "is:open not:assignee:\"Ann.Smith\"")
    #expect(subscription == "requester:\"Ann.Smith\" or assignee:\"Ann.Smith\"")
    #expect(try desk.desk.idleConditions().isEmpty)
    #expect(try desk.ticket(1)?.assignee == desk.person("ann.smith").id)
    #expect(try desk.auditProblems().isEmpty)
  }

  @Test func `a new name is followed by what is set for plugins with the old one`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox", "routing"])
    let rule = JSON.object([
      ("event", .string("create")), ("when", .string("requester:carl not:assignee:ann")),
      ("assign", .array([.string("Ann"), .string("role:agent")])),
      ("followers", .array([.string("bob"), .string("ann")])), ("note", .string("ann does it")),
      ("notify", .object([("to", .array([.string("ann"), .string("assignee")]))])),
    ])
    try desk.desk.setPlugin(
      "routing", [("rules", .value(.object([("hers", rule)])))], as: .desk)
    _ = try desk.desk.renamePerson("ann", to: "asa", as: .desk)
    let given = try desk.desk.moment { try $0.pluginSettings("routing") }
      .first { $0.name == "rules" }?.given?["hers"]
    #expect(given?["when"] == .string("requester:carl not:assignee:asa"))
    #expect(given?["assign"] == .array([.string("asa"), .string("role:agent")]))
    #expect(given?["followers"] == .array([.string("bob"), .string("asa")]))
    #expect(given?["notify"]?["to"] == .array([.string("asa"), .string("assignee")]))
    // What only looks like a name stays.
    #expect(given?["note"] == .string("ann does it"))
    try desk.act("carl", "create", nil, ["subject": .text("x")]).receipt()
    #expect(try desk.ticket(1)?.assignee == desk.person("asa").id)
    #expect(try desk.auditProblems().isEmpty)
  }

  @Test(arguments: [
    Grant("as", fields: ["queue"]), Grant("as", isDenial: true, when: "queue:hr"),
    Grant("person.manage", when: "is:open"), Grant("export", fields: ["subject"]),
  ])
  func `what is about no ticket takes neither fields nor a condition`(grant: Grant) throws {
    let desk = try TemporaryDesk(plugins: ["support"])
    let refusal = refusal {
      try desk.desk.administer(as: .desk) { try $0.grant(grant, to: "agent") }
    }
    #expect(refusal?.code == .invalid)
  }

  @Test func `a grant of an older desk that says too much allows nothing and denies all`() throws {
    let roles = [
      RoleSpec(name: "a", side: .staff, grants: [Grant("as", fields: ["queue"])]),
      RoleSpec(name: "b", side: .staff, grants: [Grant("as")]),
      RoleSpec(
        name: "c", side: .staff,
        grants: [Grant("as"), Grant("as", isDenial: true, when: "is:open")]),
    ]
    let rulebook = Rulebook(
      registry: Registry(), epoch: "", roles: roles, queues: [], settings: DeskSettings(),
      people: QueryPeople([]))
    let may = ["a", "b", "c"].map { role in
      let person = Person(id: Person.ID(rawValue: 1), name: "ann", roles: [role])
      return rulebook.authority(of: person)
        .may("as", in: rulebook.deskContext(at: Instant(milliseconds: 0)))
    }
    #expect(may == [false, true, false])
    #expect(rulebook.idleConditions.count == 2)
  }
}
