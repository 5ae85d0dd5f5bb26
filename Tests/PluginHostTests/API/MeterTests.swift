import Kernel
import PluginHost
import Testing
import Texts

/// What a call makes in the host is counted before it is made.
@Suite struct `Effects of a call` {
  private static let locales = """
    return { say = "\(String(repeating: "{a}", count: 2_000))", short = "{a}" }
    """

  /// Why a create is refused, whose before hook runs that Lua.
  private static func refusal(_ lua: String, asking: String = "") throws -> String {
    let main = "docket.before(\"ticket.create\", function(change) \(lua) end, { name = \"try\" })"
    let traits = DeskTraits(limits: ["sample": ["milliseconds": 5_000]])
    let set = try PluginLoader(desk: traits).load([
      Bundled.plugin("support"),
      .sample(
        main,
        manifest: "permissions = { \"note.add\", \"ticket.update\" }, limits = { \(asking) },",
        files: ["locales/en.lua": locales, "locales/de.lua": locales]),
    ])
    if let problem = set.problems.first { throw problem }
    let desk = try BenchDesk(set, at: SpecRunner.start, isChecking: false)
    try desk.add(SpecPerson(name: "admin", roles: ["admin"]))
    return try desk.ask("admin", "create", set: [("subject", .text("x"))]).refusal
  }

  static let excesses: [(lua: String, limit: String)] = [
    // Each would make hundreds of megabytes.
    ("docket.log.info((\"{a}\"):rep(20000), { a = (\"x\"):rep(20000) })", "log"),
    ("docket.log.info(docket.tr(\"say\", { a = (\"x\"):rep(900000) }))", "fill"),
    ("docket.text(docket.tr(\"say\", { a = (\"x\"):rep(900000) }), \"de\")", "fill"),
    ("change:add_note(docket.tr(\"say\", { a = (\"x\"):rep(900000) }))", "fill"),
    ("change:refuse(nil, docket.tr(\"say\", { a = (\"x\"):rep(900000) }))", "fill"),
    ("change:notify{ to = \"mia\", text = docket.tr(\"say\", { a = (\"x\"):rep(5000) }) }", "fill"),
    (
      """
      local long = (\"x\"):rep(1000000)
      for _ = 1, 300 do change:notify{ to = "requester", text = long } end
      """, "effect_bytes"
    ),
    (
      "local text = (\"x\"):rep(1000000) for _ = 1, 300 do change:add_note(text) end",
      "effect_bytes"
    ),
    (
      "local w = (\"x\"):rep(1000000) for _ = 1, 300 do change:schedule(\"t\", 0, { w = w }) end",
      "effect_bytes"
    ),
    (
      """
      for _ = 1, 300 do
        change:also("create", nil, { subject = "x", body = (\"x\"):rep(1000000) })
      end
      """, "effect_bytes"
    ),
    (
      "local text = (\"x\"):rep(1000000) for _ = 1, 300 do change:set(\"body\", text) end",
      "effect_bytes"
    ),
    (
      "local text = (\"x\"):rep(1000000) for _ = 1, 300 do change:refuse(nil, text) end",
      "effect_bytes"
    ),
    ("for n = 1, 6000 do change:schedule(\"t\" .. n, 0) end", "effects"),
    ("for n = 1, 6000 do change:notify{ to = \"requester\", text = \"x\" } end", "effects"),
    ("for n = 1, 6000 do docket.state.set(\"k\", n) end", "effects"),
  ]

  @Test(arguments: excesses)
  func `what one call makes beyond a limit ends it, with the limit's name`(
    _ excess: (lua: String, limit: String),
  ) throws {
    let refusal = try Self.refusal(excess.lua)
    #expect(refusal.contains("the limit `\(excess.limit)`"), "\(excess.lua): \(refusal)")
  }

  @Test func `who catches the error cannot have the work done again`() throws {
    let refusal = try Self.refusal(
      """
      local template, value = ("{a}"):rep(20000), { a = ("x"):rep(20000) }
      local again
      for _ = 1, 5 do again = select(2, pcall(docket.log.info, template, value)) end
      local small = select(2, pcall(docket.log.info, "one line"))
      change:refuse(nil, tostring(again) .. " " .. tostring(small))
      """)
    #expect(refusal.ranges(of: "the limit `log`").count == 2, "\(refusal)")
  }

  @Test(arguments: [
    ("fill = 10", "fill"), ("effects = 1", "effects"), ("effect_bytes = 70", "bytes"),
  ])
  func `a manifest may lower each`(_ asking: String, _ limit: String) throws {
    let lua = """
      change:add_note(docket.tr("short", { a = "twelve bytes" }))
      change:add_note("another")
      """
    #expect(try Self.refusal(lua) == "")
    #expect(try Self.refusal(lua, asking: asking).contains("\(limit)`"))
  }

  @Test func `each function that keeps what it is given is metered`() {
    let reads = [
      "docket.tickets.get", "docket.tickets.find", "docket.tickets.each", "docket.tickets.count",
      "docket.tickets.measure",
      "docket.history.", "docket.close_reasons", "docket.people.", "docket.explain",
      "docket.time.", "docket.json.",
      "docket.base64.", "docket.hash", "docket.tr", "docket.text", "docket.log.",
      "docket.state.get", "docket.state.keys", "docket.state.delete", "change:edited",
      "import:seen", "docket.http.request", "docket.script", "docket.report", "docket.receive",
      "docket.call", "each:next",
    ]
    let others = APIRegistry.functions.filter { function in
      !function.isMetered && !reads.contains { function.path.hasPrefix($0) }
    }
    #expect(others.map(\.path) == [])
  }

  @Test func `a template with thousands of places and values is filled in linear time`() throws {
    let refusal = try Self.refusal(
      """
      local values = {}
      for n = 1, 1000 do values["v" .. n] = "" end
      docket.log.info(("{v1}{x}"):rep(9000), values)
      """, asking: "log = 65536")
    #expect(refusal == "")
  }
}
