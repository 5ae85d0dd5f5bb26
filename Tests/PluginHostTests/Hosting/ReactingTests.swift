import Kernel
import PluginHost
import Testing

@Suite struct `The reacting lane` {
  /// Runs the plugin's first after hook on the entries of a new ticket.
  private func react(
    _ source: PluginSource, submit: @escaping (Request) throws -> Outcome,
  ) throws -> ReactionResult {
    let desk = try BenchDesk([Bundled.plugin("support"), source])
    let ticket = try desk.create()
    let entries = try desk.entries(of: ticket.id)
    let host = ReactingHost(desk.set) { _ in }
    let hook = try #require(desk.set.registry.hooks.first { $0.kind == .after })
    return try host.after(
      hook, on: #require(entries.first), of: entries, present: ticket,
      in: .init(row: 7, desk: desk, network: ClosedNetwork.dryRun, submit: submit))
  }

  @Test func `a write becomes a request of the plugin, with the entry as its cause`() throws {
    let source = PluginSource.sample(
      """
      docket.after("ticket.create", function(change)
        docket.tickets.note(change.id, { text = "Seen " .. change.after.subject })
      end, { name = "see" })
      """, manifest: "permissions = { 'ticket.view' },")
    var asked: [Request] = []
    _ = try react(source) { request in
      asked.append(request)
      return Outcome(verdict: .refused(Refusal(.denied, "not today")))
    }
    #expect(asked.map(\.text) == ["Seen No light"])
    #expect(asked.first?.actor == .plugin("sample"))
    #expect(asked.first?.cause?.hook == "sample@1.0.0:see")
  }

  @Test func `the same request of a retried row has the same key`() throws {
    let source = PluginSource.sample(
      """
      docket.after("ticket.create", function(change)
        docket.tickets.note(change.id, { text = "once" })
        docket.tickets.note(change.id, { text = "once" })
      end)
      """)
    var keys: [String] = []
    for _ in 1...2 {
      _ = try react(source) { request in
        keys.append(request.key ?? "")
        return Outcome(verdict: .refused(Refusal(.denied, "no")))
      }
    }
    #expect(keys.count == 4)
    #expect(Array(keys[..<2]) == Array(keys[2...]))
    #expect(keys[0] != keys[1])
    #expect(keys[0].hasPrefix("7/"))
  }

  @Test func `a refusal comes back as nil and why`() throws {
    let source = PluginSource.sample(
      """
      docket.after("ticket.create", function(change)
        local result, problem = docket.tickets.close(change.id, {})
        docket.state.set("why", problem.code .. ": " .. problem.message)
      end)
      """)
    let result = try react(source) { _ in
      Outcome(verdict: .refused(Refusal(.denied, "not today")))
    }
    #expect(result.state.changes == [StateChange(key: "why", .set("\"denied: not today\""))])
  }

  @Test func `what it writes to its state is seen at once and handed over`() throws {
    let source = PluginSource.sample(
      """
      docket.after("ticket.create", function()
        docket.state.add("count", 2)
        docket.state.add("count", 3)
        docket.state.set("gone", 1)
        docket.state.delete("gone")
      end)
      """)
    let result = try react(source) { _ in Outcome(verdict: .refused(Refusal(.busy, ""))) }
    #expect(result.state.changes.map(\.key) == ["count", "gone"])
    guard case .add(let amount) = result.state.changes.first?.write else {
      Issue.record("the sum is not kept as what is to be added")
      return
    }
    #expect(try amount.added(to: "10", under: "count") == "15")
    #expect(result.state.changes.last?.write == .set(nil))
  }

  @Test func `an after hook cannot amend`() throws {
    let source = PluginSource.sample(
      """
      docket.after("ticket.create", function(change) change:set("subject", "x") end)
      """)
    let fault = try #require(throws: HookFault.self) {
      _ = try react(source) { _ in Outcome(verdict: .refused(Refusal(.busy, ""))) }
    }
    #expect(fault.message.contains("sample/init.lua:1"))
    #expect(fault.message.contains("in before and validate hooks"))
  }

  @Test func `a channel says what became of its message`() throws {
    let source = PluginSource.sample(
      """
      docket.channel{ name = "pager", send = function(message)
        if message.text == "now" then return true end
        if message.text == "why" then return nil, "no such number" end
        if message.text == "nothing" then return end
        local words = message.text == "drop" and docket.tr("busy", { n = 2 }) or "line busy"
        return nil, { code = message.text, after = "5m", message = words }
      end }
      """, files: ["locales/en.lua": "return { busy = '{n} {n|line|lines} busy' }"])
    let desk = try BenchDesk([Bundled.plugin("support"), source])
    let host = ReactingHost(desk.set) { _ in }
    let channel = try #require(desk.set.registry.channels.first)
    let ann = try #require(try desk.person(named: "ann"))
    let run = ReactingHost.Run(row: 1, desk: desk, network: ClosedNetwork.dryRun) { _ in
      Outcome(verdict: .refused(Refusal(.busy, "")))
    }
    func send(_ text: String) throws -> ReactionResult.Delivery {
      let message = SeenMessage(
        to: desk.rulebook.viewer(ofPlugin: "sample", at: desk.now, reading: desk), by: channel
      ) { _ in ChannelMessage(id: 1, recipient: ann, text: text, at: desk.now) }
      return try host.send(#require(message), by: channel, in: run).delivery
    }
    #expect(try send("now") == .sent)
    #expect(try send("retry") == .retry(after: 300_000, message: "line busy"))
    #expect(try send("drop") == .drop(message: "2 lines busy"))
    #expect(try send("why") == .retry(after: nil, message: "no such number"))
    let nothing = "the channel gives neither true, nor nil and why not"
    #expect(try send("nothing") == .retry(after: nil, message: nothing))
    guard case .retry(_, let words) = try send("dorp") else {
      Issue.record("an unknown code is tried again")
      return
    }
    #expect(words.contains("`dorp`; did you mean `drop`?"), "\(words)")
  }

  @Test func `every is told when it fires and how late`() throws {
    let source = PluginSource.sample(
      """
      docket.every("15m", "sweep", function(timer)
        docket.state.set(timer.name, timer.late)
      end)
      """)
    let desk = try BenchDesk([Bundled.plugin("support"), source])
    #expect(desk.set.registry.timers.first?.interval == 900_000)
    let result = try ReactingHost(desk.set) { _ in }.every(
      TimerFiring(name: "sweep", now: desk.now, late: 2000), plugin: "sample",
      in: .init(row: 1, desk: desk, network: ClosedNetwork.dryRun) { _ in
        Outcome(verdict: .refused(Refusal(.busy, "")))
      })
    #expect(result.state.changes == [StateChange(key: "sweep", .set(#"{"number":"2.0"}"#))])
  }
}
