import Desk
import PluginHost
import Testing

/// Cases that want the same desk begin with copies of one.
@Suite struct SpecCopiesTests {
  /// Runs that body as several cases, of which the first two begin with desks of their own.
  private func run(
    _ body: String, _ main: String, options: String = "{ requires = { 'support' } }",
    permissions: String = "'ticket.view', 'ticket.update', 'history.view'", settings: String = "",
  ) throws -> [SpecResult] {
    let manifest = """
      return {
        name = "author", version = "1.0.0", api = 1, summary = "A plugin of a test",
        permissions = { \(permissions) }, settings = { \(settings) },
      }
      """
    let spec = """
      for turn = 1, 5 do
        spec.case("turn " .. turn, \(options), function(desk)
          \(body)
        end)
      end
      """
    return try Desk.testPlugin(
      PluginSource(
        name: "author", texts: ["plugin.lua": manifest, "init.lua": main, "spec.lua": spec]),
      among: try Desk.bundledPlugins())
  }

  private func expectAllHold(_ results: [SpecResult]) {
    #expect(results.count == 5)
    for result in results { #expect(result.failure == nil, "\(result.name) \(result.log)") }
  }

  @Test func `nothing that a case does is there in the next`() throws {
    expectAllHold(
      try run(
        """
        spec.equal(#desk:find("is:open"), 0)
        spec.equal(#desk.outbox, 0)
        spec.raises(function() desk:create{ subject = "x", queue = "billing" } end, "billing")
        desk:queue("billing")
        desk:person{ name = "eve", roles = { "agent" } }
        local id = desk:create{ subject = "x", queue = "billing" }
        spec.equal(id, 1)
        spec.equal(desk:get(id).fields.count, 1)
        spec.equal(#desk:history(id), 1)
        desk:act("eve", "note", id, { text = "so" })
        desk:deliver()
        spec.equal(desk.log, { "info: seen 1" })
        """,
        """
        docket.field{ name = "count", type = "integer" }
        docket.before("ticket.create", function(change)
          local count = (docket.state.get("count") or 0) + 1
          docket.state.set("count", count)
          change:set("count", count)
        end)
        docket.after("ticket.create", function(change) docket.log.info("seen " .. change.id) end)
        """))
  }

  @Test func `a copy has the settings, the clock, the language and the timers`() throws {
    expectAllHold(
      try run(
        """
        local id = desk:create{ subject = "x" }
        spec.equal(desk:get(id).created, docket.time.parse("2026-03-02T08:00:00Z"))
        spec.equal(desk:get(id).tags, { "loud" })
        desk:advance("2h")
        spec.equal(desk.log, { "info: tick", "info: tick" })
        """,
        """
        docket.before("ticket.create", function(change)
          change:set("tags", { docket.settings.tag })
        end)
        docket.every("1h", "tick", function() docket.log.info("tick") end)
        """,
        options: """
          { requires = { 'support' }, at = "2026-03-02 09:00", zone = "Europe/Berlin",
            language = "de", settings = { tag = "loud" } }
          """, settings: "tag = { type = 'text' }"))
  }

  @Test func `a copy is found out where a hook keeps something in a variable`() throws {
    let results = try run(
      "desk:create{ subject = 'x' } desk:create{ subject = 'y' }",
      """
      local count = 0
      docket.field{ name = "count", type = "integer" }
      docket.before("ticket.create", function(change)
        count = count + 1
        change:set("count", count)
      end)
      """)
    #expect(results.count == 5 && results.allSatisfy { $0.failure != nil })
  }

  @Test func `cases that want other desks have them`() throws {
    let spec = """
      for number, tag in ipairs{ "a", "b", "a", "a", "b", "b" } do
        spec.case(tag .. number, { requires = { "support" }, settings = { tag = tag } },
          function(desk) spec.equal(desk:get(desk:create{ subject = "x" }).tags, { tag }) end)
      end
      """
    let manifest = """
      return { name = "author", version = "1.0.0", api = 1, summary = "A plugin of a test",
        permissions = { "ticket.view", "ticket.update" }, settings = { tag = { type = "text" } } }
      """
    let main = """
      docket.before("ticket.create", function(change)
        change:set("tags", { docket.settings.tag })
      end)
      """
    let results = try Desk.testPlugin(
      PluginSource(
        name: "author", texts: ["plugin.lua": manifest, "init.lua": main, "spec.lua": spec]),
      among: try Desk.bundledPlugins())
    #expect(results.count == 6 && results.allSatisfy { $0.failure == nil })
  }

  @Test func `a case sees the steps of what it asked for last`() throws {
    expectAllHold(
      try run(
        """
        spec.equal(desk:trace(), {})
        local id = desk:create{ subject = "x" }
        local steps = {}
        for _, step in ipairs(desk:trace()) do steps[step.step] = step end
        spec.equal(steps.before.name:find("author", 1, true) ~= nil, true)
        spec.equal(steps.before.instructions > 0, true)
        desk:try("carl", "close", id)
        for _, step in ipairs(desk:trace()) do spec.equal(step.step ~= "before", true) end
        """,
        "docket.before('ticket.create', function(change) change:set('tags', { 'a' }) end)"))
  }

  @Test func `what a plugin exports is called from its spec, and what it raises fails the case`()
    throws
  {
    expectAllHold(
      try run(
        """
        spec.equal(desk:call("twice", 21), 42)
        local name, list = desk:call("both", { x = { 1, 2 } })
        spec.equal({ name, list }, { "x", { 1, 2 } })
        desk:create{ subject = "x" }
        spec.equal(desk:call("open"), 1)
        spec.raises(function() desk:call("twice", {}) end, "arithmetic")
        spec.raises(function() desk:call("twce", 1) end, "twice")
        spec.raises(function() desk:call("twice", print) end, "function")
        spec.raises(function() desk:call("writes") end, "docket.tickets.create")
        """,
        """
        docket.export("twice", function(n) return n * 2 end)
        docket.export("both", function(t) return "x", t.x end)
        docket.export("open", function() return docket.tickets.count("is:open") end)
        docket.export("writes", function() docket.tickets.create{ subject = "y" } end)
        """, permissions: "'ticket.view', 'ticket.create'"))
  }

  @Test func `requests of plugins fail as the case wants, until it answers them`() throws {
    expectAllHold(
      try run(
        """
        desk:fault("http", "timeout")
        desk:create{ subject = "x" } desk:advance(1)
        spec.equal(desk.log, { "info: timeout" })
        desk:http(function() return { status = 204 } end)
        desk:create{ subject = "y" } desk:advance(1)
        spec.equal(desk.log[2], "info: 204")
        spec.raises(function() desk:fault("disk", "timeout") end, "http")
        spec.raises(function() desk:fault("http", "timeuot") end, "timeout")
        spec.raises(function() desk:fault("http", "dry_run") end, "desk:fault")
        """,
        """
        docket.after("ticket.create", function()
          local response, problem = docket.http.request{ url = "https://example.org/x" }
          docket.log.info(tostring(response and response.status or problem.code))
        end)
        """, permissions: "'http:example.org'"))
  }
}
