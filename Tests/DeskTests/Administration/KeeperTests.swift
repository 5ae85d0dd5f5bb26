import Desk
import Kernel
import PluginHost
import Storage
import TestSupport
import Testing

/// Nobody can lock everybody out of a desk.
@Suite struct KeeperTests {
  private func desk() throws -> TemporaryDesk { try TemporaryDesk(staffed: ["support"]) }

  private func grant(
    _ grant: Grant, to role: String, on desk: TemporaryDesk, as name: String? = nil,
  ) throws {
    let actor = try name.map { Actor.person(try desk.person($0).id) } ?? .desk
    try desk.desk.administer(as: actor) { try $0.grant(grant, to: role) }
  }

  @Test(arguments: ["*", "role.manage", "person.manage", "plugin.manage", "as", "backup"])
  func `the role admin is never denied what the desk is mended with`(_ power: String) throws {
    let desk = try desk()
    for condition in [nil, "tag:frozen"] {
      let denial = Grant(power, isDenial: true, when: condition)
      #expect(throws: Refusal.self) { try grant(denial, to: "admin", on: desk, as: "admin") }
    }
    try grant(Grant("ticket.purge", isDenial: true), to: "admin", on: desk, as: "admin")
    #expect(try desk.desk.keepers() == .present)
  }

  @Test func `a role that denies it is not given to the last one who has it`() throws {
    let desk = try desk()
    try grant(Grant("role.manage", isDenial: true), to: "humble", on: desk)
    let admin = try desk.admin
    let humble = PersonDraft(roles: ["admin", "humble"])
    #expect(throws: Refusal.self) {
      try desk.desk.administer(as: .person(admin.id)) { try $0.setPerson("admin", humble) }
    }
    try desk.desk.administer(as: .person(admin.id)) { administration in
      try administration.addPerson("second", PersonDraft(login: "two", roles: ["admin"]))
      _ = try administration.setPerson("admin", humble)
    }
    #expect(try desk.desk.keepers() == .present)
    let denial = Grant("person.manage", isDenial: true)
    try grant(denial, to: "timid", on: desk)
    #expect(throws: Refusal.self) {
      try desk.desk.administer(as: .desk) {
        try $0.setPerson("second", PersonDraft(roles: ["admin", "timid"]))
      }
    }
  }

  @Test func `a denial is not added to a role that the last one has`() throws {
    let desk = try desk()
    try grant(Grant("ticket.view"), to: "boss", on: desk)
    _ = try desk.desk.administer(as: .desk) {
      try $0.setPerson("admin", PersonDraft(roles: ["admin", "boss"]))
    }
    #expect(throws: Refusal.self) {
      try grant(Grant("*", isDenial: true), to: "boss", on: desk, as: "admin")
    }
    #expect(try desk.desk.read { $1.roles["boss"]?.grants.count } == 1)
    try grant(Grant("ticket.close"), to: "boss", on: desk, as: "admin")
  }

  @Test func `the last login of those who can mend the desk stays`() throws {
    let desk = try desk()
    #expect(throws: Refusal.self) {
      try desk.desk.administer(as: .desk) {
        try $0.setPerson("admin", PersonDraft(login: ""))
      }
    }
    try desk.desk.administer(as: .desk) { administration in
      try administration.addPerson("second", PersonDraft(login: "two", roles: ["admin"]))
      _ = try administration.setPerson("admin", PersonDraft(login: ""))
    }
    #expect(try desk.admin.login == "")
  }

  @Test func `the last admin stays`() throws {
    let desk = try desk()
    #expect(throws: Refusal.self) {
      try desk.desk.administer(as: .desk) {
        try $0.setPerson("admin", PersonDraft(roles: ["agent"]))
      }
    }
  }

  @Test(arguments: [
    "docket.role{ name = 'admin', side = 'customer', grants = { 'ticket.view' } }",
    "docket.role{ name = 'admin', grants = { { permission = '*', deny = true } } }",
  ])
  func `a plugin's role locks nobody out`(_ code: String) throws {
    let desk = try desk()
    #expect(throws: (any Error).self) { try desk.enable(TestPlugin("coup", code)) }
    #expect(try desk.desk.keepers() == .present)
    #expect(try desk.desk.read { reader, _ in try reader.plugins().map(\.name) } == ["support"])
  }

  @Test func `a configuration locks nobody out, and leaves all as it was`() throws {
    let desk = try desk()
    let admin = try desk.admin
    var document = try desk.desk.moment({ try $0.configuration(withPeople: true) })
    document.queues = ["billing"]
    let denials = [
      RoleSpec(name: "admin", side: .staff, grants: [Grant("*", isDenial: true)]),
      RoleSpec(name: "humble", side: .staff, grants: [Grant("role.manage", isDenial: true)]),
    ]
    for denial in denials {
      var changed = document
      changed.roles = (document.roles ?? []) + [denial]
      changed.people = (document.people ?? []).map { person in
        var person = person
        if person.name == "admin" { person.roles = ["admin", "humble"] }
        return person
      }
      if denial.name == "admin" { changed.people = nil }
      for isDryRun in [true, false] {
        #expect(throws: Refusal.self) {
          try desk.desk.apply(ConfigFile(changed), as: .person(admin.id), isDryRun: isDryRun)
        }
      }
    }
    #expect(try desk.desk.keepers() == .present)
    #expect(try desk.desk.read { reader, _ in try reader.queues() } == [])
    // What was tried is not decided by, either.
    try grant(Grant("ticket.view"), to: "plain", on: desk, as: "admin")
    #expect(
      try desk.desk.apply(ConfigFile(document), as: .person(admin.id), isDryRun: false).isEmpty
        == false)
  }

  @Test(arguments: [
    "UPDATE person SET roles = '[]' WHERE name = 'admin'",
    "UPDATE person SET login = '' WHERE name = 'admin'",
    "UPDATE person SET roles = '[]', login = '' WHERE name = 'admin'",
    """
    INSERT INTO role VALUES
      ('admin', 'staff', '[{"permission":"*","deny":true}]', '')
    """,
    """
    INSERT INTO role VALUES
      ('none', 'staff', '[{"permission":"role.manage","deny":true}]', '');
    UPDATE person SET roles = '["admin","none"]' WHERE name = 'admin'
    """,
  ])
  func `whoever owns the file of a desk that is lost gets it back`(_ forged: String) throws {
    let desk = try desk()
    try desk.shell("\(forged); REPLACE INTO setting (name, value) VALUES ('revision', 'x')")
    #expect(try desk.desk.keepers() < .present)
    try desk.desk.repair([.keepers], by: "root", login: "root")
    #expect(try desk.desk.keepers() == .present)
    let keeper = try #require(try desk.desk.moment({ try $0.person(login: "root") }))
    try desk.desk.administer(as: .person(keeper.id)) { administration in
      try administration.grant(Grant("ticket.close"), to: "agent")
      try administration.addPerson("new", PersonDraft(roles: ["agent"]))
    }
  }

  @Test func `repairing leaves a desk alone that somebody can mend`() throws {
    let desk = try desk()
    let people = try desk.desk.read { reader, _ in try reader.people() }
    try desk.desk.repair([.keepers], by: "eve", login: "eve")
    #expect(try desk.desk.read { reader, _ in try reader.people() } == people)
  }
}
