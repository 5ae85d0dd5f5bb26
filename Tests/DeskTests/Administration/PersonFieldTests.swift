import Desk
import Kernel
import TestSupport
import Testing

/// Fields that plugins declare of people: given, checked, kept, and asked for one step away.
@Suite struct PersonFieldTests {
  static let declared = """
    docket.field{ name = 'organization', on = 'person', type = 'tag' }
    docket.field{ name = 'level', on = 'person', type = 'integer', between = { 1, 5 } }
    docket.field{ name = 'plan', on = 'person', type = 'choice', choices = { 'free', 'gold' },
      default = 'free' }
    docket.field{ name = 'skills', on = 'person', type = 'tag', many = true }
    docket.field{ name = 'salary', on = 'person', type = 'number', view = 'salary.view' }
    docket.field{ name = 'code', on = 'person', type = 'text', pattern = '%a%d+',
      edit = 'code.edit' }
    """

  /// A desk with carl and dora of acme, zoe of zeta, and others of nothing.
  static func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(TestPlugin("crm", declared))
    for name in ["carl", "dora"] { try set(desk, name, "organization", .text("acme")) }
    for name in ["zoe", "olga", "otto"] { try desk.add(name, roles: ["customer"]) }
    try set(desk, "zoe", "organization", .text("zeta"))
    return desk
  }

  static func set(
    _ desk: TemporaryDesk, _ name: String, _ field: String, _ value: Value,
    as actor: String? = nil,
  ) throws {
    let actor: Actor = try actor.map { .person(try desk.person($0).id) } ?? .desk
    _ = try desk.desk.setPerson(
      name, PersonDraft(fields: [PersonFieldChange(field, .value(value))]), as: actor)
  }

  static func grantColleagues(_ desk: TemporaryDesk) throws {
    try desk.desk.administer(as: .desk) { administration in
      for permission in ["ticket.view", "history.view"] {
        try administration.grant(
          Grant(permission, when: "requester.organization:me.organization"), to: "customer")
      }
    }
  }

  static func found(_ desk: TemporaryDesk, _ query: String, by name: String) throws -> [Int64] {
    try desk.desk.session(as: try desk.person(name)) { session in
      try session.list(session.query(query)).map(\.id.rawValue)
    }
  }

  @Test func `what is given is kept as it is meant, and an empty value clears`() throws {
    let desk = try Self.desk()
    try Self.set(desk, "dora", "level", .text("3"))
    try Self.set(desk, "dora", "skills", .text("swift, lua"))
    #expect(
      try desk.person("dora").fields == [
        "organization": .text("acme"), "level": .integer(3),
        "skills": .list([.text("swift"), .text("lua")]),
      ])
    let more = PersonFieldChange(
      "skills", .elements(adding: [.text("sql")], removing: [.text("lua")]))
    _ = try desk.desk.setPerson("dora", PersonDraft(fields: [more]), as: .desk)
    try Self.set(desk, "dora", "level", .text(" "))
    #expect(
      try desk.person("dora").fields == [
        "organization": .text("acme"), "skills": .list([.text("swift"), .text("sql")]),
      ])
    #expect(try desk.auditProblems() == [])
  }

  @Test(arguments: [
    ("level", "9", "at most 5"), ("level", "many", "whole number"), ("plan", "glod", "gold"),
    ("code", "17", "a%d+"), ("organisation", "acme", "did you mean organization?"),
  ])
  func `what does not fit is refused by field`(field: String, value: String, words: String) throws {
    let desk = try Self.desk()
    let refusal = #expect(throws: Refusal.self) {
      try Self.set(desk, "dora", field, .text(value))
    }
    #expect(refusal?.problems.map(\.field) == [field])
    #expect(refusal?.message.contains(words) == true, "\(String(describing: refusal?.message))")
    #expect(try desk.person("dora").fields == ["organization": .text("acme")])
  }

  @Test func `a new person has what fields start with, and must have what is required`() throws {
    let phoned = "docket.field{ name = 'phone', on = 'person', type = 'text', required = true }"
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(TestPlugin("crm", Self.declared + "\n" + phoned))
    let refusal = #expect(throws: Refusal.self) { try desk.add("nina", roles: ["customer"]) }
    #expect(refusal?.problems.map(\.field) == ["phone"])
    let phone = PersonFieldChange("phone", .value(.text("123")))
    let nina = try desk.desk.administer(as: .desk) {
      try $0.addPerson("nina", PersonDraft(roles: ["customer"], fields: [phone]))
    }
    #expect(nina.fields == ["plan": .text("free"), "phone": .text("123")])
    // Who is there already is not asked again, but cannot lose it.
    try Self.set(desk, "dora", "level", .integer(1))
    #expect(throws: Refusal.self) { try Self.set(desk, "nina", "phone", .none) }
  }

  @Test func `a field with a permission to edit it takes that besides the right to manage people`()
    throws
  {
    let desk = try Self.desk()
    let refusal = #expect(throws: Refusal.self) {
      try Self.set(desk, "dora", "code", .text("a1"), as: "mia")
    }
    #expect(refusal?.code == .denied)
    try desk.desk.administer(as: .desk) { try $0.grant(Grant("code.edit"), to: "manager") }
    try Self.set(desk, "dora", "code", .text("a1"), as: "mia")
    #expect(try desk.person("dora").fields["code"] == .text("a1"))
  }

  @Test(arguments: [
    ("type = 'ticket'", "people's fields do not hold"), ("type = 'queue'", "do not hold"),
    ("type = 'text', show_if = 'is:open'", "fields of tickets only"),
    ("type = 'text', computed = function() end", "fields of tickets only"),
    ("type = 'text', edit = 'plugin'", "hooks do not edit people"),
    ("type = 'choice', choices = { question = { 'a' } }", "people have no type"),
  ])
  func `what makes no sense of people is refused as the plugin loads`(
    spec: String, words: String,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let plugin = TestPlugin("odd", "docket.field{ name = 'f', on = 'person', \(spec) }")
    let problem = try #require(#expect(throws: (any Error).self) { try desk.enable(plugin) })
    #expect("\(problem)".contains(words), "\(problem)")
  }

  @Test(arguments: ["name", "roles", "me", "requester"])
  func `names that people or tickets go by are taken`(name: String) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let on = name == "requester" ? "ticket" : "person"
    let plugin = TestPlugin("odd", "docket.field{ name = '\(name)', on = '\(on)', type = 'text' }")
    #expect(throws: (any Error).self) { try desk.enable(plugin) }
  }

  @Test func `values stay while their plugin is disabled, and are not seen`() throws {
    let desk = try Self.desk()
    try Self.grantColleagues(desk)
    let id = try desk.question()
    try desk.disable("crm")
    #expect(try desk.seen(id, by: "dora") == nil)
    let dora = try desk.person("dora")
    #expect(dora.fields["organization"] == .text("acme"))
    try desk.desk.session(as: try desk.admin) { session in
      #expect(session.viewer.view(of: dora).fields == [:])
    }
    #expect(throws: QueryError.self) { try Self.found(desk, "has:requester.plan", by: "admin") }
    // What else is known of the person changes without them.
    _ = try desk.desk.setPerson("dora", PersonDraft(email: "d@example.org"), as: .desk)
    try desk.enable(named: ["crm"])
    #expect(try desk.seen(id, by: "dora") != nil)
    #expect(try desk.auditProblems() == [])
  }

  @Test func `values, grants and choices follow a field's new name`() throws {
    let desk = try Self.desk()
    try Self.grantColleagues(desk)
    try Self.set(desk, "dora", "plan", .text("gold"))
    let id = try desk.question()
    try TestPlugin(
      "crm",
      """
      docket.field{ name = 'company', on = 'person', type = 'tag', was = 'organization' }
      docket.field{ name = 'plan', on = 'person', type = 'choice',
        choices = { 'free', { name = 'premium', was = 'gold' } } }
      """
    ).write(toDesk: desk.folder, version: "2.0.0")
    try desk.agreeing { try desk.desk.reloadPlugins("crm", as: .desk, agreeingTo: $0) }
    #expect(
      try desk.person("dora").fields == ["company": .text("acme"), "plan": .text("premium")])
    #expect(try desk.seen(id, by: "dora") != nil)
    #expect(try Self.found(desk, "requester.company:acme", by: "ann") == [id])
    #expect(try desk.auditProblems() == [])
  }

  @Test func `a version that would strand what people have is refused with the count`() throws {
    let desk = try Self.desk()
    try Self.set(desk, "dora", "plan", .text("gold"))
    try TestPlugin(
      "crm", "docket.field{ name = 'plan', on = 'person', type = 'choice', choices = { 'free' } }"
    ).write(toDesk: desk.folder, version: "2.0.0")
    let found = try StrandedNamesTests.stranding {
      try desk.desk.reloadPlugins("crm", as: .desk)
    }
    #expect(
      Set(found.stored) == [
        StrandedName(.personField("organization"), count: 3),
        StrandedName(.personChoice("gold", field: "plan"), count: 1),
      ])
  }

  @Test func `the fields of people go along with an export`() throws {
    let old = try Self.desk()
    try Self.set(old, "dora", "level", .integer(2))
    try Self.set(old, "dora", "salary", .number(1.5))
    try old.question(["requester": .text("dora")])
    let new = try TemporaryDesk(plugins: ["support"])
    try new.enable(TestPlugin("crm", Self.declared))
    try ExportTests.take(ExportTests.lines(of: old), into: new)
    var expected = try old.person("dora").fields
    expected["plan"] = .text("free")
    #expect(try new.person("dora").fields == expected)
    #expect(try Self.found(new, "requester.organization:acme", by: "admin").count == 1)
    #expect(try new.auditProblems() == [])
    let bare = try TemporaryDesk(plugins: ["support"])
    try ExportTests.take(ExportTests.lines(of: old), into: bare)
    #expect(try bare.person("dora").fields == [:])
  }

  @Test func `who is removed loses their fields`() throws {
    let desk = try Self.desk()
    _ = try desk.desk.removePerson("dora", as: .desk)
    #expect(try desk.person("dora").fields == [:])
    #expect(try desk.auditProblems() == [])
  }

  @Test func `an audit tells rows of people's fields that do not follow from the people`() throws {
    let desk = try Self.desk()
    let id = try desk.person("dora").id.rawValue
    try SQLiteShell.run(
      on: desk.folder + "/docket.db",
      "UPDATE person_value SET text = 'zeta' WHERE person = \(id) AND field = 'organization'")
    #expect(try desk.auditProblems().contains { $0.contains("person.\(id)") })
  }
}
