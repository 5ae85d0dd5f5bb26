import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// What a plugin works out once for the tickets that were on the desk before it.
@Suite struct BackfillTests {
  /// Sets a field of new tickets, and of those that were there before.
  private func plugin(
    permissions: String = "'ticket.view'", more: String = "", options: String = "",
    each: String = "return { size = #ticket.subject }",
  ) -> TestPlugin {
    TestPlugin(
      "sizes", permissions: permissions,
      """
      docket.field{ name = "size", type = "integer", edit = "plugin" }
      \(more)
      docket.before("ticket.create", function(change)
        change:set("size", #change.after.subject)
      end)
      docket.backfill{ name = "size", query = "no:size", \(options) each = function(ticket)
        \(each)
      end }
      """)
  }

  private func desk(of count: Int, enabling plugin: TestPlugin? = nil) throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    let requests = try (0..<count).map { _ in
      try desk.request("admin", "create", nil, ["subject": .text("No light")])
    }
    #expect(try desk.desk.perform(all: requests).allSatisfy(\.isDone))
    if let plugin { try desk.enable(plugin) }
    return desk
  }

  @Test func `tickets that were there get the fields by one request of the plugin`() throws {
    let desk = try desk(of: 3, enabling: plugin())
    #expect(try desk.ticket(2)?.value(of: "size") == Value.none)
    let result = try desk.backfill()
    #expect(result.changed == 3)
    #expect(result.isFinished)
    #expect(try (1...3).allSatisfy { try desk.ticket($0)?.value(of: "size") == .integer(8) })
    let entry = try #require(try desk.entries(2).last)
    #expect(entry.request == result.name)
    #expect(entry.actor == .plugin("sizes"))
    #expect(entry.source == .backfill)
    #expect(entry.edits.map(\.by) == ["sizes@1.0.0:size"])
    #expect(try desk.ticket(2)?.version == 2)
    #expect(try desk.auditProblems() == [])
  }

  @Test func `it is done once, and once more only where that is asked for`() throws {
    let desk = try desk(of: 2, enabling: plugin(each: "return { size = (ticket.id * 10) }"))
    let first = try desk.backfill()
    #expect(try desk.backfill().name == first.name)
    try desk.desk.reloadPlugins(as: .desk)
    #expect(try desk.desk.openBackfills(of: ["sizes"]).isEmpty)
    #expect(try desk.entries(1).count == 2)
    try desk.undo("mia", try #require(first.name))
    let again = try desk.backfill(again: true)
    #expect(again.name != first.name)
    #expect(again.changed == 2)
    #expect(try desk.ticket(2)?.value(of: "size") == .integer(20))
  }

  @Test func `the desk's history says who wanted it and which request it became`() throws {
    let desk = try desk(of: 1, enabling: plugin())
    let admin = try desk.admin
    let result = try desk.desk.performBackfill("size", of: "sizes", as: .person(admin.id))
    let entry = try #require(try desk.entries(0).last)
    #expect(entry.isOf(.backfillPlugin))
    #expect(entry.actor == .person(admin.id))
    #expect(entry.edits.map(\.field) == ["backfill.sizes.size"])
    #expect(entry.edits.first?.to.text == result.name)
  }

  @Test func `it waits, is done, and is taken back as a bulk is`() throws {
    let desk = try desk(of: 3, enabling: plugin())
    #expect(try desk.status().state == .waiting)
    #expect(try desk.status().matching == 3)
    let name = try #require(try desk.backfill().name)
    #expect(try desk.status().state == .done)
    #expect(try desk.status().result?.changed == 3)
    #expect(try desk.status().undoneBy == nil)
    let undone = try desk.undo("mia", name)
    #expect(undone.changed == 3)
    #expect(try desk.ticket(3)?.value(of: "size") == Value.none)
    #expect(try desk.status().undoneBy == undone.name)
    #expect(try desk.auditProblems() == [])
  }

  @Test func `one that was stopped goes on where it was, each ticket once`() throws {
    let desk = try desk(of: 300, enabling: plugin())
    var parts = 0
    let first = try desk.backfill { (parts += 1, parts == 2).1 }
    #expect(first.changed == 256)
    #expect(!first.isFinished)
    #expect(try desk.status().state == .running)
    #expect(try desk.status().result?.changed == 256)
    let whole = try desk.backfill()
    #expect(whole.name == first.name)
    #expect(whole.changed == 300)
    #expect(try (1...300).allSatisfy { try desk.entries($0).count == 2 })
  }

  @Test func `a ticket that is none of its own by then is left as it is`() throws {
    let desk = try desk(of: 2)
    try desk.enable(
      TestPlugin(
        "sizes", permissions: "'ticket.view'",
        """
        docket.field{ name = "size", type = "integer" }
        docket.backfill{ name = "size", query = "no:size", each = function(ticket)
          return { size = 1 }
        end }
        """))
    _ = try desk.backfill { true }
    try desk.act("mia", "update", 2, ["size": .integer(7)]).receipt()
    let result = try desk.backfill()
    #expect((result.changed, result.unchanged) == (1, 1))
    #expect(try desk.ticket(2)?.value(of: "size") == .integer(7))
  }

  @Test func `a ticket that it fails on is told, and the others are done`() throws {
    let each = "if ticket.id == 2 then error('no') end return { size = 1 }"
    let desk = try desk(of: 3, enabling: plugin(each: each))
    let result = try desk.backfill()
    #expect(result.changed == 2)
    #expect(result.refused.map(\.ticket.rawValue) == [2])
    #expect(result.refused.first?.refusal.message.contains("sizes/init.lua:") == true)
    #expect(try desk.pluginStatuses().first { $0.name == "sizes" }?.trouble == nil)
  }

  @Test func `where it fails again and again it stops, and goes on once it is mended`() throws {
    let desk = try desk(of: 9, enabling: plugin(each: "error('no')"))
    let refusal = try #require(throws: Refusal.self) { try desk.backfill() }
    #expect(refusal.message.contains("ticket 1"), "\(refusal.message)")
    #expect(try (1...9).allSatisfy { try desk.entries($0).count == 1 })
    #expect(try desk.status().state == .running)
    // Nobody else is hindered by it.
    try desk.act("mia", "update", 1, ["priority": .text("low")]).receipt()
    try plugin().write(toDesk: desk.folder, version: "1.0.1")
    try desk.desk.reloadPlugins(as: .desk)
    let result = try desk.backfill()
    #expect(result.changed == 9)
    #expect(try desk.entries(9).last?.edits.first?.by == "sizes@1.0.1:size")
  }

  @Test func `it stays within its plugin's manifest, and its budget`() throws {
    let urgent = try desk(of: 1, enabling: plugin(each: "return { priority = 'urgent' }"))
    let refused = try #require(try urgent.backfill().refused.first)
    #expect(refused.refusal.message.contains("ticket.update"), "\(refused.refusal.message)")
    let endless = try desk(of: 1, enabling: plugin(each: "while true do end"))
    #expect(try endless.backfill().refused.count == 1)
    let unknown = try desk(of: 1, enabling: plugin(each: "return { sise = 1 }"))
    let hint = try #require(try unknown.backfill().refused.first).refusal.message
    #expect(hint.contains("size"), "\(hint)")
    let wrong = try desk(of: 1, enabling: plugin(each: "return 7"))
    #expect(try wrong.backfill().refused.count == 1)
  }

  @Test func `its updates run the hooks of others, who may refuse them`() throws {
    let desk = try desk(of: 2, enabling: plugin())
    try desk.enable(
      TestPlugin(
        "guard", permissions: "'ticket.view'",
        """
        docket.validate("ticket.update", function(change)
          if change.id == 1 and change.source == "backfill" then
            change:refuse("size", "not this one")
          end
        end)
        """))
    let result = try desk.backfill()
    #expect(result.changed == 1)
    #expect(result.refused.map(\.refusal.message) == ["size: not this one (guard)"])
  }

  private static let telling = """
    docket.before("field.size", function(change)
      change:notify{ to = "ann", text = "sized" }
      change:schedule("past", change.now - 60)
      change:schedule("later", change.now + 60)
    end)
    docket.after("field.size", function() end)
    """

  @Test(arguments: [("", 0, ["later"]), ("after = true,", 2, ["past", "later"])])
  func `it tells nobody unless its plugin asks for that, and starts what is to come`(
    _ options: String, _ told: Int, _ timers: [String],
  ) throws {
    let desk = try desk(
      of: 1,
      enabling: plugin(
        permissions: "'ticket.view', 'notify.public'", more: Self.telling, options: options))
    try desk.backfill()
    #expect(try desk.rows(.notify).count + desk.rows(.after).count == told)
    #expect(try Set(desk.rows(.timer).map(\.name)) == Set(timers))
  }

  @Test func `who may not manage plugins starts none`() throws {
    let desk = try desk(of: 1, enabling: plugin())
    let ann = try desk.person("ann")
    let refusal = try #require(throws: Refusal.self) {
      try desk.desk.performBackfill("size", of: "sizes", as: .person(ann.id))
    }
    #expect(refusal.code == .denied)
    #expect(try desk.status().state == .waiting)
  }

  @Test func `on a desk without tickets there is nothing to be done later`() throws {
    let desk = try desk(of: 0, enabling: plugin())
    #expect(try desk.status().state == .done)
    try desk.question()
    #expect(try desk.ticket(1)?.value(of: "size") == .integer(8))
    #expect(try desk.desk.openBackfills(of: ["sizes"]).isEmpty)
    #expect(try desk.auditProblems() == [])
  }

  @Test func `while its plugin is disabled it stays where it is`() throws {
    let desk = try desk(of: 1, enabling: plugin())
    _ = try desk.backfill { true }
    try desk.disable("sizes")
    #expect(throws: DeskError.self) { try desk.backfill() }
    try desk.enable(named: ["sizes"])
    #expect(try desk.status().state == .running)
    #expect(try desk.backfill().changed == 1)
  }

  @Test(arguments: [
    ("", "\"no:size\"", "ticket.view"), ("'ticket.view'", "\"no:sise\"", "size"),
    ("'ticket.view'", "\"limit:3\"", "limit"), ("'ticket.view'", "7", "query"),
  ])
  func `one that cannot be is refused when its plugin is loaded`(
    _ permissions: String, _ query: String, _ word: String,
  ) throws {
    let desk = try desk(of: 0)
    let plugin = TestPlugin(
      "sizes", permissions: permissions,
      """
      docket.field{ name = "size", type = "integer" }
      docket.backfill{ name = "size", query = \(query), each = function() end }
      """)
    let error = try #require(throws: DeskError.self) { try desk.enable(plugin) }
    #expect(error.description.contains(word), "\(error)")
  }

  @Test func `a notice that a bulk is not to give is not given by its later parts either`() throws {
    let desk = try desk(of: 1, enabling: plugin(more: Self.telling))
    let order = try desk.order("mia", "is:open", ["tags": .texts(["x"])]) {
      $0.tellsPeople = false
    }
    let asked = try Request(json: JSON(parsing: order.request.json.text))
    #expect(asked?.tellsPeople == false)
    #expect(Request(json: plainRequest().json)?.tellsPeople == true)
  }

  private func plainRequest() -> Request {
    Request(actor: .desk, source: .cli, action: .verb(.update))
  }
}

extension TemporaryDesk {
  @discardableResult
  fileprivate func backfill(
    again: Bool = false, stoppedIf isStopped: () -> Bool = { false },
  ) throws -> BulkResult {
    try desk.performBackfill("size", of: "sizes", as: .desk, again: again, isStopped: isStopped)
  }

  fileprivate func status() throws -> BackfillStatus {
    let admin = try admin
    return try #require(
      try desk.session(as: admin) { try $0.backfills(of: "sizes") }.first)
  }
}
