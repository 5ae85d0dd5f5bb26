import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Verbs that plugins add: what they are given, what they leave, who may do them.
@Suite struct PluginActionTests {
  static let clock = TestPlugin(
    "clock", permissions: "'ticket.view', 'ticket.update', 'note.add'",
    """
    docket.field{ name = "total", type = "duration", edit = "plugin" }
    docket.role{ name = "agent", grants = { "clock.log_time" } }
    docket.action{
      name = "log_time",
      params = {
        minutes = { type = "integer", required = true, between = { 1, 600 } },
        spent = { type = "duration" },
        by = { type = "person" },
        kind = { type = "choice", choices = { "phone", "site" }, default = "phone" },
        when_done = { type = "time" },
      },
      data = { minutes = { type = "integer", required = true }, by = { type = "person" } },
      when = "is:open",
      propose = function(change)
        local params = change.params
        if params.minutes == 13 then change:refuse("minutes", "thirteen is bad luck") end
        if params.minutes == 14 then return { minutes = "many" } end
        if params.minutes == 15 then error("broken") end
        change:set("total", (change.after.fields.total or 0) + params.minutes * 60)
        return { minutes = params.minutes, by = params.by }
      end,
    }
    docket.action{ name = "ping", permission = "ticket.update", propose = function() end }
    docket.after("ticket.ping", function(change) docket.state.add("pings", 1) end)
    docket.before("ticket.log_time", function(change)
      change:add_note("logged " .. change.data.minutes)
    end, { name = "echo" })
    """)

  private static func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(clock)
    return desk
  }

  @Test func `an action writes an entry of its own, with typed parameters and data`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    let given: [String: Value] = ["minutes": .text("30"), "spent": .text("1h"), "by": .text("bob")]
    try desk.act("ann", "log_time", id, params: given).receipt()
    let entry = try #require(try desk.entries(id).first { $0.action == "log_time" })
    let bob = Value.person(try desk.person("bob").id)
    #expect(
      entry.params == [
        "minutes": .integer(30), "spent": .integer(3_600_000), "by": bob, "kind": .text("phone"),
      ])
    #expect(entry.data == ["minutes": .integer(30), "by": bob])
    #expect(entry.edits.map(\.by) == ["clock@1.0.0:log_time"])
    #expect(try desk.notes(id) == ["logged 30"])
    #expect(try desk.auditProblems() == [])
  }

  @Test(arguments: [
    (["minutes": "many"], "minutes", "whole number"),
    ([:], "minutes", "log_time needs it: a whole number"),
    (["minutes": "0"], "minutes", "at least 1"),
    (["minutes": "601"], "minutes", "at most 600"),
    (["minutes": "1", "kind": "phne"], "kind", "did you mean phone?"),
    (["minutes": "1", "by": "bbo"], "by", "did you mean bob?"),
    (["minutes": "1", "spent": "soon"], "spent", "90m"),
    (["minutes": "1", "when_done": "someday"], "when_done", ""),
    (["minutes": "1", "minuts": "2"], "minuts", "did you mean minutes?"),
  ])
  func `a wrong parameter is refused by its name, with what would be right`(
    _ given: [String: String], _ field: String, _ words: String,
  ) throws {
    let desk = try Self.desk()
    let id = try desk.question()
    let outcome = try desk.act("ann", "log_time", id, params: given.mapValues(Value.text))
    #expect(outcome.refusedFields == [field])
    #expect(outcome.refusal?.code == .invalid)
    #expect(words.isEmpty || outcome.refusal?.message.contains(words) == true)
    #expect(try desk.entries(id).count == 1)
  }

  @Test(arguments: ["type", "stage", "priority", "source"])
  func `a parameter called like a field that is never empty may be left out`(
    _ name: String,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "maker", permissions: "'ticket.update'",
        """
        docket.role{ name = "agent", grants = { "maker.make" } }
        docket.action{
          name = "make", params = { \(name) = { type = "text" } },
          propose = function(change) change:set("tags", { tostring(change.params.\(name)) }) end,
        }
        """))
    let id = try desk.question()
    try desk.act("ann", "make", id).receipt()
    #expect(try desk.ticket(id)?.tags == ["nil"])
  }

  @Test func `all wrong parameters come back together`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    let given: [String: Value] = ["kind": .text("x"), "spent": .text("y")]
    let fields = try desk.act("ann", "log_time", id, params: given).refusedFields
    #expect(Set(fields) == ["kind", "minutes", "spent"])
  }

  @Test func `what propose refuses is refused, and nothing is written`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    let outcome = try desk.act("ann", "log_time", id, params: ["minutes": .integer(13)])
    #expect(outcome.refusedFields == ["minutes"])
    #expect(outcome.refusal?.message.contains("bad luck") == true)
    #expect(try desk.entries(id).count == 1)
  }

  @Test(arguments: [(14, "the data of log_time: minutes"), (15, "broken")])
  func `a plugin that gives wrong data or fails is at fault, and is logged`(
    _ minutes: Int64, _ words: String,
  ) throws {
    let desk = try Self.desk()
    let id = try desk.question()
    let outcome = try desk.act("ann", "log_time", id, params: ["minutes": .integer(minutes)])
    #expect(outcome.refusal?.problems.first?.by == "clock")
    #expect(outcome.refusal?.message.contains(words) == true)
    let log = try desk.desk.read { reader, _ in try reader.logLines(last: 5) }
    #expect(log.contains { $0.plugin == "clock" && $0.message.contains(words) })
    #expect(try desk.entries(id).count == 1)
  }

  @Test func `an action that is not for the ticket as it is says for which it is`() throws {
    let desk = try Self.desk()
    let id = try desk.question(in: "answered")
    let outcome = try desk.act("ann", "log_time", id, params: ["minutes": .integer(1)])
    #expect(outcome.refusal?.message.contains("it is for `is:open`") == true)
  }

  @Test func `its permission is asked for before any of its code runs`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    let outcome = try desk.act("carl", "log_time", id, params: ["minutes": .integer(15)])
    #expect(outcome.refusal?.code == .denied)
    #expect(outcome.refusal?.message.contains("clock.log_time") == true)
    #expect(outcome.faults.isEmpty)
  }

  @Test func `an action that edits nothing leaves an entry all the same, for its after hooks`()
    throws
  {
    let desk = try Self.desk()
    let id = try desk.question()
    let receipt = try desk.act("ann", "ping", id).receipt()
    #expect(receipt.seq != nil)
    #expect(try desk.entries(id).last?.action == "ping")
    try desk.work()
    #expect(try desk.state("clock", "pings") == "1")
  }

  @Test func `an unknown action names the nearest, and a dry run leaves nothing`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    #expect(
      try desk.act("ann", "log_tim", id).refusal?.message.contains("did you mean log_time?")
        == true)
    let dry = try desk.act(
      "ann", "log_time", id, params: ["minutes": .integer(2)], isDryRun: true)
    #expect(dry.trace.contains { $0.step == "action" && $0.instructions > 0 })
    #expect(try desk.entries(id).count == 1)
  }

  @Test func `a move that an action makes needs the permission of what it means`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let code = """
      docket.action{ name = "finish", permission = "ticket.update",
        propose = function(change) change:move("close") end }
      """
    try desk.enable(TestPlugin("modest", permissions: "'ticket.update'", code))
    let id = try desk.question()
    let modest = try desk.act("mia", "finish", id).refusal
    #expect(modest?.message.contains("manifest does not ask for ticket.close") == true)
    try desk.enable(TestPlugin("modest", permissions: "'ticket.update', 'ticket.close'", code))
    #expect(try desk.act("ann", "finish", id).refusal?.message.contains("ticket.close") == true)
    try desk.act("mia", "finish", id).receipt()
    #expect(try desk.stage(id) == "resolved")
  }

  @Test func `data with a permission to be seen is not there for who lacks it`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "rating", permissions: "'ticket.view'",
        """
        docket.role{ name = "manager", grants = { "rating.see" } }
        docket.action{ name = "rate", permission = "ticket.update",
          params = { stars = { type = "integer", view = "rating.see" } },
          data = { stars = { type = "integer", view = "rating.see" } },
          propose = function(change) return { stars = change.params.stars } end }
        """))
    let id = try desk.question()
    try desk.act("ann", "rate", id, params: ["stars": .integer(2)]).receipt()
    #expect(try desk.history(id, by: "mia")?.last?.data == ["stars": .integer(2)])
    for person in ["ann", "carl"] {
      let entries = try #require(try desk.history(id, by: person))
      #expect(entries.allSatisfy { $0.data.isEmpty && $0.params.isEmpty }, "\(person)")
    }
  }

  @Test(arguments: [
    ("params = { note = { type = 'text' } }", "every action has"),
    ("params = { x = { type = 'text', required_if = 'is:open' } }", "for fields of tickets"),
    ("params = { x = { typ = 'text' } }", "did you mean `type`?"),
    ("on = 'desk'", "tickets only"), ("name = 'get'", "docket.tickets has"),
    ("name = 'close'", "the kernel's own"),
  ])
  func `a wrong declaration does not load`(_ keys: String, _ words: String) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let name = keys.hasPrefix("name") ? "" : "name = 'x', "
    let plugin = TestPlugin(
      "wrong", "docket.action{ \(name)\(keys), propose = function() end }")
    let error = #expect(throws: (any Error).self) { try desk.enable(plugin) }
    #expect("\(error as Any)".contains(words))
  }
}
