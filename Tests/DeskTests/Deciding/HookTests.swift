import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// When before and validate hooks run, in which order, and what their faults do.
@Suite struct HookTests {
  @Test func `a hook whose condition comes true by an amendment runs once, in a next round`()
    throws
  {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "rounds", permissions: "'ticket.update', 'ticket.view', 'note.add'",
        """
        docket.before("ticket.update", function(change) change:add_note("urgent") end,
          { name = "late", priority = 1, when = "priority:urgent" })
        docket.before("field.tags", function(change) change:set("priority", "urgent") end,
          { name = "early", priority = 2 })
        docket.before("field.priority", function(change) change:add_note("priority") end,
          { name = "field", priority = 1 })
        """))
    let id = try desk.question()
    try desk.act("ann", "update", id, ["tags": .texts(["fire"])]).receipt()
    let entries = try desk.entries(id)
    #expect(entries.map(\.text) == ["", "priority", "", "urgent", "priority"])
    #expect(entries[2].edits.map(\.by) == [nil, "rounds@1.0.0:early"])
  }

  @Test func `hooks run by plugin, then by priority, then as registered`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let say = { (name: String, priority: Int) in
      "docket.before('ticket.update', function(change) change:add_note('\(name)') end,"
        + " { name = '\(name)', priority = \(priority) })\n"
    }
    try desk.enable(
      TestPlugin("zeta", permissions: "'note.add'", say("z1", 100) + say("z2", 1)),
      TestPlugin("alpha", permissions: "'note.add'", say("a1", 100) + say("a2", 100)))
    let id = try desk.question()
    try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    #expect(try desk.entries(id).map(\.text).dropFirst(2) == ["a1", "a2", "z2", "z1"])
  }

  @Test func `what rules and validate hooks refuse comes back together, by field`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "strict", permissions: "'ticket.view'",
        """
        docket.validate("ticket.update", function(change) change:refuse("tags", "no tags") end)
        docket.validate("ticket.update", function(change) change:refuse(nil, "not today") end)
        """))
    let id = try desk.question()
    let outcome = try desk.act(
      "ann", "update", id, ["queue": .text("nowhere"), "tags": .texts(["a"])])
    #expect(outcome.refusedFields == ["queue", "tags", nil])
    #expect(outcome.refusal?.problems.map(\.by) == [nil, "strict", "strict"])
    #expect(try desk.entries(id).count == 1)
  }

  @Test func `a before hook that refuses ends it there`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "first",
        """
        docket.before("ticket.update", function(change) change:refuse("tags", "stop") end)
        docket.validate("ticket.update", function(change) change:refuse("tags", "never said") end)
        """))
    let id = try desk.question()
    let outcome = try desk.act("ann", "update", id, ["tags": .texts(["a"])])
    #expect(outcome.refusal?.problems.map(\.message) == ["stop"])
  }

  static func faulty(_ onFault: String) -> TestPlugin {
    TestPlugin(
      "faulty", permissions: "'ticket.update', 'note.add'",
      """
      docket.before("ticket.update", function(change)
        change:set("tags", { "half" })
        change:add_note("half done")
        docket.state.set("half", true)
        local nothing = nil
        return nothing.field
      end, { name = "break", on_fault = "\(onFault)" })
      """)
  }

  @Test func `the fault of a hook refuses the change, naming plugin, file and line`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.faulty("refuse"))
    let id = try desk.question()
    let outcome = try desk.act("ann", "update", id, ["priority": .text("high")])
    #expect(outcome.refusal?.message.contains("faulty/init.lua:6") == true)
    #expect(outcome.faults.map(\.plugin) == ["faulty"])
    #expect(try desk.ticket(id)?.priority == .normal)
    let lines = try desk.desk.read { reader, _ in try reader.logLines(last: 10) }
    #expect(lines.contains { $0.plugin == "faulty" && $0.message.contains("init.lua:6") })
  }

  @Test func `a fault that is skipped leaves nothing of what the hook did`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.faulty("skip"))
    let id = try desk.question()
    let outcome = try desk.act("ann", "update", id, ["priority": .text("high")])
    #expect(outcome.isDone)
    #expect(outcome.faults.count == 1)
    #expect(try desk.ticket(id)?.priority == .high)
    #expect(try desk.ticket(id)?.tags == [])
    #expect(try desk.entries(id).count == 2)
  }

  @Test func `a hook amends within what its plugin's manifest asks for`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "meek", permissions: "{ permission = 'ticket.update', fields = { 'tags' } }",
        """
        docket.before("field.tags", function(change) change:set("tags", { "ok" }) end)
        docket.before("field.due", function(change) change:set("priority", "low") end)
        """))
    let id = try desk.question()
    try desk.act("admin", "update", id, ["tags": .texts(["a"])]).receipt()
    #expect(try desk.ticket(id)?.tags == ["ok"])
    let outcome = try desk.act("admin", "update", id, ["due": .text("+1d")])
    #expect(outcome.refusal?.message.contains("manifest does not ask for ticket.update") == true)
  }

  @Test func `a hook that closes needs the permission to close, and rules hold for it`() throws {
    let close = """
      docket.before("field.tags", function(change) change:set("stage", "resolved") end)
      """
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons"])
    try desk.enable(TestPlugin("closer", permissions: "'ticket.update'", close))
    let id = try desk.question()
    let denied = try desk.act("admin", "update", id, ["tags": .texts(["a"])])
    #expect(denied.refusal?.code == .denied)
    try desk.enable(
      TestPlugin("closer", permissions: "'ticket.close'", close))
    let refused = try desk.act("admin", "update", id, ["tags": .texts(["a"])])
    #expect(refused.refusedFields == ["close_reason"])
  }
}
