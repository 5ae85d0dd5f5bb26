import Desk
import Kernel
import TestSupport
import Testing
import Texts

/// Looking inside the desk at a prompt.
@Suite struct PromptInsideTests {
  private static let watcher = TestPlugin(
    "watcher", permissions: "'ticket.view'",
    manifest: "settings = { greeting = { type = 'text', default = 'hello' },"
      + " token = { type = 'secret' } },",
    """
    local seen, names = 0, { "a" }

    docket.before("ticket.close", function(change)
      seen = seen + 1
    end, { name = "count", when = "priority:high", priority = 50 })
    docket.after("field.priority", function(change)
      docket.state.set("last", { name = names[1] })
    end, { name = "remember" })
    """)

  private func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.watcher)
    return desk
  }

  private func session(_ desk: TemporaryDesk, _ name: String) throws -> PromptSession {
    try PromptSession(desk.desk, as: try desk.person(name), mayWrite: false) { _ in }
  }

  @Test func `hooks stand in their order, with where they are and what they cost`() throws {
    let desk = try desk()
    let id = try desk.question(["priority": .text("high")])
    try desk.act("mia", "close", id).receipt()
    let session = try session(desk, "ann")
    let hooks = try session.hooks(on: "close")
    #expect(hooks.map(\.spec.name) == ["count"])
    #expect(hooks.first?.place == "watcher/init.lua:3")
    #expect(try session.hooks(on: "field.priority").map(\.spec.name) == ["remember"])
    #expect(try session.hooks(on: nil).map(\.spec.name) == ["count", "remember"])
    #expect(throws: Refusal.self) { try self.session(desk, "carl").hooks(on: nil) }
  }

  @Test func `a plugin's sandbox is for those who manage plugins`() throws {
    let desk = try desk()
    let inside = try session(desk, "admin").enter("watcher")
    #expect(inside.functions.map(\.key.name) == ["count", "remember"])
    #expect(inside.functions.map { $0.variables.map(\.name) } == [["seen"], ["names"]])
    #expect(inside.settings.map(\.name) == ["greeting", "token"])
    #expect(throws: Refusal.self) { try session(desk, "mia").enter("watcher") }
    #expect(throws: DeskError.self) { try session(desk, "admin").enter("nobody") }
  }

  @Test func `what a plugin remembers is for those who see everything`() throws {
    let desk = try desk()
    let id = try desk.question()
    try desk.act("mia", "update", id, ["priority": .text("low")]).receipt()
    try desk.work()
    try desk.desk.administer(as: .desk) { try $0.grant(Grant("plugin.manage"), to: "keeper") }
    try desk.add("kim", roles: ["agent", "keeper"])
    try desk.add("leo", roles: ["keeper"])
    guard case .told(let pairs, _) = try session(desk, "kim").enter("watcher").state,
      case .counted(let keys, _) = try session(desk, "leo").enter("watcher").state
    else {
      Issue.record("the state is told to the wrong ones")
      return
    }
    #expect(pairs.map(\.key) == ["last"])
    #expect(keys == 1)
  }

  @Test func `a query's statement has its values bound, and its plan`() throws {
    let desk = try desk()
    try desk.question(["subject": .text("o'hara")])
    let session = try session(desk, "ann")
    let plan = try session.read { try $0.plan(of: "priority:normal is:open sort:-updated") }
    #expect(plan.sql.hasPrefix("SELECT"))
    #expect(!plan.values.isEmpty)
    #expect(!plan.steps.isEmpty)
    #expect(plan.rows == 1)
  }

  @Test func `a statement that speaks of hidden fields is not shown`() throws {
    let desk = try desk()
    try desk.enable(
      TestPlugin("hidden", "docket.field{ name = 'grudge', type = 'text', view = 'hidden.view' }"))
    try desk.desk.administer(as: .desk) { administration in
      try administration.grant(Grant("ticket.view", isDenial: true, when: "grudge:x"), to: "agent")
    }
    try desk.question()
    let session = try session(desk, "ann")
    #expect(throws: Refusal(.denied, Text.promptHiddenPlan)) {
      try session.read { try $0.plan(of: "is:open").rows }
    }
  }

  @Test func `a sandbox that begins anew has the rules of now and no variables`() throws {
    let desk = try desk()
    let session = try session(desk, "ann")
    _ = try session.evaluate("x = 1", number: 1)
    try session.reload()
    #expect(try session.evaluate("x", number: 2).values != [.integer(1)])
  }
}
