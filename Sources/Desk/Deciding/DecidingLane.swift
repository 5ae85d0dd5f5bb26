import Kernel
import PluginHost
import Storage
import System
import Texts

/// What decides on the writer's thread: the rules of the present epoch and the sandboxes for them.
///
/// It never leaves that thread. Another process may change the epoch or the desk's roles, so it looks
/// at the beginning of every transaction.
package final class DecidingLane {
  private(set) var traits: DeskTraits
  /// Plugins that run nothing here.
  let absent: Set<String>
  let meter: PluginMeter
  private let watch: PluginWatch
  private let post: WatchPost
  private let check: DecisionCheck?
  /// When counts of what plugins use were last written down.
  var lastCounted: ContinuousClock.Instant?
  private var imports: [String: ImportRun] = [:]
  private let log = LogBuffer()
  private var stamp: RuleStamp?
  private var current: Current?

  private struct Current {
    var rulebook: Rulebook
    let host: PluginHost
    let kept: Set<String>
    /// Why plugins do not run, by name.
    let troubles: [String: Text]
  }

  init(
    traits: DeskTraits, meter: PluginMeter, watch: PluginWatch, check: DecisionCheck? = nil,
    without absent: Set<String> = [],
  ) {
    self.traits = traits
    self.meter = meter
    self.watch = watch
    self.check = check
    post = watch.post()
    self.absent = absent
  }

  deinit {
    watch.close(post)
  }

  /// Decides with other traits from now on, and loads the plugins again.
  func use(_ traits: DeskTraits) {
    self.traits = traits
    stamp = nil
    current = nil
  }

  /// Looks at everything anew: to be called where rules were tried that are rolled back.
  func forget() {
    stamp = nil
    current = nil
  }

  /// Reads the epoch, and loads the rules again where it is another one.
  func refresh(_ transaction: WriteTransaction) throws {
    let stamp = try RuleStamp(
      epoch: transaction.epoch, revision: transaction.setting(RulebookSource.revision) ?? "")
    guard stamp != self.stamp else { return }
    var store = PluginStore(store: transaction, traits: traits, post: post)
    // What was distrusted may have been mended since.
    let known =
      self.stamp?.epoch == stamp.epoch && current?.troubles.isEmpty == true ? current : nil
    let stored = known == nil ? try StoredRegistry(readingFrom: transaction) : nil
    let sources = try stored.map(store.enabledSources(of:))
    let troubles = known?.troubles ?? PluginStore<WriteTransaction>.troubles(of: sources ?? [])
    let rulebook =
      try RulebookSource(
        epoch: transaction.epoch, readingFrom: transaction, keeping: known?.rulebook,
        stored: stored, troubles: troubles, file: .silent
      )
      .rulebook(without: absent)
    let kept = absent.union(rulebook.quarantine)
    let isAsBefore = adopt(rulebook.settings)
    if let known, known.kept == kept, isAsBefore {
      known.host.forgetPeople()
      current?.rulebook = rulebook
    } else {
      store.traits = traits
      let set = try store.load(
        sources ?? store.enabledSources(), keeping: kept, stored: stored)
      let host = PluginHost(set, meter: meter, post: post, check: check) { [log] in
        log.lines.append($0)
      }
      current = Current(rulebook: rulebook, host: host, kept: kept, troubles: troubles)
    }
    self.stamp = stamp
  }

  /// Has plugins see what the desk is set to; whether that is what they saw before.
  private func adopt(_ settings: DeskSettings) -> Bool {
    let before = traits
    (traits.language, traits.zone) = (settings.languageCode, settings.zone)
    return traits == before
  }

  /// The rules of this transaction, and what runs their hooks.
  func rules(in transaction: WriteTransaction) throws -> (rulebook: Rulebook, host: PluginHost) {
    try refresh(transaction)
    guard let current else {
      throw DeskError.invalid(what: Text.deskRules, reason: Text.deskNotLoaded)
    }
    return (current.rulebook, current.host)
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
    guard let plugin = request.askingPlugin else { return try pipeline.run(request) }
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

/// What tells that rules are stale: the registry's digest, and how often roles and people changed.
struct RuleStamp: Equatable, Sendable {
  var epoch: String
  var revision: String
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
