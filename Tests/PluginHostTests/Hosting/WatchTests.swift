import Kernel
import PluginHost
import Synchronization
import Testing
import Texts

@Suite struct `What a watchdog sees` {
  @Test func `a plugin is seen while its code runs, and not after it`() throws {
    let watch = PluginWatch()
    let post = watch.post()
    let seen = Mutex<[String]>([])
    let desk = try BenchDesk([
      Bundled.plugin("support"),
      .sample("docket.every(\"1h\", \"look\", function() docket.log.info(\"here\") end)"),
    ])
    let host = ReactingHost(desk.set, post: post) { _ in
      seen.withLock { $0 += watch.overdue(at: .max).map(\.plugin) }
    }
    let run = ReactingHost.Run(row: 1, desk: desk, network: ClosedNetwork.dryRun) { _ in
      throw PluginProblem(plugin: "", Text(words: "none"))
    }
    _ = try host.every(TimerFiring(name: "look", now: desk.now), plugin: "sample", in: run)
    #expect(seen.withLock(\.self) == ["sample"])
    #expect(watch.overdue(at: .max) == [])
  }

  @Test func `a plugin is seen in the deciding lane too, also where it fails`() throws {
    let watch = PluginWatch()
    let source = PluginSource.sample(
      """
      docket.before("ticket.create", function() docket.log.info("here") end)
      docket.validate("ticket.create", function() docket.log.info("there") error("boom") end)
      """)
    let set = try PluginLoader().load([Bundled.plugin("support"), source])
    let desk = try BenchDesk(set, at: SpecRunner.start, isChecking: false, watch: watch)
    try desk.add(SpecPerson(name: "admin", roles: ["admin"]))
    let outcome = try desk.ask("admin", "create", set: [("subject", .text("x"))])
    #expect(outcome.refusal.contains("boom"))
    #expect(try desk.watched() == ["sample", "sample"])
    #expect(watch.overdue(at: .max) == [])
  }

  @Test func `a call is overdue after ten times what it may take, and not before`() throws {
    let watch = PluginWatch()
    let seen = Mutex<[PluginWatch.Overdue]>([])
    let source = PluginSource.sample(
      "docket.every(\"1h\", \"look\", function() docket.log.info(\"here\") end)",
      manifest: "limits = { reacting_milliseconds = 1000 },")
    let desk = try BenchDesk([Bundled.plugin("support"), source])
    let host = ReactingHost(desk.set, post: watch.post()) { _ in
      seen.withLock { $0 += watch.overdue(at: .max) }
    }
    let run = ReactingHost.Run(row: 1, desk: desk, network: ClosedNetwork.dryRun) { _ in
      throw PluginProblem(plugin: "", Text(words: "none"))
    }
    let start = PluginWatch.now
    _ = try host.every(TimerFiring(name: "look", now: desk.now), plugin: "sample", in: run)
    let end = PluginWatch.now
    let calls = seen.withLock(\.self)
    let limit = try #require(calls.first).limit
    #expect((start + 10_000_000_000...end + 10_000_000_000).contains(limit))
  }

  @Test func `the desk is not the plugin's to wait for`() throws {
    let watch = PluginWatch()
    let seen = Mutex<[String]>([])
    let desk = try BenchDesk([
      Bundled.plugin("support"),
      .sample(
        "docket.every(\"1h\", \"ask\", function() docket.tickets.note(1, { text = \"x\" }) end)",
        manifest: "permissions = { \"note.add\" },"),
    ])
    let host = ReactingHost(desk.set, post: watch.post()) { _ in }
    let run = ReactingHost.Run(row: 1, desk: desk, network: ClosedNetwork.dryRun) { _ in
      seen.withLock { $0 += watch.overdue(at: .max).map(\.plugin) + ["asked"] }
      return Outcome(verdict: .refused(Refusal(.denied, "no")))
    }
    _ = try host.every(TimerFiring(name: "ask", now: desk.now), plugin: "sample", in: run)
    #expect(seen.withLock(\.self) == ["asked"])
  }
}
