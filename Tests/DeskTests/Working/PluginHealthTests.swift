import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Plugins that fail too often.
@Suite struct PluginHealthTests {
  /// Fails on tickets that are called bad; also checks urgent ones.
  static let shaky = TestPlugin(
    "shaky", permissions: "'ticket.view', 'ticket.update'",
    """
    docket.before("ticket.create", function(change)
      if change.after.subject == "bad" then error("boom") end
      change:set("tags", { "seen" })
    end, { name = "tidy" })
    docket.validate("ticket.create", function(change) end,
      { name = "check", when = "priority:urgent" })
    """)

  static func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(shaky)
    return desk
  }

  static func fail(_ desk: TemporaryDesk, times: Int) throws {
    for _ in 0..<times { try desk.act("ann", "create", nil, ["subject": .text("bad")]) }
  }

  static func create(_ desk: TemporaryDesk, urgent: Bool = false) throws -> Outcome {
    var set: [String: Value] = ["subject": .text("good")]
    if urgent { set["priority"] = .text("urgent") }
    return try desk.act("ann", "create", nil, set)
  }

  @Test func `four faults do not suspend a plugin, the fifth within ten minutes does`() throws {
    let desk = try Self.desk()
    try Self.fail(desk, times: 4)
    #expect(try Self.create(desk).idlePlugins == [])
    try Self.fail(desk, times: 1)
    let outcome = try Self.create(desk)
    #expect(outcome.isDone)
    #expect(outcome.idlePlugins == ["shaky"])
  }

  @Test func `faults that lie ten minutes back do not count`() throws {
    let desk = try Self.desk()
    try Self.fail(desk, times: 4)
    desk.time.advance(milliseconds: 600_000)
    try Self.fail(desk, times: 1)
    #expect(try Self.create(desk).idlePlugins == [])
  }

  @Test func `what a suspended plugin checks is refused, naming it; all else goes on`() throws {
    let desk = try Self.desk()
    try Self.fail(desk, times: 5)
    #expect(try Self.create(desk).isDone)
    let refusal = try #require(try Self.create(desk, urgent: true).refusal)
    #expect(refusal.problems.map(\.by) == ["shaky"])
    #expect(refusal.message.contains("suspended until"))
    #expect(try Self.create(desk, urgent: false).isDone)
  }

  @Test func `a suspended plugin works again after ten minutes`() throws {
    let desk = try Self.desk()
    try Self.fail(desk, times: 5)
    desk.time.advance(milliseconds: 599_999)
    #expect(try Self.create(desk).idlePlugins == ["shaky"])
    desk.time.advance(milliseconds: 1)
    let id = try Self.create(desk, urgent: true).receipt().ticket
    #expect(try desk.ticket(id.rawValue)?.tags == ["seen"])
  }

  @Test func `the third suspension is for good, until the plugin is enabled again`() throws {
    let desk = try Self.desk()
    for _ in 1...3 {
      try Self.fail(desk, times: 5)
      desk.time.advance(milliseconds: 600_000)
    }
    desk.time.advance(milliseconds: 86_400_000)
    #expect(try Self.create(desk).idlePlugins == ["shaky"])
    try desk.enable(named: ["shaky"])
    #expect(try Self.create(desk, urgent: true).idlePlugins == [])
  }

  @Test func `a validator that is to be skipped on faults is skipped while it is suspended`() throws
  {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "lenient", manifest: "on_fault = 'skip',",
        "docket.validate('ticket.create', function() error('boom') end, { name = 'check' })"))
    for _ in 1...6 { #expect(try Self.create(desk).isDone) }
    #expect(try Self.create(desk).idlePlugins == ["lenient"])
  }

  @Test func `a dry run neither counts against a plugin nor is counted as use`() throws {
    let desk = try Self.desk()
    for _ in 1...6 {
      try desk.act("ann", "create", nil, ["subject": .text("bad")], isDryRun: true)
    }
    #expect(try Self.create(desk).idlePlugins == [])
    desk.desk.close()
    let uses = try desk.desk.session(as: desk.admin) { try $0.pluginUses() }
    #expect(uses.filter { $0.key.name == "tidy" }.map(\.use.calls) == [1])
  }

  @Test func `an after hook that fails again and again on one change counts once`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin("late", "docket.after('ticket.create', function() error('boom') end)"))
    _ = try Self.create(desk)
    for _ in 1...8 { try desk.work(after: .seconds(120)) }
    let faults = try desk.pluginStatuses().first { $0.name == "late" }
    #expect(faults?.trouble == nil)
  }

  @Test func `rows of a suspended plugin wait until it works again`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "late", permissions: "'ticket.view'",
        """
        docket.after("ticket.create", function(change)
          if change.after.subject == "bad" then error("boom") end
          docket.state.add("done", 1)
        end)
        """))
    for _ in 1...5 { try desk.act("ann", "create", nil, ["subject": .text("bad")]) }
    try desk.work()
    _ = try Self.create(desk)
    try desk.work()
    #expect(try desk.state("late", "done") == nil)
    try desk.work(after: .seconds(601))
    #expect(try desk.state("late", "done") == "1")
  }
}
