import Desk
import Kernel
import PluginHost
import TestSupport

/// Runs the hostile plugin's code in one lane, on desks that are made for it.
struct HostileLane {
  private var random: RepeatableRandom
  private let bundled: [PluginSource]
  private let log = HostileLog()
  /// More than anything needs, so that a call ends where it is wrong and not where it is long.
  private let traits = DeskTraits(
    limits: Dictionary(
      uniqueKeysWithValues: ["hostile", "hand"].map { name in
        (name, Dictionary(uniqueKeysWithValues: PluginLimits.kinds.map { ($0.name, $0.most) }))
      }))

  init(seed: UInt64) throws {
    random = RepeatableRandom(seed: seed)
    bundled = try Desk.bundledPlugins()
  }

  /// Makes at least so many calls, or as many as four times the runs for that give.
  mutating func run(_ lane: Lane, atLeast most: Int) throws -> Int {
    var runs = most / HostilePlugin.calls * 4 / 20 + 1
    while log.runs * HostilePlugin.calls < most, runs > 0 {
      try turns(lane)
      runs -= 1
    }
    return log.runs * HostilePlugin.calls
  }

  /// Some runs, on one desk.
  private mutating func turns(_ lane: Lane) throws {
    let seeds = (1...20).map { _ in random.next() % 1_000_000_007 + 2 }
    switch lane {
    case .load:
      for seed in seeds { _ = try load(HostilePlugin.source(.load, seed: seed), hearing: true) }
    case .spec:
      let runner = SpecRunner(available: bundled) { try TrialDesk($0, at: $1) }
      log.runs += try runner.run(HostilePlugin.specified(seeds: Array(seeds.prefix(4))))
        .count { $0.failure == nil }
    case .importing, .byHand:
      let desk = try TrialDesk(try load(), at: SpecRunner.start)
      try prepare(desk)
      for seed in seeds { try runScript(lane, seed, on: desk) }
    case .deciding, .reacting, .computing, .reporting, .answering:
      let desk = try TrialDesk(
        try load(HostilePlugin.source(lane)), at: SpecRunner.start)
      try prepare(desk)
      try runPlugin(lane, seeds, on: desk)
    }
  }

  private func load(_ plugin: PluginSource? = nil, hearing: Bool = false) throws -> LoadedSet {
    let loader = PluginLoader(desk: traits) { [log] in if hearing { log.take($0) } }
    return try loader.load(
      bundled.filter { $0.name == "support" }
        + (plugin.map { hearing ? [$0] : [$0, HostilePlugin.asker] } ?? []))
  }

  private func prepare(_ desk: TrialDesk) throws {
    for person in SpecRunner.people {
      try desk.add(SpecPerson(name: person.name, roles: [person.role]))
    }
    _ = try desk.perform(
      Request(
        actor: .desk, source: .trial, action: .verb(.create), set: [("subject", .value(.text("x")))]
      ))
  }

  private func runPlugin(_ lane: Lane, _ seeds: [UInt64], on desk: TrialDesk) throws {
    let set = try load(HostilePlugin.source(lane))
    let reacting = ReactingHost(set) { [log] in log.take($0) }
    let computing = ComputingHost(set) { [log] in log.take($0) }
    let reporting = ReportingHost(set) { [log] in log.take($0) }
    for (number, seed) in seeds.enumerated() {
      // Later than any suspension of the plugin for its faults lasts.
      let now = SpecRunner.start.advanced(byMilliseconds: Int64(number) * 3_600_000)
      switch lane {
      case .reacting:
        let run = ReactingHost.Run(
          row: Int64(number), desk: desk, network: ClosedNetwork.dryRun
        ) { try desk.perform($0) }
        let firing = TimerFiring(name: "tick", now: Instant(milliseconds: Int64(seed)))
        _ = try? reacting.every(firing, plugin: "hostile", in: run)
      case .computing: try compute(computing, set, seed, on: desk)
      case .reporting: report(reporting, set.registry.reports?.first, seed, on: desk)
      case .answering: report(reporting, set.registry.reports?.last, seed, on: desk)
      default:
        desk.setClock(now)
        try decide(seed, on: desk)
      }
    }
    if lane == .deciding {
      log.runs += desk.log(withRetries: true).count { $0.message == "fuzzed" }
      try desk.deliver()
    }
    for id in 1...Int64(seeds.count) { try show(Ticket.ID(rawValue: id), on: desk) }
  }

  private func decide(_ seed: UInt64, on desk: TrialDesk) throws {
    var request = Request(actor: .desk, source: .trial, action: .verb(.create))
    request.set = [("subject", .value(.text("\(seed)")))]
    _ = try desk.perform(request)
  }

  private func compute(
    _ host: ComputingHost, _ set: LoadedSet, _ seed: UInt64, on desk: TrialDesk,
  ) throws {
    guard let field = set.registry.fields.first(where: \.isComputed) else { return }
    let viewer = Viewer(
      authority: Rulebook.deskAuthority, rulebook: desk.rulebook,
      context: EvaluationContext(now: desk.now))
    let occasion = ComputingHost.Occasion(desk: desk, audience: viewer, now: desk.now)
    host.beginList()
    _ = try? host.value(of: field, for: Ticket(id: Ticket.ID(rawValue: Int64(seed))), on: occasion)
  }

  private func report(
    _ host: ReportingHost, _ report: ReportSpec?, _ seed: UInt64, on desk: TrialDesk,
  ) {
    guard let report else { return }
    let viewer = Viewer(
      authority: Rulebook.deskAuthority, rulebook: desk.rulebook,
      context: EvaluationContext(now: desk.now))
    let run = ReportRun(
      desk: desk, audience: viewer, person: "admin", query: "", scope: .always,
      params: ["seed": .integer(Int64(seed))], since: nil, until: nil)
    _ = try? host.rows(of: report, in: run)
  }

  private func runScript(_ lane: Lane, _ seed: UInt64, on desk: TrialDesk) throws {
    guard lane == .importing else {
      guard let admin = try desk.person(named: "admin") else { return }
      let script = ScriptByHand(
        source: HostilePlugin.script(.byHand), arguments: ["\(seed)"], person: admin,
        settings: [:], traits: traits, network: ClosedNetwork.dryRun,
        print: { [log] in log.take($0) })
      _ = try? script.run(reading: desk) { try desk.perform($0) }
      return
    }
    let host = try ImporterHost(
      script: HostilePlugin.script(.importing), columns: ["seed"], rulebook: desk.rulebook,
      desk: traits, seen: { _ in false }
    ) { [log] in log.take($0) }
    for case .request(_, _, _, var request) in (try? host.calls(for: ["\(seed)"])) ?? [] {
      request.actor = .desk
      request.ticket = request.verb == .create ? nil : Ticket.ID(rawValue: 1)
      _ = try desk.perform(request)
    }
  }

  /// Puts what was kept into all the words that it is shown in.
  private func show(_ id: Ticket.ID, on desk: TrialDesk) throws {
    guard let ticket = try desk.ticket(id) else { return }
    for field in TicketField.allCases { _ = ticket.value(of: field).json.text }
    for (_, value) in ticket.fields { _ = (value.json.text, value.plainText) }
    for entry in try desk.entries(of: id) {
      _ = (entry.at.iso, Zone.utc.clock(entry.recorded), entry.canonicalForm)
      for edit in entry.edits { _ = (edit.from.plainText, edit.to.json.text) }
    }
  }
}

/// Counts the runs that came to their end.
final class HostileLog {
  var runs = 0

  func take(_ line: PluginLogLine) { take(line.message) }

  func take(_ text: String) {
    if text == "fuzzed" { runs += 1 }
  }
}
