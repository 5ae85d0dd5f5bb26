import Kernel
import PluginHost
import Testing

/// What plugins answer one another.
@Suite struct `Exports of plugins` {
  private static let rates = """
    docket.export("double", function(n) return n * 2 end)
    docket.export("echo", function(...) return ... end)
    docket.export("seen", function() return docket.tickets.count("is:open,waiting,closed") end)
    docket.export("fail", function() error("no rate today") end)
    docket.export("loop", function() while true do end end)
    docket.export("store", function() docket.state.set("x", 1) end)
    docket.export("write", function() docket.tickets.note(1, { text = "x" }) end)
    docket.export("give", function() return { f = print } end)
    docket.export("large", function() return ("x"):rep(70000) end)
    docket.export("chat", function() docket.log.info(("x"):rep(1000)) end)
    docket.export("peek", function() return docket.state.get("k") end)
    docket.export("random", function() return math.random(1000000) end)
    docket.export("size", function(text) return #text end)
    """

  /// The plugin whose exports are called, which sees tickets, and one that calls them, which does not.
  private static func sources(_ code: String, limits: String = "") -> [PluginSource] {
    [
      .sample(
        rates, name: "rates",
        manifest: "permissions = { 'ticket.view', 'note.add' }, \(limits)"),
      .sample(code, manifest: "requires = { rates = '>=1.0' }"),
    ]
  }

  private static func desk(_ code: String, limits: String = "") throws -> BenchDesk {
    let hook = "docket.before('ticket.create', function(change)\n\(code)\nend, { name = 'ask' })"
    let traits = DeskTraits(limits: [
      "sample": ["milliseconds": 5_000], "rates": ["milliseconds": 5_000],
    ])
    let set = try PluginLoader(desk: traits).load(
      [Bundled.plugin("support")] + sources(hook, limits: limits))
    if let problem = set.problems.first { throw problem }
    let desk = try BenchDesk(set, at: SpecRunner.start, isChecking: false)
    try desk.add(SpecPerson(name: "admin", roles: ["admin"]))
    return desk
  }

  /// What a deciding hook says that runs that Lua, whose `got` is told.
  private static func told(_ code: String, limits: String = "") throws -> String {
    try desk("local got\n\(code)\nchange:refuse(nil, 'got ' .. tostring(got))", limits: limits)
      .ask("admin", "create", set: [("subject", .text("x"))]).refusal
  }

  @Test(arguments: [
    ("got = docket.call('rates.double', 21)", "got 42"),
    ("got = docket.call('rates.echo', { a = { 1, 'two' } }).a[2]", "got two"),
    ("got = select('#', docket.call('rates.echo', 1, nil, 3))", "got 3"),
    ("got = docket.call('rates.size', '\\xff')", "got 1"),
    ("local t = { 1 } local u = docket.call('rates.echo', t) u[1] = 2 got = t[1]", "got 1"),
    ("got = docket.call('rates.random') ~= nil", "got true"),
  ])
  func `an export gives its values, copied`(_ code: String, _ words: String) throws {
    #expect(try Self.told(code).contains(words))
  }

  @Test(arguments: [
    ("docket.call('rates.fail')", "rates.fail failed: rates/init.lua:4: no rate today"),
    (
      "docket.call('rates.dubble')",
      "rates.dubble failed: the plugin rates exports no `dubble`; did you mean `double`"
    ),
    ("docket.call('rats.double')", "`requires` of plugin.lua; did you mean `rates`"),
    ("docket.call('sample.x')", "`requires` of plugin.lua"),
    ("docket.call('support.x')", "`requires` of plugin.lua"),
    ("docket.call('double')", "names no export"),
    ("docket.call('rates.double.x')", "names no export"),
    ("docket.call('rates.echo', print)", "argument 2 has a function"),
    ("docket.call('rates.echo', { a = { print } })", "argument 2 has a function"),
    ("docket.call('rates.echo', change.after)", "argument 2 has a "),
    ("docket.call('rates.echo', ('x'):rep(70000))", "argument 2 has more than 65536 bytes"),
    ("docket.call('rates.give')", "rates.give gives has a function"),
    (
      "docket.call('rates.echo', '\\xff')",
      "rates.echo failed: the result is text that is not valid UTF-8"
    ),
    ("docket.call('rates.large')", "rates.large gives has more than 65536 bytes"),
    ("docket.call('rates.store')", "not in exports"),
    ("docket.call('rates.write')", "not in exports"),
  ])
  func `what goes wrong is raised in the caller, which may catch it`(
    _ code: String, _ words: String,
  ) throws {
    let raised = try Self.told(code)
    #expect(raised.contains(words), "\(raised)")
    #expect(raised.contains("its hook ask"), "it is the caller's fault: \(raised)")
    #expect(raised.hasSuffix("(sample)"), "it is the caller's fault: \(raised)")
    let caught = try Self.told("got = pcall(function() \(code) end)")
    #expect(caught.contains("got false"), "\(caught)")
  }

  @Test func `an export reads with its own plugin's permissions`() throws {
    let desk = try Self.desk(
      """
      if change.after.subject == "first" then return end
      change:refuse(nil, "got " .. docket.call("rates.seen"))
      """)
    _ = try desk.create("first")
    // The caller itself may see no ticket.
    let refusal = try desk.ask("admin", "create", set: [("subject", .text("x"))]).refusal
    #expect(refusal.contains("got 1"), "\(refusal)")
  }

  @Test func `what an export uses is taken from its caller, who cannot catch the end of it`()
    throws
  {
    let refusal = try Self.told("got = pcall(docket.call, 'rates.loop')")
    #expect(refusal.contains("instructions") && refusal.hasSuffix("(sample)"), "\(refusal)")
    #expect(!refusal.contains("got"), "\(refusal)")
  }

  @Test func `an export ends by its own plugin's limits, and answers the next caller`() throws {
    let refusal = try Self.told(
      "local done = pcall(docket.call, 'rates.loop') got = docket.call('rates.double', 4)",
      limits: "limits = { instructions = 20000 }")
    #expect(refusal.contains("got 8"), "\(refusal)")
  }

  @Test func `what an export logs counts for all calls within one`() throws {
    let refusal = try Self.told("for _ = 1, 100 do docket.call('rates.chat') end")
    #expect(refusal.contains("the limit `log`"), "\(refusal)")
  }

  @Test func `randomness in an export is the same where a decision is made again`() throws {
    let code = "got = docket.call('rates.random')"
    #expect(try Self.told(code) == Self.told(code))
  }

  @Test func `exports call one another only so deep`() throws {
    let chain = (1...12).map { number in
      PluginSource.sample(
        number == 12
          ? "docket.export('go', function() return 'end' end)"
          : "docket.export('go', function() return docket.call('p\(number + 1).go') end)",
        name: "p\(number)",
        manifest: number == 12 ? "" : "requires = { p\(number + 1) = '>=1.0' }")
    }
    func answer(from number: Int) throws -> String {
      let code = """
        docket.before("ticket.create", function(change)
          change:refuse(nil, "got " .. docket.call("p\(number).go"))
        end)
        """
      let main = PluginSource.sample(code, manifest: "requires = { p\(number) = '>=1.0' }")
      return try BenchDesk([Bundled.plugin("support"), main] + chain)
        .ask("admin", "create", set: [("subject", .text("x"))]).refusal
    }
    #expect(try answer(from: 5).contains("got end"))
    #expect(try answer(from: 4).contains("more than 8 deep"))
  }

  @Test func `what a reacting plugin remembers is no colleague's`() throws {
    let desk = try BenchDesk(
      Self.sources(
        """
        docket.every("1h", "tick", function()
          docket.state.set("k", "mine")
          error("<" .. tostring(docket.call("rates.peek")) .. docket.state.get("k") .. ">")
        end)
        """))
    let fault = #expect(throws: HookFault.self) {
      _ = try ReactingHost(desk.set) { _ in }.every(
        TimerFiring(name: "tick", now: desk.now), plugin: "sample",
        in: .init(row: 1, desk: desk, network: ClosedNetwork.dryRun) { try desk.perform($0) })
    }
    #expect(try #require(fault).message.contains("<nilmine>"))
  }

  @Test func `uses of an export are counted as its own plugin's`() throws {
    let meter = PluginMeter()
    let desk = try BenchDesk(
      Self.sources("docket.every('1h', 'tick', function() docket.call('rates.double', 1) end)"))
    _ = try ReactingHost(desk.set, meter: meter) { _ in }.every(
      TimerFiring(name: "tick", now: desk.now), plugin: "sample",
      in: .init(row: 1, desk: desk, network: ClosedNetwork.dryRun) { try desk.perform($0) })
    let use = meter.take()[HookUse.Key(plugin: "rates", kind: "export", name: "double")]
    #expect(use?.calls == 1 && use?.faults == 0)
  }

  @Test func `what is exported stands in the registry`() throws {
    let registry = try PluginLoader().load(Self.sources("")).registry
    #expect(registry.exports(of: "rates").contains("double"))
    #expect(registry.exports(of: "sample").isEmpty)
    #expect(try Registry(jsonText: registry.jsonText) == registry)
    let kept = try PluginLoader(keeping: ["rates"]).load(Self.sources(""), previous: registry)
    #expect(kept.registry.exports == registry.exports)
  }

  @Test(arguments: [
    ("docket.export('Double', print)", "a name has"), ("docket.export('x', 1)", "a function"),
    ("docket.export('x', print) docket.export('x', print)", "has as a function of docket.export"),
    ("docket.health(print) docket.health(print)", "has it already"),
  ])
  func `a registration that is wrong does not load`(_ code: String, _ words: String) throws {
    let problems = try PluginLoader().load([.sample(code)]).problems.map(\.description).joined()
    #expect(problems.contains(words), "\(problems)")
  }
}
