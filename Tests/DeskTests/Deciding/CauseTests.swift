import Desk
import Kernel
import TestSupport
import Testing

/// Requests that hooks make in the same transaction: their causes, laps and limits.
@Suite struct CauseTests {
  static let all = "'ticket.view', 'ticket.update', 'ticket.create', 'ticket.close', 'note.add'"

  @Test func `what a hook also asks for stands in the history with its cause`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "echo", permissions: Self.all,
        """
        docket.before("field.tags", function(change)
          change:also("update", 1, { set = { priority = "high" } })
        end, { name = "raise" })
        """))
    try desk.question()
    let second = try desk.question()
    let receipt = try desk.act("ann", "update", second, ["tags": .texts(["fire"])]).receipt()
    let entry = try #require(try desk.entries(1).last)
    #expect(entry.cause == receipt.seq)
    #expect(entry.origin == receipt.seq)
    #expect(entry.depth == 1)
    #expect(entry.hook == "echo@1.0.0:raise")
    #expect(entry.actor == .person(try desk.person("ann").id))
    #expect(entry.request == receipt.request)
  }

  @Test func `what a hook also asks for is refused together with the change`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons"])
    try desk.enable(
      TestPlugin(
        "both", permissions: Self.all,
        """
        docket.before("field.tags", function(change) change:also("close", 1, {}) end)
        """))
    try desk.question()
    let second = try desk.question()
    let outcome = try desk.act("ann", "update", second, ["tags": .texts(["fire"])])
    #expect(outcome.refusedFields == ["close_reason"])
    #expect(try desk.ticket(second)?.tags == [])
    #expect(try desk.entries(second).count == 1)
  }

  @Test func `a hook may also do only what its plugin's manifest asks for`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "modest", permissions: "'ticket.view'",
        """
        docket.before("field.tags", function(change)
          change:also("update", change.id, { set = { priority = "high" } })
        end)
        """))
    let id = try desk.question()
    let outcome = try desk.act("admin", "update", id, ["tags": .texts(["fire"])])
    #expect(outcome.refusal?.code == .denied)
    #expect(outcome.refusal?.message.contains("the plugin modest") == true)
  }

  static func circle(laps: Int) -> TestPlugin {
    TestPlugin(
      "circle", permissions: all,
      """
      local turn = { low = "high", high = "low", normal = "low", urgent = "low" }
      docket.before("field.priority", function(change)
        change:also("update", change.id, { set = { priority = turn[change.after.priority] } })
      end, { name = "turn", laps = \(laps) })
      """)
  }

  @Test func `a hook that answers its own change is stopped on the second lap, with the chain`()
    throws
  {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.enable(Self.circle(laps: 1))
    let outcome = try desk.act("ann", "update", id, ["priority": .text("high")])
    let message = try #require(outcome.refusal?.message)
    #expect(message.contains("circle@1.0.0:turn"))
    #expect(message.contains("priority: normal → high"))
    #expect(message.contains("priority: high → low"))
    #expect(message.contains("priority: low → high"))
    #expect(try desk.entries(id).count == 1)
  }

  @Test func `a hook that is allowed more laps is stopped after those`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.enable(Self.circle(laps: 3))
    let outcome = try desk.act("ann", "update", id, ["priority": .text("high")])
    let lines = outcome.refusal?.message.split(separator: "\n").count ?? 0
    #expect(lines == 1 + 5)
  }

  @Test func `a hook that creates on every create is stopped on the second lap`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "rabbits", permissions: Self.all,
        """
        docket.before("ticket.create", function(change)
          change:also("create", nil, { subject = change.after.subject .. "x" })
        end)
        """))
    let outcome = try desk.act("ann", "create", nil, ["subject": .text("x")])
    #expect(outcome.refusal?.message.contains("the same again in one chain") == true)
    #expect(try desk.ticket(1) == nil)
  }

  @Test func `two hooks that answer each other are stopped, and the chain names both`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    let answer = { (event: String, field: String, value: String) in
      """
      docket.before("field.\(event)", function(change)
        local turn = change.after.version .. "\(value)"
        change:also("update", change.id, { set = { \(field) = \(value) } })
      end, { name = "answer" })
      """
    }
    try desk.enable(
      TestPlugin("ping", permissions: Self.all, answer("body", "tags", "{ turn }")),
      TestPlugin("pong", permissions: Self.all, answer("tags", "body", "turn")))
    let outcome = try desk.act("ann", "update", id, ["body": .text("go")])
    let message = try #require(outcome.refusal?.message)
    #expect(message.contains("ping@1.0.0:answer"))
    #expect(message.contains("pong@1.0.0:answer"))
  }

  @Test func `a chain is at most 16 causes deep`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    for _ in 1...20 { try desk.question() }
    try desk.enable(
      TestPlugin(
        "row", permissions: Self.all,
        """
        docket.before("field.tags", function(change)
          if change.id < 20 then
            change:also("update", change.id + 1, { set = { tags = { "next" } } })
          end
        end, { name = "next" })
        """))
    let outcome = try desk.act("ann", "update", 3, ["tags": .texts(["first"])])
    #expect(outcome.refusal?.message.contains("16 changes followed one from another") == true)
    #expect(try desk.ticket(3)?.tags == [])
    try desk.act("ann", "update", 4, ["tags": .texts(["first"])]).receipt()
    #expect(try desk.ticket(20)?.tags == ["next"])
  }

  @Test func `from one change follow at most 200 entries`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.enable(
      TestPlugin(
        "many", permissions: Self.all,
        """
        docket.before("field.due", function(change)
          for turn = 1, #change.after.tags do
            change:also("note", change.id, { text = "note " .. turn })
          end
        end, { name = "notes" })
        """))
    try desk.act("ann", "update", id, ["tags": .texts((1...200).map { "t\($0)" })]).receipt()
    try desk.act("ann", "update", id, ["due": .text("+1d")]).receipt()
    #expect(try desk.entries(id).count == 203)
    try desk.act("ann", "update", id, ["tags": .texts((1...201).map { "t\($0)" })]).receipt()
    let outcome = try desk.act("ann", "update", id, ["due": .text("+2d")])
    #expect(outcome.refusal?.message.contains("200 changes followed from one") == true)
  }
}
