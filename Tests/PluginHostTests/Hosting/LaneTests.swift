import Kernel
import PluginHost
import TestSupport
import Testing

/// One way for a plugin's code to run, and what it says of a function that works elsewhere.
struct LanePlace: Sendable {
  let lane: Lane
  /// Makes a call in that lane; gives the error that it ends with.
  let fault: @Sendable (_ call: String) throws -> String

  init(_ lane: Lane, _ fault: @escaping @Sendable (String) throws -> String) {
    self.lane = lane
    self.fault = fault
  }

  static let all = [
    LanePlace(.load) { call in
      let set = try PluginLoader().load([PluginSource.sample(call)])
      return set.problems.map(\.description).joined()
    },
    LanePlace(.deciding) { call in
      let source = PluginSource.sample("docket.before('ticket.create', function() \(call) end)")
      return try BenchDesk([Bundled.plugin("support"), source])
        .ask("admin", "create", set: [("subject", .text("x"))]).refusal
    },
    LanePlace(.reacting) { call in
      let desk = try BenchDesk([
        PluginSource.sample("docket.every('1h', 'tick', function() \(call) end)")
      ])
      return try problem {
        try ReactingHost(desk.set) { _ in }.every(
          TimerFiring(name: "tick", now: desk.now), plugin: "sample",
          in: .init(row: 1, desk: desk, network: ClosedNetwork.dryRun) { try desk.perform($0) })
      }
    },
    LanePlace(.computing) { call in
      let desk = try BenchDesk([
        PluginSource.sample(
          "docket.field{ name = 'f', type = 'text', computed = function() \(call) end }")
      ])
      let viewer = Viewer(
        authority: Rulebook.deskAuthority, rulebook: desk.rulebook,
        context: EvaluationContext(now: desk.now))
      let field = try #require(desk.set.registry.fields.first)
      return try problem {
        try ComputingHost(desk.set) { _ in }.value(
          of: field, for: Ticket(id: Ticket.ID(rawValue: 1)),
          on: .init(desk: desk, audience: viewer, now: desk.now))
      }
    },
    LanePlace(.reporting) { call in
      let desk = try BenchDesk([
        PluginSource.sample(
          """
          docket.report{ name = 'r', columns = { { 'n', 'integer' } }, run = function() \(call) end }
          """)
      ])
      let viewer = Viewer(
        authority: Rulebook.deskAuthority, rulebook: desk.rulebook,
        context: EvaluationContext(now: desk.now))
      let report = try #require(desk.set.registry.reports?.first)
      return try problem {
        try ReportingHost(desk.set) { _ in }.rows(
          of: report,
          in: ReportRun(
            desk: desk, audience: viewer, person: "ann", query: "", scope: .always, params: [:],
            since: nil, until: nil))
      }
    },
    LanePlace(.answering) { call in
      let other = PluginSource.sample(
        "docket.export('go', function() \(call) end)", name: "other")
      let source = PluginSource.sample(
        "docket.before('ticket.create', function() docket.call('other.go') end)",
        manifest: "requires = { other = '>=1.0' }")
      return try BenchDesk([Bundled.plugin("support"), other, source])
        .ask("admin", "create", set: [("subject", .text("x"))]).refusal
    },
    LanePlace(.importing) { call in
      let host = try ImporterHost(
        script: PluginSource(
          script: "bring",
          text: "docket.importer{ name = 'b', format = 'csv', each = function() \(call) end }"),
        columns: ["a"], rulebook: BenchDesk([]).rulebook, desk: DeskTraits(), seen: { _ in false }
      ) { _ in }
      // The second row runs in the sandbox in which the first has failed.
      _ = try problem { try host.calls(for: ["1"]) }
      return try problem { try host.calls(for: ["2"]) }
    },
    LanePlace(.byHand) { call in
      let desk = try BenchDesk([])
      let script = ScriptByHand(
        source: PluginSource(script: "run", text: call), arguments: [],
        person: try #require(try desk.person(named: "ann")), settings: [:], traits: DeskTraits(),
        network: ClosedNetwork.dryRun, print: { _ in })
      return try problem { try script.run(reading: desk) { try desk.perform($0) } }
    },
    LanePlace(.spec) { call in
      let source = PluginSource.sample(
        "", files: ["spec.lua": "spec.case('x', {}, function() \(call) end)"])
      let results = try SpecRunner(available: Bundled.all()) { try BenchDesk($0, at: $1) }
        .run(source)
      return results.first?.failure?.description ?? ""
    },
  ]

  private static func problem(_ body: () throws -> some Any) throws -> String {
    do {
      _ = try body()
      return ""
    } catch let fault as HookFault {
      return fault.message
    } catch let problem as PluginProblem {
      return problem.description
    }
  }
}

@Suite struct Lanes {
  @Test func `there is a place of every lane`() {
    #expect(LanePlace.all.map { $0.lane } == Lane.allCases)
  }

  @Test(arguments: LanePlace.all)
  func `what code does decides what it may call, and a wrong place is named`(
    _ place: LanePlace,
  ) throws {
    let functions = APIRegistry.functions.filter { !$0.path.contains(":") }
    // One of those that work in the same lanes is enough.
    let samples = Dictionary(functions.map { ($0.lanes, $0) }) { first, _ in first }.values
    for function in samples where !function.lanes.contains(place.lane) {
      let problem = try place.fault("\(function.path)()")
      #expect(problem.contains("\(function.path) works"), "\(function.path): \(problem)")
      #expect(problem.contains(", not \(place.lane.words)"), "\(function.path): \(problem)")
    }
  }
}
