import Kernel
import PluginHost
import Testing
import Texts

@Suite struct `Limits of plugins` {
  /// A desk with a plugin that asks for those limits, on which docket.lua says those.
  private func desk(
    _ main: String, asking: String = "", allowing: [String: Int64] = [:],
  ) throws -> BenchDesk {
    // The clock of a busy machine is not what these are about.
    let patient = asking.contains("milliseconds = 1,") ? [:] : ["milliseconds": Int64(5_000)]
    let traits = DeskTraits(limits: ["sample": patient.merging(allowing) { $1 }])
    let set = try PluginLoader(desk: traits).load([
      Bundled.plugin("support"), .sample(main, manifest: "limits = { \(asking) },"),
    ])
    if let problem = set.problems.first { throw problem }
    let desk = try BenchDesk(set, at: SpecRunner.start, isChecking: false)
    try desk.add(SpecPerson(name: "admin", roles: ["admin"]))
    return desk
  }

  /// Why a create is refused, whose before hook runs that Lua.
  private func refusal(
    _ lua: String, asking: String = "", allowing: [String: Int64] = [:],
  ) throws -> String {
    let desk = try desk(
      "docket.before(\"ticket.create\", function(change) \(lua) end, { name = \"try\" })",
      asking: asking, allowing: allowing)
    return try desk.ask("admin", "create", set: [("subject", .text("x"))]).refusal
  }

  private static let loop = "for _ = 1, 40000 do end"
  private static let grow =
    "for n = 1, 30 do docket.state.set(\"k\" .. n, (\"x\"):rep(100)) end"

  @Test(arguments: [
    (loop, "instructions = 20000", "at most 20000, the limit `instructions`"),
    (
      "for _ = 1, 450000 do end", "milliseconds = 1, instructions = 1000000",
      "the limit `milliseconds`"
    ),
    (
      "local t = {} for n = 1, 9000 do t[n] = (\"x\"):rep(200) .. n end", "memory = 1000000",
      "at most 1000000, the limit `memory`"
    ),
    (
      "for _ = 1, 20 do docket.log.info((\"x\"):rep(100)) end", "log = 1000",
      "at most 1000, the limit `log`"
    ),
    (grow, "state = 2000", "at most 2000, the limit `state`"),
  ])
  func `what a hook uses beyond a limit ends it, with the limit's name, file and line`(
    _ lua: String, _ asking: String, _ words: String,
  ) throws {
    #expect(try refusal(lua) == "")
    let refusal = try refusal(lua, asking: asking)
    #expect(refusal.contains(words), "\(refusal)")
    #expect(refusal.contains("sample/init.lua:1"), "\(refusal)")
  }

  @Test func `the desk may allow more than a manifest asks for, and more than the standard`() throws
  {
    #expect(
      try refusal(Self.loop, asking: "instructions = 20000", allowing: ["instructions": 900_000])
        == "")
    let long = "for _ = 1, 1500000 do end"
    #expect(try refusal(long).contains("the limit `instructions`"))
    let more: [String: Int64] = ["instructions": 10_000_000, "milliseconds": 4_000]
    #expect(try refusal(long, allowing: more) == "")
  }

  @Test func `the desk may allow less than the standard`() throws {
    #expect(try refusal(Self.loop, allowing: ["instructions": 20_000]).contains("at most 20000"))
  }

  @Test func `all hooks of one request share a budget, and the one that ends it is told so`() throws
  {
    let desk = try desk(
      """
      for n = 1, 4 do
        docket.before("ticket.create", function() for _ = 1, 600000 do end end)
      end
      """)
    let refusal = try desk.ask("admin", "create", set: [("subject", .text("x"))]).refusal
    #expect(
      refusal.contains("all hooks of one request together have at most 2000000"), "\(refusal)")
  }

  @Test func `a plugin registers only so many hooks on one event`() throws {
    let hooks = "for n = 1, 65 do docket.before(\"ticket.create\", function() end) end"
    for (asking, most) in [("", 64), ("handlers = 3", 3)] {
      do {
        _ = try desk(hooks, asking: asking)
        Issue.record("it loads")
      } catch let problem as PluginProblem {
        #expect(problem.message.contains("more than \(most) hooks on `ticket.create`"))
        #expect(problem.message.contains("the limit `handlers`"))
        #expect(problem.line == 1)
      }
    }
    _ = try desk(hooks, allowing: ["handlers": 65])
  }

  @Test func `what a function gives back has a limit of its own`() throws {
    let main = """
      docket.action{ name = "say", data = { words = { type = "long_text" } },
        propose = function() return { words = ("x"):rep(5000) } end }
      """
    let short = try desk(main, asking: "result = 1000")
    let ticket = try short.create()
    #expect(
      try short.ask("admin", "say", ticket.id).refusal.contains("1000 bytes, the limit `result`"))
    let long = try desk(main)
    #expect(try long.ask("admin", "say", try long.create().id).refusal == "")
  }

  @Test func `the reacting lane has limits of its own`() throws {
    let desk = try desk(
      "docket.every(\"1h\", \"spin\", function() for _ = 1, 40000 do end end)",
      asking: "instructions = 10, reacting_instructions = 20000")
    let host = ReactingHost(desk.set) { _ in }
    let firing = TimerFiring(name: "spin", now: desk.now)
    let run = ReactingHost.Run(row: 1, desk: desk, network: ClosedNetwork.dryRun) { _ in
      throw PluginProblem(plugin: "", Text(words: "none"))
    }
    let fault = #expect(throws: HookFault.self) {
      try host.every(firing, plugin: "sample", in: run)
    }
    #expect(fault?.message.contains("at most 20000, the limit `reacting_instructions`") == true)
  }

  @Test func `a state that may not grow may still be read, changed and made smaller`() throws {
    let set = "docket.state.set(\"k\", (\"x\"):rep(900))"
    #expect(try refusal(set, asking: "state = 1000") == "")
    let change =
      "\(set) docket.state.set(\"k\", (\"y\"):rep(900)) docket.state.set(\"k\", \"z\") \(set)"
    #expect(try refusal(change, asking: "state = 1000") == "")
    #expect(
      try refusal("\(set) docket.state.set(\"l\", (\"x\"):rep(200))", asking: "state = 1000") != "")
  }

  @Test(arguments: [
    ("instructions = 1000001", "can only lower it"), ("handlers = 0", "wants 1 to 64"),
    ("instruction = 5", "did you mean `instructions`?"),
  ])
  func `a manifest's limits are the known ones, and lower than the standard`(
    _ limits: String, _ words: String,
  ) throws {
    let source = PluginSource.sample("", manifest: "limits = { \(limits) },")
    let problems = try PluginLoader().load([source]).problems.map(\.description)
    #expect(problems.joined().contains(words))
  }

  @Test(arguments: [
    ("a = { memory = 9999999999 }", "wants 1 to 1073741824"),
    ("a = { memry = 1 }", "did you mean `memory`?"), ("a = 5", "wants a table"),
  ])
  func `what docket.lua allows is known, and has a ceiling`(_ lua: String, _ words: String) throws {
    let problem = #expect(throws: PluginProblem.self) {
      try DeskConfiguration(reading: "return { limits = { \(lua) } }")
    }
    #expect(problem?.message.contains(words) == true, "\(problem?.message ?? "")")
  }

  @Test func `docket.lua allows limits by plugin`() throws {
    let text = "return { limits = { sla = { memory = 33554432, log = 5 } } }"
    let limits = try DeskConfiguration(reading: text).limits
    #expect(limits == ["sla": ["memory": 33_554_432, "log": 5]])
  }
}
