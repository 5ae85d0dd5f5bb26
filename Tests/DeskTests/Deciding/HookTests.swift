import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// When before and validate hooks run, in which order, and what their faults do.
@Suite struct HookTests {
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
