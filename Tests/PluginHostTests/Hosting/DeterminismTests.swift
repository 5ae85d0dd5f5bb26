import Kernel
import PluginHost
import Testing
import Texts

@Suite struct `Decisions that can be replayed` {
  /// The results of two creates in one case of a plugin's spec.
  private func run(_ main: String, permissions: String = "\"ticket.update\"") throws -> SpecResult {
    let source = PluginSource.sample(
      main, manifest: "permissions = { \(permissions) },",
      files: [
        "spec.lua": """
        spec.case("twice", { requires = { "support" } }, function(desk)
          desk:create{ subject = "a" }
          desk:create{ subject = "b" }
        end)
        """
      ])
    let results = try SpecRunner(available: Bundled.all()) { try BenchDesk($0, at: $1) }.run(source)
    return try #require(results.first)
  }

  private func hook(_ before: String, _ lua: String) -> String {
    "\(before)\ndocket.before(\"ticket.create\", function(change) \(lua) end, { name = \"try\" })"
  }

  @Test(arguments: [
    ("change:set(\"body\", \"n\" .. count)", "field body is n1 there and n2 here"),
    ("change:set(\"tags\", { \"t\" .. count })", "field tags is t1 there and t2 here"),
    ("docket.state.set(\"n\", count)", "state n is 1 there and 2 here"),
    ("if count == 2 then change:refuse(nil, \"no\") end", "refusal 1 is – there and  no here"),
    ("change:schedule(\"t\", change.now + count)", "timer 1 is t 1767603601000"),
    ("if count == 2 then error(\"boom\") end", "fault 1 is – there"),
  ])
  func `a hook that decides by what it remembers fails the case, with hook and field`(
    _ lua: String, _ words: String,
  ) throws {
    let result = try run(hook("local count = 0", "count = count + 1 \(lua)"))
    let failure = try #require(result.failure).message
    #expect(failure.hasPrefix("sample@1.0.0:try decides otherwise in a fresh sandbox: "))
    #expect(failure.contains(words), "\(failure)")
  }

  @Test(arguments: [
    (
      "local deep = { a = { a = { a = { a = { a = { a = { a = { a = { a = 0 } } } } } } } } }",
      "local t = deep.a.a.a.a.a.a.a.a t.a = t.a + 1 local word = t.a", "n1", "n2"
    ),
    (
      "local many = {} for i = 1, 20001 do many[i] = 0 end",
      "many[20001] = many[20001] + 1 local word = many[20001]", "n1", "n2"
    ),
    ("local words = (\"a b\"):gmatch(\"%a\")", "local word = words()", "na", "nb"),
    (
      "local turn = coroutine.wrap(function() for n = 1, 9 do coroutine.yield(n) end end)",
      "local word = turn()", "n1", "n2"
    ),
    (
      "local t = setmetatable({}, { __index = { n = 0 } })",
      "local m = getmetatable(t).__index m.n = m.n + 1 local word = m.n", "n1", "n2"
    ),
    (
      "local seen = {} seen.self = seen",
      "seen[#seen + 1] = true local word = #seen", "n1", "n2"
    ),
  ])
  func `however a plugin hides what it remembers, the sandbox that is compared with is a new one`(
    before: String, lua: String, fresh: String, warm: String,
  ) throws {
    let result = try run(hook(before, "\(lua) change:set(\"body\", \"n\" .. word)"))
    let failure = try #require(result.failure).message
    #expect(failure.contains("field body is \(fresh) there and \(warm) here"), "\(failure)")
  }

  @Test func `an action's data are compared as well`() throws {
    let source = PluginSource.sample(
      """
      local count = 0
      docket.action{ name = "say", data = { n = { type = "integer" } }, propose = function()
        count = count + 1
        return { n = count }
      end }
      """,
      files: [
        "spec.lua": """
        spec.case("twice", { requires = { "support" } }, function(desk)
          local id = desk:create{ subject = "a" }
          desk:act("admin", "say", id, {})
          desk:act("admin", "say", id, {})
        end)
        """
      ])
    let results = try SpecRunner(available: Bundled.all()) { try BenchDesk($0, at: $1) }.run(source)
    #expect(results.first?.failure?.message.contains("data n is 1 there and 2 here") == true)
  }

  @Test(arguments: [
    ("local count = 0", "count = count + 1", "count"),
    ("local seen = {}", "seen[change.id] = { true }", "seen"),
    ("local deep = { a = { b = { 1 } } }", "deep.a.b[1] = deep.a.b[1] + 1", "deep"),
    ("local n = 0 local function add() n = n + 1 end", "add()", "add"),
    (
      "local deep = { a = { a = { a = { a = { a = { a = { a = { a = { a = 0 } } } } } } } } }",
      "deep.a.a.a.a.a.a.a.a.a = 1", "deep"
    ),
  ])
  func `of a variable that a hook changes it is warned, also where nothing follows from it`(
    _ before: String, _ lua: String, _ name: String,
  ) throws {
    let result = try run(hook(before, lua))
    #expect(result.failure == nil)
    #expect(result.warnings.map(\.description).contains { $0.contains("the variable `\(name)`") })
  }

  @Test func `what a hook only reads is no matter`() throws {
    let main = hook(
      "local words = { low = { \"calm\" } } local function word() return words.low[1] end",
      "change:set(\"body\", word())")
    let result = try run(main)
    #expect(result.failure == nil && result.warnings.isEmpty)
  }

  @Test func `the same change on the same state gives the same, randomness and time included`()
    throws
  {
    let main = hook(
      "",
      """
      local parts = {}
      for _ = 1, 5 do parts[#parts + 1] = math.random(1000000) end
      parts[#parts + 1] = os.time()
      for name, value in pairs{ zeta = 1, alpha = 2, [3] = 3, [1.5] = 4 } do
        parts[#parts + 1] = tostring(name) .. value
      end
      change:set("body", table.concat(parts, " "))
      """)
    #expect(try run(main).failure == nil)
    let bodies = try (1...2).map { _ in
      let source = PluginSource.sample(main, manifest: "permissions = { \"ticket.update\" },")
      return try BenchDesk([Bundled.plugin("support"), source]).create().body
    }
    #expect(bodies[0] == bodies[1] && bodies[0].hasSuffix("1.54 33 alpha2 zeta1"))
  }

  @Test func `pairs goes through a table of the host in a defined order`() throws {
    let main = hook(
      "",
      """
      local names = {}
      for name in pairs(change.after) do names[#names + 1] = name end
      change:set("body", table.concat(names, " "))
      """)
    let source = PluginSource.sample(main, manifest: "permissions = { \"ticket.update\" },")
    let body = try BenchDesk([Bundled.plugin("support"), source]).create().body
    #expect(body.hasPrefix("id type subject "), "\(body)")
  }

  @Test(arguments: [
    ("change.after.assigne", "assignee"), ("change.acton", "action"),
    ("change.actor.nme", "name"), ("docket.tickets.fnd", "find"), ("docket.stat", "state"),
    ("change:edited(\"subject\").frm", "from"),
  ])
  func `a name that a table of the host has not raises, with the nearest it has`(
    _ lua: String, _ nearest: String,
  ) throws {
    let source = PluginSource.sample(hook("", "local x = \(lua)"))
    let desk = try BenchDesk([Bundled.plugin("support"), source])
    let refusal = try desk.ask("admin", "create", set: [("subject", .text("x"))]).refusal
    #expect(refusal.contains("sample/init.lua:2"))
    #expect(refusal.contains("did you mean") && refusal.contains(nearest), "\(refusal)")
  }
}
