import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// What plugins use, as it is counted.
@Suite struct PluginUseTests {
  static func uses(_ desk: TemporaryDesk) throws -> [String: HookUse] {
    // Whoever closes writes down what is still to be written.
    desk.desk.close()
    let uses = try desk.desk.session(as: desk.admin) { try $0.pluginUses() }
    return Dictionary(uses.map { ("\($0.key.kind) \($0.key.name)", $0.use) }) { first, _ in first }
  }

  @Test func `calls of both lanes are counted, with their faults and what they take`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "busy",
        """
        docket.before("ticket.create", function(change)
          for _ = 1, 1000 do end
          if change.after.subject == "bad" then error("boom") end
        end, { name = "count" })
        docket.after("ticket.create", function() for _ = 1, 3000 do end end, { name = "later" })
        """))
    for subject in ["a", "b", "bad"] {
      try desk.act("ann", "create", nil, ["subject": .text(subject)])
    }
    try desk.work()
    let uses = try Self.uses(desk)
    let (count, later) = (try #require(uses["before count"]), try #require(uses["after later"]))
    #expect((count.calls, count.faults) == (3, 1))
    #expect((later.calls, later.faults) == (2, 0))
    #expect(count.instructions >= 3_000 && later.instructions >= 6_000)
    #expect(count.memory > 1_000 && later.memory > 1_000)
    #expect(
      count.times.quantile(0.5) > 0 && count.times.quantile(0.99) >= count.times.quantile(0.5))
  }

  @Test func `counts of several processes add up`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "round-robin"])
    try desk.act("ann", "create", nil, ["subject": .text("a")])
    desk.desk.close()
    let other = try Desk(at: desk.folder, clock: desk.time.clock)
    _ = try other.perform(try desk.request("ann", "create", nil, ["subject": .text("b")]))
    other.close()
    #expect(try Self.uses(desk)["before assign"]?.calls == 2)
  }

  @Test func `in one second use is written down once, however many requests there are`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "round-robin"])
    for number in 1...20 { try desk.act("ann", "create", nil, ["subject": .text("\(number)")]) }
    let early = try desk.desk.session(as: desk.admin) { try $0.pluginUses() }
    let counted = early.first { $0.key.name == "assign" }?.use.calls ?? 0
    #expect(counted < 20)
    #expect(try Self.uses(desk)["before assign"]?.calls == 20)
  }

  @Test func `a histogram's quantiles are within an eighth of the times`() {
    var histogram = TimeHistogram()
    for time in 1...1_000 { histogram.add(Int64(time) * 1_000) }
    for (share, expected) in [(0.5, 500_000.0), (0.99, 990_000.0), (1.0, 1_000_000.0)] {
      let found = Double(histogram.quantile(share))
      #expect(abs(found - expected) <= expected / 8)
    }
    #expect(TimeHistogram(text: histogram.text) == histogram)
    #expect(TimeHistogram().quantile(0.5) == 0)
    for text in ["x:1", "40", "40:-1", "3:1", "999999999:1"] {
      #expect(TimeHistogram(text: text) == nil, "\(text)")
    }
  }
}
