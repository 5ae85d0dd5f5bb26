import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// What people cost: those who are asked for, not all there are.
@Suite struct PeopleCostTests {
  static let script = """
    docket.importer{
      name = "cases", format = "csv",
      each = function(row, import)
        local who = import:person{ name = row.who, roles = { "customer" } }
        import:create{ key = row.case, at = row.at, subject = "s", requester = who }
      end,
    }
    """

  /// Rows of that many new people.
  private func rows(_ range: ClosedRange<Int>) -> String {
    range.map { "\($0),2026-01-01T00:00:00Z,p\($0),create,\n" }.joined()
  }

  @Test func `a new person in an import costs the same whatever their number`() throws {
    let (desk, files) = (try TemporaryDesk(), try ImportFiles())
    func work(_ range: ClosedRange<Int>, _ source: String) throws -> StatementWork {
      try desk.desk.measureWriting {
        let report = try files.take(
          rows(range), into: desk, script: Self.script, source: source)
        #expect(report.bad == [] && report.done == Int64(range.count))
      }
    }
    _ = try work(1...50, "warm")
    let few = try work(51...100, "few")
    _ = try work(101...500, "more")
    let many = try work(501...550, "many")
    #expect(many.statements <= few.statements + 50)
    #expect(many.steps < few.steps * 3 / 2)
  }

  @Test func `whom a role has is found without reading the others`() throws {
    let desk = try TemporaryDesk()
    for number in 1...3 { try desk.add("agent\(number)", roles: ["agent"]) }
    func steps() throws -> Int {
      try desk.desk.session(as: try desk.admin) { session in
        try session.measured {
          let query = try session.entryQuery("actor:agent1")
          #expect(query.limit == nil)
          #expect(try session.existing("agent2").name == "agent2")
        }.steps
      }
    }
    let before = try steps()
    try desk.desk.administer(as: .desk) { administration in
      for number in 1...300 {
        try administration.addPerson("c\(number)", PersonDraft(roles: ["customer"]))
      }
    }
    #expect(try steps() == before)
    try desk.desk.read { reader, _ in
      var names: [String] = []
      let work = try reader.measured {
        names = try reader.people(withRole: "agent").map(\.name)
      }
      #expect(names == ["agent1", "agent2", "agent3"])
      #expect(work.steps < 200)
    }
  }

  @Test func `a condition that names nobody holds from when somebody has the name`() throws {
    let desk = try TemporaryDesk()
    try desk.enable(
      TestPlugin(
        "asks", manifest: "requires = { inbox = \">=1.0.0\" },",
        """
        docket.subscription{
          name = "late", to = "followers", event = "ticket.create", when = "requester:late",
        }
        """))
    try desk.add("ann", roles: ["manager"])
    func told() throws -> Int {
      try desk.act(
        "admin", "create", nil,
        ["subject": .text("a"), "requester": .text("late"), "followers": .text("ann")])
      return try desk.desk.read { reader, _ in
        try reader.outboxRows(OutboxFilter(kind: .notify)).count {
          $0.payload.contains("asks:late")
        }
      }
    }
    #expect(try told() == 0)
    try desk.add("late", roles: ["customer"])
    #expect(try told() == 1)
  }

  @Test func `a new role of somebody counts for queries at once`() throws {
    let desk = try TemporaryDesk()
    try desk.add("eve", roles: ["customer"])
    _ = try desk.desk.session(as: try desk.person("eve")) { try $0.query("id:1") }
    try desk.desk.administer(as: .desk) {
      _ = try $0.setPerson("eve", PersonDraft(roles: ["agent"]))
    }
    let eve = try desk.person("eve")
    #expect(eve.roles == ["agent"])
    try desk.desk.session(as: eve) { #expect($0.rulebook.isStaff($0.person)) }
    let found = try desk.desk.read { reader, _ in
      (try reader.people(withRole: "agent"), try reader.people(withRole: "customer"))
    }
    #expect(found == ([eve], []))
  }
}
