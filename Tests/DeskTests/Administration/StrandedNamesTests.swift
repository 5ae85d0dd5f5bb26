import Desk
import Kernel
import TestSupport
import Testing

/// What another version would leave without meaning is counted and refused, unless it is wanted.
@Suite struct StrandedNamesTests {
  /// What a change of the declarations would strand; nothing where it goes through.
  static func stranding(_ body: () throws -> Void) throws -> Stranding {
    do {
      try body()
    } catch DeskError.strands(let stranding) {
      return stranding
    }
    return Stranding()
  }

  @Test func `each thing that is dropped while used is named with its count`() throws {
    let desk = try NamesFixture.desk()
    var names = NamesFixture.Names.others()
    names.were = [:]
    let epoch = try desk.desk.read { $1.epoch }
    let found = try Self.stranding { try NamesFixture.reload(desk, names) }
    #expect(
      Set(found.stored) == [
        StrandedName(.type("repair"), count: 3), StrandedName(.field("severity"), count: 3),
        StrandedName(.reason("mended"), count: 1), StrandedName(.queue("bench"), count: 3),
        StrandedName(.role("smith"), count: 1),
      ])
    #expect(try desk.desk.read { $1.epoch } == epoch)
    #expect(try desk.ticket(1)?.type == "repair")
    try NamesFixture.reload(desk, names, agreeingTo: found)
    #expect(try desk.desk.read { $1.epoch } != epoch)
    #expect(try desk.ticket(1)?.fields == ["severity": .text("minor")])
  }

  @Test func `a stage and a choice that are dropped are named with where they are`() throws {
    let desk = try NamesFixture.desk()
    var names = NamesFixture.Names()
    (names.stage, names.choice) = ("workshop", "small")
    let found = try Self.stranding { try NamesFixture.reload(desk, names) }
    #expect(
      Set(found.stored) == [
        StrandedName(.stage("shop", type: "repair"), count: 1),
        StrandedName(.choice("minor", field: "severity"), count: 3),
      ])
  }

  @Test(arguments: [
    ("type = 'text'", "type = 'integer'", "'five'", 1),
    ("type = 'text'", "type = 'date'", "'x'", 1),
    ("type = 'text'", "type = 'date'", "'2026-01-31'", 0),
    ("type = 'text'", "type = 'long_text'", "'x'", 0),
    ("type = 'text'", "type = 'choice', choices = { 'x', 'y' }", "'x'", 0),
    ("type = 'text'", "type = 'choice', choices = { 'y' }", "'x'", 1),
    ("type = 'text'", "type = 'text', many = true", "'x'", 1),
    ("type = 'integer'", "type = 'number'", "5", 0),
  ])
  func `a field whose kind changes is refused where values do not fit`(
    old: String, new: String, value: String, count: Int,
  ) throws {
    let desk = try TemporaryDesk(plugins: ["support"])
    try desk.enable(TestPlugin("kinds", "docket.field{ name = 'f', \(old) }"))
    let given: Value =
      value.hasPrefix("'") ? .text(String(value.dropFirst().dropLast())) : .integer(5)
    try desk.act("admin", "create", nil, ["subject": .text("x"), "f": given]).receipt()
    try TestPlugin("kinds", "docket.field{ name = 'f', \(new) }")
      .write(toDesk: desk.folder, version: "2.0.0")
    let found = try Self.stranding { try desk.desk.reloadPlugins("kinds", as: .desk) }
    #expect(found.stored.reduce(0) { $0 + $1.count } == count, "\(found)")
  }

  @Test func `a stage that is to mean something else is refused while tickets are in it`() throws {
    let desk = try NamesFixture.desk()
    let plugin = NamesFixture.plugin(.init())
    let code = plugin.code.replacing(
      "name = 'shop', category = 'open'", with: "name = 'shop', category = 'waiting'")
    try TestPlugin("lc", code).write(toDesk: desk.folder, version: "2.0.0")
    let found = try Self.stranding { try desk.desk.reloadPlugins("lc", as: .desk) }
    #expect(
      found.stored == [StrandedName(.category(.open, stage: "shop", type: "repair"), count: 1)])
  }

  @Test func `a renamed stage that means something else is no renaming`() throws {
    let desk = try NamesFixture.desk()
    var names = NamesFixture.Names()
    names.stage = "workshop"
    names.were = ["workshop": "shop"]
    let code = NamesFixture.plugin(names).code.replacing(
      "category = 'open', was", with: "category = 'closed', was")
    try TestPlugin("lc", code).write(toDesk: desk.folder, version: "2.0.0")
    let found = try Self.stranding { try desk.desk.reloadPlugins("lc", as: .desk) }
    #expect(found.stored == [StrandedName(.stage("shop", type: "repair"), count: 1)])
  }

  @Test(arguments: [
    "field:severity=impact", "type:repair=mending", "reason:mended=fixed", "queue:bench=counter",
    "role:smith=tinker",
  ])
  func `what was left is mapped to what there is`(_ mapping: String) throws {
    let desk = try NamesFixture.desk()
    var names = NamesFixture.Names.others()
    (names.were, names.choice) = ([:], "minor")
    let found = try Self.stranding { try NamesFixture.reload(desk, names) }
    try NamesFixture.reload(desk, names, agreeingTo: found)
    let followed = try desk.desk.map([mapping], as: .desk)
    #expect(followed.map(\.count) == [mapping.hasPrefix("r") ? 1 : 3])
    #expect(try desk.auditProblems() == [])
    #expect(throws: Refusal.self) { try desk.desk.map([mapping], as: .desk) }
  }

  @Test(arguments: [
    ("severity=impact", "write KIND:OLD=NEW"), ("stage:shop=workshop", "write KIND:OLD=NEW"),
    ("field:severity=impct", "did you mean `impact`"), ("field:impact=impact", "is there"),
    ("field:severity=subject", "no field"), ("stage:repair.shop=workshop", "no type `repair`"),
    ("role:smith=tinkr", "did you mean `tinker`"), ("type:ghost=mending", "nothing goes by"),
    ("field:severity=impact", "do not fit"),
  ])
  func `a mapping that cannot be is refused and says why`(
    mapping: String, words: String,
  ) throws {
    let desk = try NamesFixture.desk()
    var names = NamesFixture.Names.others()
    names.were = [:]
    let found = try Self.stranding { try NamesFixture.reload(desk, names) }
    try NamesFixture.reload(desk, names, agreeingTo: found)
    let refusal = #expect(throws: Refusal.self) { try desk.desk.map([mapping], as: .desk) }
    #expect(refusal?.message.contains(words) == true, "\(String(describing: refusal))")
  }

  @Test func `grants and subscriptions that name an action or a channel are told`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try desk.enable(
      TestPlugin(
        "verbs",
        """
        docket.action{ name = 'weigh', propose = function() end }
        docket.channel{ name = 'bell', send = function() return true end }
        """))
    try desk.desk.administer(as: .desk) { administration in
      try administration.grant(Grant("verbs.weigh"), to: "agent")
      for (event, channel) in [("ticket.weigh", "inbox"), ("ticket.close", "bell")] {
        try administration.subscribe(
          SubscriptionDraft(to: "role:agent", event: event, channel: channel))
      }
    }
    let found = try Self.stranding { try desk.desk.disablePlugin("verbs", as: .desk) }
    #expect(found.stored.isEmpty)
    #expect(Set(found.idle.map(\.condition)) == ["verbs.weigh", "weigh", "bell"])
    #expect(try desk.desk.idleConditions().isEmpty)
    try desk.disable("verbs")
    #expect(try desk.desk.idleConditions().count == 3)
  }

  @Test func `what names a person is told before they go`() throws {
    let desk = try NamesFixture.desk()
    let admin = try desk.admin
    try desk.desk.administer(as: .person(admin.id)) { administration in
      _ = try administration.saveView("kims", "assignee:kim")
      try administration.grant(Grant("ticket.close", when: "requester:kim"), to: "smith")
    }
    let named = try desk.desk.questions(idleWith: \.schema, without: "kim")
    #expect(named.map(\.condition) == ["requester:kim", "assignee:kim"])
    #expect(try desk.desk.questions(idleWith: \.schema, without: "admin").isEmpty)
  }

  @Test func `who may not manage roles maps nothing`() throws {
    let desk = try NamesFixture.desk()
    let kim = try desk.person("kim")
    let refusal = #expect(throws: Refusal.self) {
      try desk.desk.map(["type:ghost=repair"], as: .person(kim.id))
    }
    #expect(refusal?.code == .denied)
  }
}
