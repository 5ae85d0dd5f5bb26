import Desk
import Foundation
import Kernel
import TestSupport
import Testing

/// What a trace of a plugin's calls tells, and what it leaves alone.
@Suite struct PluginTraceTests {
  private static let guardian = TestPlugin(
    "guardian", permissions: "'ticket.view', 'ticket.update', 'note.add'",
    """
    docket.before("ticket.update", function(change)
      change:set("queue", "billing")
      change:add_note("hush")
    end, { name = "route" })
    docket.validate("ticket.*", function(change)
      if change.after.priority == "urgent" then change:refuse("priority", "is not for us") end
      if change.after.priority == "low" then error("it fell over") end
    end, { name = "urgency" })
    docket.after("ticket.update", function(change)
      docket.notify{ about = change.id, to = "bob", text = "look" }
    end, { name = "tell" })
    """)

  private func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    _ = try desk.desk.administer(as: .desk) { try $0.addQueue("billing") }
    try desk.enable(Self.guardian)
    return desk
  }

  private func hasFile(_ name: String, of desk: TemporaryDesk) -> Bool {
    FileManager.default.fileExists(atPath: "\(desk.desk.folder.path)/\(name)")
  }

  @Test func `a call is told with what it was given, made and refused, and its lines`() throws {
    let desk = try desk()
    let id = try desk.question()
    let trace = try desk.desk.trace("guardian", on: TraceOrder.every)
    _ = try desk.act("ann", "update", id, ["priority": .text("urgent")])
    let calls = try trace.next()
    #expect(calls.map(\.name) == ["route", "urgency"])
    let route = try #require(calls.first)
    #expect(route.kind == "before" && route.event == "ticket.update" && route.ticket == 1)
    #expect(route.given.map(\.field) == ["priority"] && route.amended.map(\.field) == ["queue"])
    #expect(route.effects == ["notes": 1] && route.instructions > 0)
    #expect(route.lines.map(\.file).allSatisfy { $0 == "init.lua" })
    #expect(Set(route.lines.map(\.line)).isSuperset(of: [2, 3]) && !calls.isEmpty)
    #expect(try calls.allSatisfy { try !$0.jsonText.contains("hush") })
    #expect(calls.last?.refused == [TracedRefusal(field: "priority", message: "is not for us")])
  }

  @Test func `only what goes by the event is told, and only as long as somebody asks`() throws {
    let desk = try desk()
    let id = try desk.question()
    let trace = try desk.desk.trace("guardian", on: "ticket.reply")
    _ = try desk.act("ann", "update", id, ["priority": .text("high")])
    #expect(try trace.next().isEmpty)
    try desk.act("ann", "reply", id, text: "Hello").receipt()
    #expect(try trace.next().map(\.name) == ["urgency"])
    trace.end()
    let later = try desk.desk.trace("guardian", on: TraceOrder.every)
    later.end()
    _ = try desk.act("ann", "update", id, ["priority": .text("normal")])
    #expect(throws: (any Error).self) { try later.next() }
  }

  @Test func `a fault is told, and decides as it does otherwise`() throws {
    let desk = try desk()
    let id = try desk.question()
    let without = try desk.act("ann", "update", id, ["priority": .text("low")])
    let trace = try desk.desk.trace("guardian", on: TraceOrder.every)
    let with = try desk.act("ann", "update", id, ["priority": .text("low")])
    #expect(with.refusal?.code == without.refusal?.code && with.refusal != nil)
    let fault = try #require(try trace.next().last?.fault)
    #expect(fault.contains("it fell over") && fault.contains("init.lua:7"))
  }

  @Test func `what runs after the commit is told with what it leaves to be done`() throws {
    let desk = try desk()
    let id = try desk.question()
    let trace = try desk.desk.trace("guardian", on: "ticket.update")
    try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    try desk.work()
    let after = try #require(try trace.next().first { $0.kind == "after" })
    #expect(after.name == "tell" && after.entry != nil && after.ticket == 1)
    #expect(after.effects == ["notifications": 1])
  }

  @Test func `a second trace is refused, and one that nobody renews is none`() throws {
    let desk = try desk()
    let first = try desk.desk.trace("guardian", on: TraceOrder.every)
    #expect(throws: DeskError.self) { try desk.desk.trace("support", on: TraceOrder.every) }
    desk.time.advance(milliseconds: 60_000)
    let second = try desk.desk.trace("support", on: TraceOrder.every)
    first.end()
    #expect(try second.next().isEmpty && hasFile("docket.trace", of: desk))
    #expect(throws: DeskError.self) { try first.next() }
  }

  @Test func `what a stranger leaves in the folder asks for nothing`() throws {
    let desk = try desk()
    let id = try desk.question()
    let trace = try desk.desk.trace("guardian", on: TraceOrder.every)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o666], ofItemAtPath: desk.desk.folder.path + "/docket.trace")
    _ = try desk.act("ann", "update", id, ["priority": .text("high")])
    #expect(try trace.next().isEmpty)
  }

  @Test func `what somebody left who was killed goes with the next request`() throws {
    let desk = try desk()
    let id = try desk.question()
    let trace = try desk.desk.trace("guardian", on: TraceOrder.every)
    _ = try desk.act("ann", "update", id, ["priority": .text("urgent")])
    #expect(try !trace.next().isEmpty)
    desk.time.advance(milliseconds: 120_000)
    _ = try desk.act("ann", "update", id, ["priority": .text("urgent")])
    #expect(!hasFile("docket.trace", of: desk) && !hasFile("docket.traced", of: desk))
  }

  @Test func `nothing is left of a trace that ended`() throws {
    let desk = try desk()
    try desk.desk.trace("guardian", on: TraceOrder.every).end()
    #expect(!hasFile("docket.trace", of: desk) && !hasFile("docket.traced", of: desk))
  }
}
