import Desk
import Kernel
import TestSupport
import Testing

/// What plugins do after the commit: its causes, its retries, and the time that wakes tickets.
@Suite struct ReactionTests {
  static let all = "'ticket.view', 'ticket.update', 'note.add'"

  @discardableResult
  private static func work(_ desk: TemporaryDesk) throws -> Worker.Report {
    try Worker(desk: desk.desk).runDue()
  }

  @Test func `what an after hook asks for is the plugin's, and has its cause`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "tagger", permissions: Self.all,
        """
        docket.after("field.priority", function(change)
          docket.tickets.update(change.id, { set = { tags = { "seen" } } })
        end, { name = "tag", when = "priority:high" })
        """))
    let id = try desk.question()
    let receipt = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    #expect(try desk.ticket(id)?.tags == [])
    #expect(try Self.work(desk).done == 1)
    let entry = try #require(try desk.entries(id).last)
    #expect(entry.actor == .plugin("tagger"))
    #expect(entry.cause == receipt.seq)
    #expect(entry.origin == receipt.seq)
    #expect(entry.depth == 1)
    #expect(try desk.ticket(id)?.tags == ["seen"])
  }

  @Test(arguments: [1, 2])
  func `an after hook that answers its own change is stopped after its laps`(_ laps: Int) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "circle", permissions: Self.all,
        """
        local turn = { low = "high", high = "low", normal = "low" }
        docket.after("field.priority", function(change)
          local done, problem = docket.tickets.update(change.id,
            { set = { priority = turn[change.after.priority] } })
          if not done then docket.log.warn(problem.message) end
        end, { name = "turn", laps = \(laps) })
        """))
    let id = try desk.question()
    try Self.work(desk)
    #expect(try desk.entries(id).count == 1 + laps)
    #expect(try desk.auditProblems() == [])
  }

  @Test func `what a hook asked for before it failed is done once when it is tried again`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "shaky", permissions: Self.all,
        """
        docket.after("ticket.reply", function(change)
          docket.state.add("tries")
          docket.tickets.note(change.id, { text = "told" })
          error("the network is down")
        end)
        """))
    let id = try desk.question()
    try desk.act("ann", "reply", id, text: "Is it in?").receipt()
    for _ in 1...3 {
      #expect(try Self.work(desk).failed == 1)
      desk.time.advance(milliseconds: 3_600_000)
    }
    #expect(try desk.entries(id).count { $0.text == "told" } == 1)
  }

  @Test func `a postponed ticket comes back by itself in time, in a chain of its own`()
    throws
  {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.postpone(id, milliseconds: 60_000)
    try Self.work(desk)
    #expect(try desk.stage(id) == "postponed")
    desk.time.advance(milliseconds: 60_000)
    try Self.work(desk)
    #expect(try desk.stage(id) == "new")
    let entry = try #require(try desk.entries(id).last)
    #expect(entry.action == "wake")
    #expect(entry.actor == .desk)
    #expect(entry.cause == nil)
  }

  @Test func `a ticket that was taken for spam while postponed still comes back in time`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.postpone(id, milliseconds: 60_000)
    try desk.act("ann", "discard", id, params: ["to": .text("spam")]).receipt()
    desk.time.advance(milliseconds: 90_000)
    try Self.work(desk)
    #expect(try desk.stage(id) == "spam")
    try desk.act("ann", "restore", id).receipt()
    try Self.work(desk)
    #expect(try desk.stage(id) == "new")
  }

  @Test func `a plugin's reply moves nothing`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "greeter", permissions: "'ticket.view', 'ticket.reply'",
        """
        docket.after("ticket.create", function(change)
          docket.tickets.reply(change.id, { text = "We have it." })
        end)
        """))
    let id = try desk.question()
    try Self.work(desk)
    #expect(try desk.entries(id).last?.text == "We have it.")
    #expect(try desk.stage(id) == "new")
  }
}
