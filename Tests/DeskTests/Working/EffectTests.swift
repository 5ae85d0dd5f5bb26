import Desk
import Foundation
import Kernel
import PluginHost
import TestSupport
import Testing

/// Law: n different effects asked for in one run are n effects, and a retry of the run adds none.
@Suite struct EffectTests {
  /// What a run asks for, and what is to come of it.
  struct Effects: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: String
    let traces: Traces

    init(_ name: String, _ traces: Traces, _ code: String) {
      (testDescription, self.traces, self.code) = (name, traces, code)
    }
  }

  /// How many of each there are.
  struct Traces: Equatable, Sendable {
    var told = 0
    var timers = 0
    var entries = 0
    var state = 0

    static func - (left: Traces, right: Traces) -> Traces {
      Traces(
        told: left.told - right.told, timers: left.timers - right.timers,
        entries: left.entries - right.entries, state: left.state - right.state)
    }
  }

  static let all: [Effects] = [
    Effects(
      "people are told about different tickets", Traces(told: 3),
      "for id = 1, 3 do docket.notify{ about = id, to = 'bob', text = 'look' } end"),
    Effects(
      "different people are told", Traces(told: 3),
      """
      docket.notify{ about = 1, to = "ann", text = "look" }
      docket.notify{ about = 1, to = { "bob", "mia" }, text = "look" }
      """),
    Effects(
      "different words are told, and equal ones twice", Traces(told: 7),
      """
      local function tell(more)
        local told = { about = 1, to = "bob", text = "look" }
        for key, value in pairs(more) do told[key] = value end
        docket.notify(told)
      end
      tell{} tell{} tell{ text = "see" } tell{ subject = "look" } tell{ channel = "inbox" }
      tell{ visibility = "public" } tell{ subject = "look", text = "see" }
      """),
    Effects(
      "timers of different tickets and names are set", Traces(timers: 4),
      """
      for id = 1, 3 do
        docket.schedule{ ticket = id, name = "n", at = docket.time.now() + 1e8 }
      end
      docket.schedule{ ticket = 1, name = "n2", at = docket.time.now() + 1e8 }
      """),
    Effects(
      "requests for different tickets, with different words, and equal ones", Traces(entries: 8),
      """
      for id = 1, 3 do docket.tickets.note(id, { text = "seen" }) end
      docket.tickets.note(1, { text = "seen" })
      docket.tickets.note(1, { text = "more" })
      docket.tickets.reply(1, { text = "seen" })
      docket.tickets.reply(2, { text = "seen" })
      docket.tickets.reply(2, { text = "seen" })
      """),
    Effects(
      "values that JSON does not tell apart", Traces(entries: 4),
      """
      docket.tickets.update(1, { set = { due = 4000000000 } })
      docket.tickets.update(1, { set = { due = docket.none } })
      docket.tickets.update(1, { set = { followers = { "ann" } } })
      docket.tickets.update(1, { set = { followers = { add = { "bob" } } } })
      """),
    Effects(
      "tickets are made", Traces(entries: 3),
      """
      docket.tickets.create{ subject = "one" }
      docket.tickets.create{ subject = "one" }
      docket.tickets.create{ subject = "one", body = "more" }
      """),
    Effects(
      "files are added", Traces(entries: 3),
      """
      docket.tickets.attach(1, { name = "a.txt", base64 = "YQ==" })
      docket.tickets.attach(1, { name = "b.txt", base64 = "YQ==" })
      docket.tickets.attach(2, { name = "a.txt", base64 = "YQ==" })
      """),
    Effects(
      "tickets are forwarded", Traces(told: 4, entries: 3),
      """
      docket.tickets.forward(1, { to = { "ann" }, message = "m", include = { "body" } })
      docket.tickets.forward(1, { to = { "ann", "bob" }, message = "m", include = { "body" } })
      docket.tickets.forward(2, { to = { "ann" }, message = "m", include = { "body" } })
      """),
    Effects(
      "requests that are done once ever", Traces(entries: 3),
      """
      for id = 1, 2 do
        for _ = 1, 2 do docket.tickets.note(id, { text = "x", once = "k/" .. id }) end
      end
      docket.tickets.note(1, { text = "x", once = "k" })
      """),
    Effects(
      "state is kept", Traces(state: 3),
      "for key = 1, 3 do docket.state.set('k' .. key, 'same') end"),
  ]

  private static let permissions = """
    'ticket.view', 'ticket.create', 'ticket.update', 'ticket.reply', 'ticket.attach',
    'ticket.forward', 'note.add', 'notify.public'
    """

  /// How each lane comes to run `effects`, when the tags of a ticket change.
  static let lanes = [
    "after": "docket.after('field.tags', effects)",
    "timer": """
    docket.before('field.tags', function(change) change:schedule('go', change.now) end)
    docket.after('timer.go', effects)
    """,
    "every": "docket.every('1000d', 'tick', effects)",
    "channel": """
    docket.channel{ name = 'pager', send = function() effects() return true end }
    docket.before('field.tags', function(change)
      change:notify{ to = 'admin', text = 'go', channel = 'pager' }
    end)
    """,
  ]

  private static func traces(_ desk: TemporaryDesk) throws -> Traces {
    let count = { (sql: String) in
      Int(try desk.shell("SELECT count(*) FROM \(sql)").filter(\.isNumber)) ?? -1
    }
    return Traces(
      told: try count("outbox WHERE kind = 'notify' AND name <> 'pager'"),
      timers: try count("outbox WHERE kind = 'timer' AND name <> 'go'"),
      entries: try count("entry WHERE ticket > 0"),
      state: try count("plugin_state WHERE key LIKE 'k%'"))
  }

  private static func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin("inbox", "docket.channel{ name = 'inbox', send = function() return true end }"))
    for _ in 1...4 { try desk.question() }
    return desk
  }

  @Test(arguments: all, lanes.keys.sorted())
  func `different effects of a run all come about, and a retry adds none`(
    _ effects: Effects, _ lane: String,
  ) throws {
    let desk = try Self.desk()
    try desk.enable(
      TestPlugin(
        "many", permissions: Self.permissions,
        manifest: "settings = { fail = { type = 'boolean', default = true } },",
        """
        local function effects()
          \(effects.code)
          if docket.settings.fail then error("again") end
        end
        \(Self.lanes[lane] ?? "")
        """))
    try desk.act("admin", "update", 4, ["tags": .texts(["go"])]).receipt()
    let before = try Self.traces(desk)
    try desk.work(after: .seconds(1_000 * 86_400))
    // Requests are done at once; the rest waits for the run to succeed.
    let failed = try Self.traces(desk) - before
    #expect(failed.entries == effects.traces.entries && failed.timers + failed.state == 0)
    try desk.desk.setPlugin("many", [("fail", .text("no"))], as: .desk)
    try desk.work(after: .seconds(3_600))
    #expect(try Self.traces(desk) - before == effects.traces)
    try desk.work(after: .seconds(3_600))
    #expect(try Self.traces(desk) - before == effects.traces)
    #expect(try desk.auditProblems().isEmpty)
  }

  @Test(arguments: all.filter { !$0.code.contains("schedule") })
  func `different effects of a script by hand all come about, in each run`(
    _ effects: Effects,
  ) throws {
    let desk = try Self.desk()
    let path = "\(desk.folder)/s.lua"
    try effects.code.write(toFile: path, atomically: true, encoding: .utf8)
    let script = try desk.desk.findScript(path)
    let before = try Self.traces(desk)
    let report = try desk.desk.runScript(
      script, arguments: [], as: try desk.admin, isDryRun: false
    ) { _ in }
    #expect(report.problem == nil)
    #expect(try Self.traces(desk) - before == effects.traces)
  }

  @Test func `different effects of a hook before the commit all come about, and again none`()
    throws
  {
    let desk = try Self.desk()
    try desk.enable(
      TestPlugin(
        "many", permissions: Self.permissions,
        """
        docket.before("field.tags", function(change)
          for _, to in ipairs{ "ann", "bob" } do
            change:notify{ to = to, text = "look" }
            change:notify{ to = to, text = "look" }
            change:notify{ to = to, text = "see" }
          end
          for id = 1, 3 do change:also("note", id, { text = "seen" }) end
          change:also("note", 1, { text = "more" })
          change:schedule("n1", change.now + 1e8)
          change:schedule("n2", change.now + 1e8)
          for key = 1, 3 do docket.state.set("k" .. key, "same") end
        end)
        """))
    let before = try Self.traces(desk)
    for _ in 1...2 {
      try desk.act("admin", "update", 4, ["tags": .texts(["go"])]) { $0.key = "k" }.receipt()
      try desk.work(after: .seconds(3_600))
      let expected = Traces(told: 6, timers: 2, entries: 5, state: 3)
      #expect(try Self.traces(desk) - before == expected)
    }
  }
}
