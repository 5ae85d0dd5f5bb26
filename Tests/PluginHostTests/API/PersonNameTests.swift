import Kernel
import PluginHost
import Testing

@Suite struct `People's names for plugins` {
  /// A desk that counts how often a person is looked up.
  private final class CountingReading: ForwardedReading {
    let rulebook: Rulebook
    let now: Instant
    private(set) var lookedUp = 0
    private let desk: BenchDesk

    init(_ desk: BenchDesk, rulebook: Rulebook) {
      self.desk = desk
      self.rulebook = rulebook
      now = desk.now
    }

    func asking<Answer: Sendable>(
      _ body: (any DeskReading) throws -> Answer,
    ) throws -> Answer {
      try body(desk)
    }

    func limited<Result>(
      to allowance: ReadAllowance, _ body: () throws -> Result,
    ) throws -> Result {
      try desk.limited(to: allowance, body)
    }

    func person(_ id: Person.ID) throws -> Person? {
      lookedUp += 1
      return try desk.person(id)
    }
  }

  @Test func `a name is looked up once for as long as the rules are the same`() throws {
    let source = PluginSource.sample(
      """
      docket.after("ticket.create", function(change)
        docket.log.info(change.after.requester)
      end, { name = "see" })
      """, manifest: "permissions = { 'ticket.view' },")
    let desk = try BenchDesk([Bundled.plugin("support"), source])
    try desk.add(SpecPerson(name: "zoe", roles: ["customer"]))
    let ticket = try desk.create(set: [("requester", .text("zoe"))])
    let entries = try desk.entries(of: ticket.id)
    let host = ReactingHost(desk.set) { _ in }
    let hook = try #require(desk.set.registry.hooks.first { $0.kind == .after })
    func run(_ reading: CountingReading) throws -> Int {
      _ = try host.after(
        hook, on: #require(entries.first), of: entries, present: ticket,
        in: .init(row: 7, desk: reading, network: ClosedNetwork.dryRun) { _ in
          Outcome(verdict: .refused(Refusal(.denied, "no")))
        })
      return reading.lookedUp
    }
    let rulebook = desk.rulebook
    let first = try run(CountingReading(desk, rulebook: rulebook))
    #expect(first > 0)
    #expect(try run(CountingReading(desk, rulebook: rulebook)) == 0)
    #expect(try run(CountingReading(desk, rulebook: desk.rulebook)) == first)
  }
}
