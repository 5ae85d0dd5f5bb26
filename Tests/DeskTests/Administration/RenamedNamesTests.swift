import Desk
import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Texts

/// `was`: what goes by an old name follows, whatever keeps it, and back again.
@Suite struct RenamedNamesTests {
  private static let condition =
    "severity:minor type:repair stage:shop queue:bench close_reason:mended"
  private static let renamedCondition =
    "impact:small type:mending stage:workshop queue:counter close_reason:fixed"

  private static func names(_ desk: TemporaryDesk) throws {
    let admin = try desk.admin
    try desk.desk.administer(as: .person(admin.id)) { administration in
      try administration.saveView("grave", condition + " sort:-severity", share: "smith")
      try administration.grant(
        Grant("ticket.close", fields: ["severity"], when: condition), to: "smith")
      try administration.subscribe(
        SubscriptionDraft(to: "role:smith", event: "field.severity", when: condition))
      try administration.set("default_type", to: "repair")
    }
  }

  private static func told(_ desk: TemporaryDesk) throws -> [String] {
    try desk.desk.read { reader, rulebook in
      let grants = try reader.roles().flatMap { role in role.grants.map { (role.name, $0) } }
      let subscription = try reader.subscriptions()[0]
      let view = try reader.views()[0]
      return try [
        view.query, view.share ?? "", grants[0].0, grants[0].1.when ?? "",
        grants[0].1.fields.joined(), subscription.event, subscription.when ?? "",
        subscription.audience.text, reader.person(named: "kim")?.roles.joined() ?? "",
        rulebook.settings.defaultType,
      ]
    }
  }

  @Test func `tickets and all that the desk keeps follow, and back again`() throws {
    let desk = try NamesFixture.desk()
    try Self.names(desk)
    let (tickets, told) = (try (1...3).map { try desk.ticket($0) }, try Self.told(desk))
    let renamed = NamesFixture.Names.others()
    let followed = try NamesFixture.reload(desk, renamed)
    #expect(followed.map(\.count) == [3, 2, 3, 3, 1, 3, 1], "\(followed)")
    let one = try #require(try desk.ticket(1))
    #expect(one.type == "mending" && one.stage == "workshop" && one.queue == "counter")
    #expect(one.fields == ["impact": .text("small")])
    #expect(one.version == tickets[0]?.version && one.updated == tickets[0]?.updated)
    #expect(try desk.ticket(2)?.stagesBefore == ["workshop"])
    #expect(try desk.ticket(3)?.closeReason == "fixed")
    #expect(
      try Self.told(desk) == [
        Self.renamedCondition + " sort:-impact", "tinker", "tinker", Self.renamedCondition,
        "impact", "field.impact", Self.renamedCondition, "role:tinker", "tinker", "mending",
      ])
    #expect(try desk.desk.idleConditions().isEmpty)
    #expect(try desk.auditProblems() == [])
    try NamesFixture.reload(
      desk, NamesFixture.Names.others(than: renamed), version: "3.0.0")
    #expect(try Self.told(desk) == told)
    for id: Int64 in 1...3 {
      let (before, after) = (tickets[Int(id) - 1], try desk.ticket(id))
      for field in TicketField.allCases where field != .touched {
        #expect(after?.value(of: field) == before?.value(of: field), "\(field)")
      }
      #expect(after?.fields == before?.fields)
      #expect(after?.stagesBefore == before?.stagesBefore)
    }
    #expect(try desk.auditProblems() == [])
  }

  @Test func `a view follows where no ticket goes by what it names`() throws {
    let desk = try TemporaryDesk(plugins: ["support"])
    try desk.enable(NamesFixture.plugin(.init()))
    let admin = try desk.admin
    try desk.desk.administer(as: .person(admin.id)) {
      _ = try $0.saveView("grave", Self.condition)
    }
    try NamesFixture.reload(desk, .others())
    let query = try desk.desk.read { reader, _ in try reader.views()[0].query }
    #expect(query == Self.renamedCondition)
  }

  @Test func `what was binned under the old name is restored under the new one`() throws {
    let desk = try NamesFixture.desk()
    try NamesFixture.reload(desk, .others())
    try desk.act("admin", "restore", 2).receipt()
    #expect(try desk.stage(2) == "workshop")
  }

  @Test func `what was changed under the old name is undone under the new one`() throws {
    let desk = try NamesFixture.desk()
    let receipt = try desk.act("admin", "update", 1, ["severity": .text("major")]).receipt()
    try NamesFixture.reload(desk, .others())
    let admin = try desk.admin
    let order = try desk.desk.undoOrder(
      of: .request(receipt.request), by: .person(admin.id), source: .cli)
    let result = try desk.desk.perform(order)
    #expect(result.changed == 1, "\(result)")
    #expect(try desk.ticket(1)?.fields == ["impact": .text("small")])
  }

  @Test func `a past is shown under the names of then, and explained under those of now`() throws {
    let desk = try NamesFixture.desk()
    let before = desk.time.clock.now()
    desk.time.advance(milliseconds: 1_000)
    try NamesFixture.reload(desk, .others())
    #expect(try desk.seen(1, by: "admin", at: before)?.stage == "shop")
    #expect(try desk.seen(1, by: "admin")?.stage == "workshop")
    let admin = try desk.admin
    let values = try desk.desk.session(as: admin) { session in
      try session.explanation.values(of: "impact", in: Ticket.ID(rawValue: 1))
    }
    #expect(values?.map(\.edit.to) == [.text("small")])
  }

  @Test func `whoever does not see notes sees nothing of it but the new names`() throws {
    let desk = try NamesFixture.desk()
    try desk.add("carl", roles: ["customer"])
    let id = try desk.act(
      "admin", "create", nil,
      ["subject": .text("x"), "type": .text("repair"), "requester": .text("carl")]
    ).receipt().ticket.rawValue
    let before = try desk.history(id, by: "carl")
    try NamesFixture.reload(desk, .others())
    #expect(try desk.history(id, by: "carl") == before)
    #expect(try desk.seen(id, by: "carl")?.type == "mending")
  }

  @Test func `values from before the plugin was enabled follow too`() throws {
    let desk = try NamesFixture.desk()
    try desk.disable("lc")
    try NamesFixture.plugin(.others()).write(toDesk: desk.folder, version: "2.0.0")
    try desk.enable(named: ["lc"])
    #expect(try desk.ticket(1)?.fields == ["impact": .text("small")])
    #expect(try desk.ticket(1)?.type == "mending")
  }

  @Test func `a bulk that somebody began goes on under the new names`() throws {
    let desk = try NamesFixture.desk()
    let order = try desk.order(
      "admin", "type:repair", ["severity": .text("minor"), "queue": .text("bench")])
    let name = try #require(try desk.desk.perform(order, isStopped: { true }).name)
    try NamesFixture.reload(desk, .others())
    let template = try desk.desk.read { reader, _ in try reader.bulk(name)?.template ?? "" }
    #expect(template.contains("impact") && template.contains("small"))
    #expect(template.contains("counter") && !template.contains("severity"))
  }

  @Test func `words under the old name are redacted together with those under the new one`() throws
  {
    let desk = try TemporaryDesk(staffed: ["support"])
    func code(_ name: String, _ was: String = "") -> String {
      "docket.field{ name = '\(name)', type = 'text'\(was) }"
    }
    try desk.enable(TestPlugin("words", code("remark")))
    let id = try desk.question(["remark": .text("hunter2secret")])
    try TestPlugin("words", code("comment_text", ", was = 'remark'"))
      .write(toDesk: desk.folder, version: "2.0.0")
    try desk.desk.reloadPlugins("words", as: .desk)
    #expect(try desk.ticket(id)?.fields == ["comment_text": .text("hunter2secret")])
    try desk.act("ann", "update", id, ["comment_text": .text("well")]).receipt()
    let entries = try desk.entries(id)
    let renaming = try #require(entries.first { $0.isOf(.rename) })
    #expect(try desk.redact(renaming.seq, of: id, "all").refusal != nil)
    try desk.redact(entries[0].seq, of: id, "edits", fields: ["remark"]).receipt()
    #expect(try !desk.holds("hunter2secret"))
    #expect(try desk.ticket(id)?.fields == ["comment_text": .text("well")])
    #expect(try desk.auditProblems() == [])
  }

  @Test func `a setting that holds a queue follows, and a text spelled alike does not`() throws {
    let desk = try NamesFixture.desk()
    try desk.enable(
      TestPlugin(
        "routes",
        manifest: """
          settings = { first = { type = "queue" }, word = { type = "text" },
            all = { type = "list", of = { type = "queue" } } },
          """, "docket.log.info(docket.settings.first or 'none')"))
    try desk.desk.administer(as: .desk) { try $0.addQueue("other") }
    try desk.desk.setPlugin(
      "routes",
      [
        ("first", .text("bench")), ("word", .text("bench")),
        ("all", .elements(adding: ["bench", "other"], removing: [])),
      ], as: .desk)
    try NamesFixture.reload(desk, .others())
    let given = try desk.pluginSettings("routes").map { $0.given?.text ?? "" }
    #expect(given == ["[\"counter\",\"other\"]", "\"counter\"", "\"bench\""])
    #expect(try desk.desk.read { $1.distrust } == nil)
    #expect(try desk.pluginStatuses().first { $0.name == "routes" }?.trouble == nil)
  }

  @Test func `a role under another name asks for no more consent than it had`() throws {
    let desk = try NamesFixture.desk()
    try NamesFixture.plugin(.others()).write(toDesk: desk.folder, version: "2.0.0")
    try desk.desk.reloadPlugins("lc", as: .desk)
    #expect(try desk.person("kim").roles == ["tinker"])
    let code = NamesFixture.plugin(.others(than: .others())).code.replacing(
      "{ permission = 'ticket.view' }",
      with: "{ permission = 'ticket.view' }, { permission = 'ticket.purge' }")
    try TestPlugin("lc", code).write(toDesk: desk.folder, version: "3.0.0")
    let error = #expect(throws: DeskError.self) { try desk.desk.reloadPlugins("lc", as: .desk) }
    guard case .wantsMore(let demands)? = error else {
      Issue.record("nobody was asked")
      return
    }
    #expect(demands.flatMap(\.items) == [.gives(Grant("ticket.purge"), role: "smith")])
  }

  @Test func `a name that somebody still declares keeps what it has`() throws {
    let desk = try NamesFixture.desk()
    var swapped = NamesFixture.Names()
    swapped.were = ["minor": "major"]
    #expect(try NamesFixture.reload(desk, swapped).isEmpty)
    #expect(try desk.ticket(1)?.fields == ["severity": .text("minor")])
  }

  @Test func `a role of the desk's own is not taken over by a plugin that says it was it`() throws {
    let desk = try NamesFixture.desk()
    try desk.desk.administer(as: .desk) { try $0.grant(Grant("ticket.view"), to: "guard") }
    try desk.add("lee", roles: ["guard"])
    var names = NamesFixture.Names()
    names.were = ["smith": "guard"]
    #expect(try NamesFixture.reload(desk, names).isEmpty)
    #expect(try desk.person("lee").roles == ["guard"])
  }

  @Test func `a history goes to another desk with the names that it had and has`() throws {
    let old = try NamesFixture.desk()
    try NamesFixture.reload(old, NamesFixture.Names.others())
    try old.act("admin", "update", 1, ["impact": .text("major")]).receipt()
    let lines = try ExportTests.lines(of: old)
    let new = try TemporaryDesk(plugins: ["support", "inbox"])
    try new.enable(NamesFixture.plugin(NamesFixture.Names.others()))
    new.time.advance(
      milliseconds: old.time.clock.now().milliseconds - new.time.clock.now().milliseconds)
    let bad = try ExportTests.take(lines, into: new).bad
    #expect(bad.isEmpty, "\(bad)")
    for id: Int64 in 1...3 {
      let (before, after) = (try old.ticket(id), try new.ticket(id))
      #expect(before?.type == after?.type && before?.stage == after?.stage)
      #expect(before?.fields == after?.fields && before?.queue == after?.queue)
      #expect(before?.closeReason == after?.closeReason)
    }
    #expect(try new.auditProblems() == [])
  }

  @Test func `an import renames nothing to what means something else here`() throws {
    let old = try NamesFixture.desk()
    try NamesFixture.reload(old, NamesFixture.Names.others())
    let lines = try ExportTests.lines(of: old)
    let forged = lines.map { line in
      line.contains("desk.rename") ? line.replacingOccurrences(of: "workshop", with: "done") : line
    }
    #expect(forged != lines)
    let new = try TemporaryDesk(plugins: ["support", "inbox"])
    try new.enable(NamesFixture.plugin(NamesFixture.Names.others()))
    new.time.advance(
      milliseconds: old.time.clock.now().milliseconds - new.time.clock.now().milliseconds)
    let bad = try ExportTests.take(forged, into: new).bad
    #expect(!bad.isEmpty)
    #expect(try new.ticket(1)?.stage != "done")
  }
}
