import Desk
import Kernel
import TestSupport
import Testing

/// Fields of people in questions, grants and conditions: one step away from a ticket.
@Suite struct PersonQuestionTests {
  @Test func `colleagues see each other's tickets by one grant, and nobody else does`() throws {
    let desk = try PersonFieldTests.desk()
    let carls = try desk.question()
    let ottos = try desk.question(["requester": .text("otto")])
    #expect(try desk.seen(carls, by: "dora") == nil)
    try PersonFieldTests.grantColleagues(desk)
    #expect(try desk.seen(carls, by: "dora")?.subject == "No light")
    #expect(try desk.history(carls, by: "dora")?.count == 1)
    #expect(try PersonFieldTests.found(desk, "", by: "dora") == [carls])
    for stranger in ["zoe", "olga"] {
      #expect(try desk.seen(carls, by: stranger) == nil)
      #expect(try PersonFieldTests.found(desk, "", by: stranger) == [])
    }
    // Two people of no organization are no colleagues.
    #expect(try desk.seen(ottos, by: "olga") == nil)
    try PersonFieldTests.set(desk, "zoe", "organization", .text("acme"))
    #expect(try PersonFieldTests.found(desk, "", by: "zoe") == [carls])
    try PersonFieldTests.set(desk, "dora", "organization", .none)
    #expect(try desk.seen(carls, by: "dora") == nil)
    #expect(try desk.seen(carls, by: "carl") != nil)
  }

  @Test func `a grant is judged by the person that the ticket is given to in the same change`()
    throws
  {
    let desk = try PersonFieldTests.desk()
    try PersonFieldTests.grantColleagues(desk)
    let id = try desk.question(["requester": .text("zoe")])
    #expect(try PersonFieldTests.found(desk, "", by: "dora") == [])
    try desk.act("mia", "update", id, ["requester": .text("carl")]).receipt()
    #expect(try PersonFieldTests.found(desk, "", by: "dora") == [id])
  }

  @Test func `staff asks, sorts and groups by fields of the requester and the assignee`() throws {
    let desk = try PersonFieldTests.desk()
    try PersonFieldTests.set(desk, "ann", "level", .integer(4))
    let ids = try ["zoe", "otto", "carl"].map { try desk.question(["requester": .text($0)]) }
    try desk.act("mia", "update", ids[1], ["assignee": .text("ann")]).receipt()
    let answers = [
      ("requester.organization:acme", [ids[2]]), ("no:requester.organization", [ids[1]]),
      ("not:requester.organization:acme sort:id", [ids[0], ids[1]]),
      ("assignee.level:4..", [ids[1]]), ("sort:-requester.organization", [ids[0], ids[2], ids[1]]),
    ]
    for (query, expected) in answers {
      #expect(try PersonFieldTests.found(desk, query, by: "ann") == expected, "\(query)")
    }
    let groups = try desk.desk.session(as: try desk.person("ann")) { session in
      try session.groups(session.query("group:requester.organization"))
    }
    #expect(Set(groups.map(\.value)) == [.text("acme"), .text("zeta"), .none])
  }

  @Test(arguments: [
    ("carl", "requester.organization:acme"), ("ann", "requester.salary:5"),
    ("ann", "sort:requester.salary"), ("ann", "requester.level:me.salary"),
    ("ann", "requester.organization:me.organisation"),
  ])
  func `what one may not see of people is an unknown field in questions`(
    name: String, query: String,
  ) throws {
    let desk = try PersonFieldTests.desk()
    #expect(throws: QueryError.self) { try PersonFieldTests.found(desk, query, by: name) }
  }

  @Test func `a field with a permission to see it shows nowhere without it`() throws {
    let desk = try PersonFieldTests.desk()
    try PersonFieldTests.set(desk, "dora", "salary", .number(4711))
    func salary(_ name: String) throws -> Value? {
      try desk.desk.session(as: try desk.person(name)) { session in
        session.viewer.view(of: try desk.person("dora")).fields["salary"]
      }
    }
    #expect(try salary("admin") == .number(4711))
    #expect(try salary("mia") == nil)
    #expect(throws: Refusal.self) {
      try PersonFieldTests.set(desk, "dora", "salary", .none, as: "mia")
    }
    let told = try desk.desk.session(as: try desk.person("mia")) { session in
      try session.deskHistory().flatMap(\.edits).filter { $0.field.hasSuffix(".salary") }
    }
    #expect(told == [])
    let lines = try ExportTests.lines(of: desk, as: "mia").joined()
    #expect(!lines.contains("4711"))
    #expect(lines.contains("acme"))
  }

  @Test func `a hook waits for fields of people, and reads them`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "crm", permissions: "'ticket.update', 'person.view'",
        PersonFieldTests.declared + """

          docket.before('ticket.create', function(change)
            local person = docket.people.get(change.after.requester)
            local all = docket.people.find('organization:acme')
            change:set('subject', person.fields.organization .. ' ' .. #all .. ' '
              .. tostring(person.fields.level) .. ' ' .. #person.fields.skills)
          end, { name = 'mark', when = 'requester.organization:acme' })
          """))
    for name in ["carl", "dora"] {
      try PersonFieldTests.set(desk, name, "organization", .text("acme"))
    }
    #expect(try desk.ticket(desk.question())?.subject == "acme 2 nil 0")
    try desk.add("zoe", roles: ["customer"])
    let other = try desk.question(["requester": .text("zoe")])
    #expect(try desk.ticket(other)?.subject == "No light")
  }

  @Test func `another plugin's conditions name fields of people only where it sees people`() throws
  {
    let desk = try PersonFieldTests.desk()
    let hook = """
      docket.validate('ticket.create', function(change) change:refuse(nil, 'no') end,
        { name = 'stop', when = 'requester.organization:acme' })
      """
    #expect(throws: (any Error).self) { try desk.enable(TestPlugin("blind", hook)) }
    try desk.enable(TestPlugin("seeing", permissions: "'person.view'", hook))
    #expect(throws: Refusal.self) { try desk.question() }
  }

  @Test func `fields of people in questions about the past are those of today`() throws {
    let desk = try PersonFieldTests.desk()
    try desk.question()
    let prompt = try PromptDesk(as: "mia", on: desk)
    desk.time.advance(milliseconds: 3_600_000)
    try PersonFieldTests.set(desk, "carl", "organization", .text("zeta"))
    try prompt.session.look(at: "-30m")
    func count(_ organization: String) throws -> String {
      let code = "return docket.tickets.count('requester.organization:\(organization)')"
      return "\(String(describing: try prompt.value(code)))"
    }
    #expect(try count("zeta").contains("1"))
    #expect(try count("acme").contains("0"))
  }
}
