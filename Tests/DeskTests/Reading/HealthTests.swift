import Desk
import Kernel
import PluginHost
import Storage
import TestSupport
import Testing

/// What plugins say of their health.
@Suite struct HealthTests {
  private static func desk(
    _ code: String, permissions: String = "'ticket.view'", manifest: String = "",
  ) throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin("pulse", permissions: permissions, manifest: manifest, code))
    return desk
  }

  private static func answer(on desk: TemporaryDesk, to name: String = "ann") throws
    -> HealthAnswer?
  {
    try desk.desk.session(as: desk.person(name)) { try $0.health()["pulse"] }
  }

  @Test(arguments: [
    ("return { ok = true }", HealthAnswer.well("")),
    ("return { ok = true, text = 'up' }", .well("up")),
    ("return { ok = false, text = 'no server' }", .unwell("no server")),
    ("return { ok = docket.state.get('k') ~= nil, text = 'x' }", .unwell("x")),
  ])
  func `it is what the function gives`(_ code: String, _ expected: HealthAnswer) throws {
    #expect(try Self.answer(on: Self.desk("docket.health(function() \(code) end)")) == expected)
  }

  @Test(arguments: [
    ("error('broken')", "broken"), ("while true do end", "reacting_instructions"),
    ("return true", "docket.health"), ("return { ok = 1 }", "`ok` wants"),
    ("return { text = 'x' }", "`ok` is missing"), ("return { ok = false }", "what is wrong"),
    ("return { ok = false, text = '  ' }", "what is wrong"),
    ("return { ok = true, txt = 'x' }", "did you mean `text`"),
    ("return { ok = true, text = ('x'):rep(1001) }", "more than 1000 characters"),
    ("docket.state.set('k', 1) return { ok = true }", "not in reports"),
    ("docket.tickets.note(1, { text = 'x' }) return { ok = true }", "not in reports"),
    ("docket.http.request{ url = 'https://example.org' }", "not in reports"),
  ])
  func `what is no answer is a fault, which the desk's log has`(
    _ code: String, _ words: String,
  ) throws {
    let desk = try Self.desk("docket.health(function() \(code) end)")
    guard case .failed(let message)? = try Self.answer(on: desk) else {
      Issue.record("no fault of \(code)")
      return
    }
    #expect(message.contains(words), "\(message)")
    let log = try desk.desk.read { reader, _ in try reader.logLines(last: 3) }
    #expect(log.contains { $0.plugin == "pulse" && $0.level == .error })
  }

  @Test func `a plugin sees no more than whoever asks`() throws {
    let desk = try Self.desk(
      """
      docket.health(function()
        return { ok = true, text = "" .. docket.tickets.count("") }
      end)
      """)
    try desk.question()
    try desk.act("admin", "create", nil, ["subject": .text("of dora"), "requester": .text("dora")])
      .receipt()
    #expect(try Self.answer(on: desk, to: "carl") == .well("1"))
    #expect(try Self.answer(on: desk, to: "admin") == .well("2"))
  }

  @Test func `only plugins that have one run, with what they require`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin("noisy", "docket.log.info('loaded')"),
      TestPlugin(
        "base", permissions: "'ticket.view'",
        "docket.export('count', function() return docket.tickets.count('') end)"),
      TestPlugin(
        "pulse", manifest: "requires = { base = '>=1.0' },",
        """
        docket.health(function()
          return { ok = true, text = "" .. docket.call("base.count") }
        end)
        """))
    try desk.question()
    try desk.act("admin", "create", nil, ["subject": .text("of dora"), "requester": .text("dora")])
      .receipt()
    func lines() throws -> Int {
      try desk.desk.read { reader, _ in
        try reader.logLines(last: 1_000).count { $0.plugin == "noisy" }
      }
    }
    let before = try lines()
    #expect(try Self.answer(on: desk, to: "admin") == .well("2"))
    // What it calls sees no more than whoever asks, either.
    #expect(try Self.answer(on: desk, to: "carl") == .well("1"))
    #expect(try lines() == before)
  }

  @Test func `a plugin that is suspended or has none is not asked`() throws {
    let desk = try Self.desk("docket.view{ name = 'x', query = 'is:open' }")
    let answers = try desk.desk.session(as: desk.person("admin")) { try $0.health() }
    #expect(answers.isEmpty)
    #expect(
      try desk.desk.read { _, rulebook in rulebook.plugins["pulse"]?.tellsHealth } == nil)
  }

  @Test func `the doctor tells of what is not well, and of an answer that fails`() throws {
    func findings(_ code: String) throws -> [Finding] {
      let desk = try Self.desk("docket.health(function() \(code) end)")
      var habits = Doctor.Habits()
      habits.isQuick = true
      return Doctor.examine(desk.folder, habits, clock: desk.time.clock).findings
    }
    let unwell = try findings("return { ok = false, text = 'no server' }")
    #expect(unwell.contains { $0.code == "plugin_unwell" && $0.words.contains("no server") })
    let failed = try findings("error('broken')")
    #expect(failed.contains { $0.code == "plugin_health" && $0.words.contains("broken") })
    #expect(
      try !findings("return { ok = true, text = 'up' }")
        .contains { $0.code.hasPrefix("plugin_") && $0.words.contains("up") })
  }

  @Test func `a case asks how the plugin is`() throws {
    let asked = try SpecDeskTests().run(
      """
      desk:create{ subject = "x" }
      spec.equal(desk:health(), { ok = false, text = "1 waits" })
      spec.equal(desk:health("carl"), { ok = true, text = "0 waits" })
      """,
      permissions: "'ticket.view'",
      """
      docket.health(function()
        local count = docket.tickets.count("is:open")
        return { ok = count == 0, text = count .. " waits" }
      end)
      """)
    #expect(asked.failure == nil, "\(String(describing: asked.failure))")
    let silent = try SpecDeskTests().run("desk:health()", "")
    #expect(silent.failure?.message.contains("registers no docket.health") == true)
    let failing = try SpecDeskTests().run(
      "desk:health()", "docket.health(function() error('broken') end)")
    #expect(failing.failure?.message.contains("broken") == true)
  }
}
