import Kernel
import PluginHost
import Storage
import System
import Texts

/// What decides on the writer's thread: the rules of the moment and the sandboxes for them.
///
/// It never leaves that thread. Another process may change the epoch or the desk's roles, so it looks
/// at the beginning of every transaction.
package final class DecidingLane {
  private(set) var traits: DeskTraits
  let cache: RuleCache
  let meter: PluginMeter
  private let watch: PluginWatch
  private let post: WatchPost
  private let check: DecisionCheck?
  private let tracing: TracePost?
  /// When counts of what plugins use were last written down.
  var lastCounted: ContinuousClock.Instant?
  private var imports: [String: ImportRun] = [:]
  private let log = LogBuffer()
  /// The rules that were read last, which the transaction may have changed.
  private var rules: DeskRules?
  private var loaded: Loaded?

  /// The sandboxes, and the rules that they were last used by.
  private struct Loaded {
    var rules: DeskRules
    /// That of the rules, or one that says of plugins why they do not run.
    var rulebook: Rulebook
    let host: PluginHost
    /// Tries whether hooks commute; `nil` where nobody asks.
    let orders: OrderCheck?
    let kept: Set<String>
    /// Whether there are plugins that do not run.
    let isTroubled: Bool
  }

  init(
    cache: RuleCache, traits: DeskTraits, meter: PluginMeter, watch: PluginWatch,
    check: DecisionCheck? = nil, tracing: TracePost? = nil,
  ) {
    self.tracing = tracing
    self.cache = cache
    self.traits = traits
    self.meter = meter
    self.watch = watch
    self.check = check
    post = watch.post()
  }

  deinit {
    watch.close(post)
  }

  /// Decides with other traits from now on, and loads the plugins again.
  func use(_ traits: DeskTraits) {
    self.traits = traits
    loaded = nil
  }

  /// Drops the sandboxes: to be called if they saw what is rolled back.
  func forget() { loaded = nil }

  /// Begins a transaction: what the one before had changed may have been rolled back.
  func begin(_ transaction: WriteTransaction) throws {
    if rules?.stamp.isCommitted == false { rules = nil }
    _ = try rules(in: transaction)
  }

  /// The rules of this transaction, and what runs their hooks.
  func rules(in transaction: WriteTransaction) throws -> (rulebook: Rulebook, host: PluginHost) {
    let rules = try cache.rules(of: transaction, own: rules)
    self.rules = rules
    if let loaded, loaded.rules === rules { return (loaded.rulebook, loaded.host) }
    let present = try goingOn(by: rules) ?? load(rules, from: transaction)
    loaded = present
    return (present.rulebook, present.host)
  }

  /// The sandboxes that there are, if they are as good for other rules.
  private func goingOn(by rules: DeskRules) -> Loaded? {
    let isAsBefore = adopt(rules.rulebook.settings)
    // What was distrusted may have been mended since.
    guard var loaded, isAsBefore, !loaded.isTroubled,
      loaded.rulebook.epoch == rules.rulebook.epoch, loaded.kept == kept(by: rules.rulebook)
    else { return nil }
    loaded.host.forgetPeople()
    (loaded.rules, loaded.rulebook) = (rules, rules.rulebook)
    return loaded
  }

  private func load(_ rules: DeskRules, from transaction: WriteTransaction) throws -> Loaded {
    let store = PluginStore(store: transaction, traits: traits, post: post)
    let stored = StoredRegistry(of: rules.rulebook)
    let sources = try store.enabledSources(of: stored)
    let troubles = PluginStore<WriteTransaction>.troubles(of: sources)
    let rulebook =
      troubles.isEmpty
      ? rules.rulebook
      : try cache.rulebook(of: transaction, registry: stored.troubled(by: troubles))
    let kept = kept(by: rulebook)
    let load = { try store.load(sources, keeping: kept, stored: stored) }
    let set =
      troubles.isEmpty
      ? try rules.plugins(seeing: traits, keeping: kept, load) : try load()
    let host = PluginHost(
      set, meter: meter, post: post, check: check, tracing: tracing
    ) { [log] in
      log.lines.append($0)
    }
    return Loaded(
      rules: rules, rulebook: rulebook, host: host,
      orders: check.flatMap { OrderCheck(of: set, telling: $0) }, kept: kept,
      isTroubled: !troubles.isEmpty)
  }

  /// The plugins whose code is not loaded.
  private func kept(by rulebook: Rulebook) -> Set<String> {
    cache.absent.union(rulebook.quarantine)
  }

  /// Has plugins see what the desk is set to; whether that is what they saw before.
  private func adopt(_ settings: DeskSettings) -> Bool {
    let before = traits
    (traits.language, traits.zone) = (settings.languageCode, settings.zone)
    return traits == before
  }

  /// Carries a request out; a dry run has sandboxes of its own, or those of `trial`.
  func run(
    _ request: Request, in transaction: WriteTransaction, clock: Instant, isDryRun: Bool,
    with trial: PluginHost? = nil,
  ) throws -> Outcome {
    let (rulebook, live) = try rules(in: transaction)
    let host = trial ?? (isDryRun ? live.fresh() : live)
    let pipeline = Pipeline(
      rulebook: rulebook, transaction: transaction, host: host, clock: clock,
      isDryRun: isDryRun)
    // What a plugin asks for is its doing, also where the host is not up to it.
    guard let plugin = request.askingPlugin else {
      guard let orders = loaded?.orders, !isDryRun, trial == nil else {
        return try pipeline.run(request)
      }
      return try orders.comparing(request, by: rulebook, clock: clock, in: transaction) { isTrial in
        let lines = log.lines
        let outcome = try pipeline.run(request)
        // What is done again writes its lines again.
        if isTrial, orders.isOpen(outcome) { log.lines = lines }
        return outcome
      }
    }
    return try watch.running(requestOf: plugin) { try pipeline.run(request) }
  }

  /// Whom a signal is laid to while a script or an importer runs.
  func site(ofScript name: String) -> CrashSite { watch.site(ofScript: name) }

  /// What plugins wrote to the log since it was last taken.
  func takeLog(at moment: Instant) -> [LogLine] {
    let lines = log.lines.map { LogLine($0, at: moment) }
    log.lines = []
    return lines
  }

  /// The same with what a request's run gives besides: faults, and chains that were stopped.
  func takeLog(of outcome: Outcome, at moment: Instant) -> [LogLine] {
    let stopped = outcome.stoppedChain.map { problem in
      LogLine(
        at: moment, level: .warning, plugin: problem.by ?? "",
        message: problem.text.rendered(in: Language(traits.language) ?? .english))
    }
    return takeLog(at: moment) + outcome.faults.map { LogLine($0, at: moment) }
      + (stopped.map { [$0] } ?? [])
  }
}

extension Request {
  /// The plugin that asks, be it in somebody's name.
  fileprivate var askingPlugin: String? {
    if case .plugin(let name) = actor { name } else { cause?.plugin }
  }
}

/// Lines that plugins wrote and that are not in the desk's log yet.
private final class LogBuffer {
  var lines: [PluginLogLine] = []
}

extension DecidingLane {
  /// Notes what an importer or a plugin wrote, until it is taken.
  func note(_ line: PluginLogLine) {
    log.lines.append(line)
  }

  /// Begins an import; where its transaction is done again, it begins anew.
  func beginImport(_ id: String, _ make: () throws -> ImportRun) throws -> ImportRun {
    let run = try make()
    imports[id] = run
    return run
  }

  func importRun(_ id: String) throws -> ImportRun {
    guard let run = imports[id] else {
      throw DeskError.invalid(what: Text.deskTheImport, reason: Text.deskImportEnded)
    }
    return run
  }

  func endImport(_ id: String) {
    imports[id] = nil
  }
}

extension LogLine {
  /// A line that a plugin wrote.
  init(_ line: PluginLogLine, at moment: Instant) {
    let level: Level =
      switch line.level {
      case .debug: .debug
      case .info: .info
      case .warn: .warning
      case .error: .error
      }
    self.init(at: moment, level: level, plugin: line.plugin, message: line.message)
  }

  /// A hook's fault, with its traceback.
  init(_ fault: HookFault, at moment: Instant) {
    let trace = fault.traceback.isEmpty ? "" : "\n" + fault.traceback
    self.init(
      at: moment, level: .error, plugin: fault.plugin,
      message: "\(fault.hook): \(fault.message)\(trace)")
    isFault = true
  }
}
