import Desk
import Glibc
import Kernel
import PluginHost
import Storage

/// Runs one function of a plugin in a lane, in hosts of its own: on the desk's database, without the
/// desk's work around it.
struct LaneRun {
  let desk: Desk
  let plugin: String
  let post: WatchPost
  let crash: Crash

  func run(_ lane: Lane) throws {
    switch lane {
    case .load, .spec: _ = try load(hearing: true)
    case .deciding: try decide()
    case .reacting: try react()
    case .computing: try compute()
    // An export runs within what calls it: here a report.
    case .reporting, .answering: try report()
    case .importing: try takeRow()
    case .byHand: try runByHand()
    }
  }

  private func load(hearing: Bool = false) throws -> LoadedSet {
    let loader = PluginLoader(post: post) { line in
      if hearing { crash.take(line) }
    }
    return try loader.load([desk.findPlugin("support"), desk.findPlugin(plugin)])
  }

  private var reading: StuckReading {
    get throws {
      StuckReading(rulebook: try desk.read { $1 }, now: desk.clock.now()) {
        crash.take(PluginLogLine(plugin: plugin, level: .info, message: "reacting"))
      }
    }
  }

  /// On a thread like the desk's own writer.
  private func decide() throws {
    let (set, rulebook) = (try load(), try desk.read { $1 })
    let writer = try Writer(
      path: desk.folder.path + "/docket.db",
      context: { [post, crash] in PluginHost(set, post: post) { crash.take($0) } })
    let request = Request(
      actor: .desk, source: .trial, action: .verb(.create), set: [("subject", .value(.text("x")))])
    let now = desk.clock.now()
    _ = try writer.perform { transaction, host -> WriteResult<Void> in
      let pipeline = Pipeline(
        rulebook: rulebook, transaction: transaction, host: host, clock: now, isDryRun: true)
      _ = try pipeline.run(request)
      return .rollingBack(())
    }
  }

  private func react() throws {
    let host = ReactingHost(try load(), post: post) { crash.take($0) }
    let run = ReactingHost.Run(row: 1, desk: try reading, network: ClosedNetwork.dryRun) { _ in
      throw StuckReading.Unreachable()
    }
    _ = try host.every(
      TimerFiring(name: "tick", now: desk.clock.now()), plugin: plugin, in: run)
  }

  private func compute() throws {
    let (set, rulebook) = (try load(), try desk.read { $1 })
    guard let field = set.registry.fields.first(where: \.isComputed) else { return }
    let viewer = Viewer(
      authority: Rulebook.deskAuthority, rulebook: rulebook,
      context: EvaluationContext(now: desk.clock.now(), zone: .utc))
    let host = ComputingHost(set, post: post) { crash.take($0) }
    _ = try host.value(
      of: field, for: Ticket(id: Ticket.ID(rawValue: 1)),
      on: .init(desk: reading, audience: viewer, now: desk.clock.now()))
  }

  private func report() throws {
    let (set, rulebook) = (try load(), try desk.read { $1 })
    guard let report = set.registry.reports?.first else { return }
    let viewer = Viewer(
      authority: Rulebook.deskAuthority, rulebook: rulebook,
      context: EvaluationContext(now: desk.clock.now(), zone: .utc))
    let run = ReportRun(
      desk: try reading, audience: viewer, person: "admin", query: "", scope: .always, params: [:],
      since: nil, until: nil)
    _ = try ReportingHost(set, post: post) { crash.take($0) }.rows(of: report, in: run)
  }

  private func takeRow() throws {
    let source = try desk.findScript("\(desk.folder.path)/plugins/\(plugin)/rows.lua")
    let host = try ImporterHost(
      script: source, columns: ["name"], rulebook: desk.read { $1 }, desk: DeskTraits(),
      seen: { _ in false }, site: post.watch.site(ofScript: source.name)
    ) { crash.take($0) }
    _ = try host.calls(for: ["x"])
  }

  private func runByHand() throws {
    let source = try desk.findScript("\(desk.folder.path)/plugins/\(plugin)/hand.lua")
    let person = Person(id: Person.ID(rawValue: 1), name: "admin", roles: ["admin"])
    let script = ScriptByHand(
      source: source, arguments: [], person: person, settings: [:], traits: DeskTraits(),
      network: ClosedNetwork.dryRun, print: { _ in }, site: post.watch.site(ofScript: source.name)
    ) { crash.take($0) }
    _ = try script.run(reading: reading) { _ in throw StuckReading.Unreachable() }
  }
}

/// A desk that has nothing to answer: what is asked of it ends as the crash says.
final class StuckReading: ForwardedReading {
  struct Unreachable: Error {}

  let rulebook: Rulebook
  let now: Instant
  private let asked: () -> Void

  init(rulebook: Rulebook, now: Instant, asked: @escaping () -> Void) {
    self.rulebook = rulebook
    self.now = now
    self.asked = asked
  }

  func limited<Result>(
    to allowance: ReadAllowance, _ body: () throws -> Result,
  ) throws -> Result {
    try body()
  }

  func asking<Answer: Sendable>(
    _ body: (any DeskReading) throws -> Answer,
  ) throws -> Answer {
    asked()
    throw Unreachable()
  }
}
