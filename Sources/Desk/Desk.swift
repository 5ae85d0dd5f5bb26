import Kernel
import PluginHost
import Storage
import Synchronization
import System
import Texts

/// A desk that is open: its database, its rules and its plugins.
///
/// It may be used from many threads. Whoever only reads starts neither the writer's thread nor Lua.
package final class Desk: Sendable {
  package let folder: DeskFolder
  package let clock: Clock
  /// What stands in `docket.lua`.
  package let configuration: DeskConfiguration
  /// What it says of settings that are the desk's own.
  let file: FileSettings
  /// Plugins that run nothing here, whatever the desk says.
  package let absentPlugins: Set<String>
  /// Whether nothing comes to stay of what is asked here, whatever it is.
  package let isDryRun: Bool
  let readers: Readers
  let ruleCache: RuleCache
  /// What plugins used since it was last written down.
  let meter = PluginMeter()
  let watchdog: Watchdog
  /// Where plugins' calls are asked for; `nil` on desks that are made to try something.
  let tracing: TracePost?
  /// Notes what decisions depend on, where the desk is only made to try something.
  private let decisions: DecisionCheck?
  /// What plugins see in place of what `docket.lua` says, on a desk that is made to try something.
  private let triedTraits = Mutex<DeskTraits?>(nil)
  private let openWriter = Mutex<Writer<DecidingLane>?>(nil)

  /// Opens the desk in a folder; throws `StorageError` or `DeskError` where it cannot be.
  ///
  /// The plugins of `absent` keep what they declared and run nothing, as long as it is open. On a dry
  /// run, what is asked is done and answered, and nothing of it is committed.
  package convenience init(
    at folder: String, clock: Clock = .system, without absent: Set<String> = [],
    isDryRun: Bool = false, checking decisions: DecisionCheck? = nil,
  ) throws {
    try self.init(
      at: folder, clock: clock, without: absent, isDryRun: isDryRun, checking: decisions,
      knowing: nil)
  }

  /// The same with rules that were read of this desk, or of one that it is a copy of.
  init(
    at folder: String, clock: Clock, without absent: Set<String> = [], isDryRun: Bool = false,
    checking decisions: DecisionCheck?, knowing rules: DeskRules?,
  ) throws {
    self.decisions = decisions
    self.isDryRun = isDryRun
    self.folder = DeskFolder(path: folder)
    // What hung is suspended by the next one who writes.
    let stuck = isDryRun ? try self.folder.stuckPlugins.map(\.plugin) : []
    absentPlugins = absent.union(stuck)
    watchdog = Watchdog(of: self.folder)
    tracing = decisions == nil ? TraceFiles(of: self.folder, clock: clock).post : nil
    self.clock = clock
    readers = try Readers(path: self.folder.database)
    configuration = try self.folder.readConfiguration()
    file = FileSettings(configuration)
    ruleCache = RuleCache(file: file, without: absentPlugins, knowing: rules)
  }

  /// What plugins see of a desk with such settings.
  func traits(by settings: DeskSettings) -> DeskTraits {
    var traits = machineTraits
    (traits.language, traits.zone) = (settings.languageCode, settings.zone)
    return traits
  }

  /// What plugins see of the machine that the desk is on: secrets and limits.
  private var machineTraits: DeskTraits {
    triedTraits.withLock(\.self)
      ?? DeskTraits(secrets: configuration.secrets, limits: configuration.limits)
  }

  /// Has plugins see other traits from now on: for desks that are made to try something.
  package func pretend(_ traits: DeskTraits) { triedTraits.withLock { $0 = traits } }

  /// The writer, started by the first who writes.
  func writer() throws -> Writer<DecidingLane> {
    try openWriter.withLock { writer in
      if let writer { return writer }
      let traits = machineTraits
      try quarantineStuckPlugins()
      try watchdog.begin()
      let opened = try Writer(
        path: folder.database, busyTimeout: configuration.lockWait, isDryRun: isDryRun,
        context: { [meter, decisions, ruleCache, tracing, watch = watchdog.watch] in
          DecidingLane(
            cache: ruleCache, traits: traits, meter: meter, watch: watch, check: decisions,
            tracing: tracing)
        }, steps: DecidingLane.steps(clock))
      try writeBaseline(through: opened)
      try takeFileSettings(through: opened)
      writer = opened
      return opened
    }
  }

  /// Transactions of the caller's own thread, which decide as the writer does and keep nothing.
  ///
  /// The writer is started first: what it finds to be done on an older or troubled desk is done.
  func rehearsal() throws -> Rehearsal<DecidingLane> {
    _ = try writer()
    let deciding = DecidingLane(
      cache: ruleCache, traits: machineTraits, meter: PluginMeter(), watch: watchdog.watch,
      tracing: tracing)
    return try Rehearsal(
      path: folder.database, busyTimeout: configuration.lockWait, context: deciding,
      steps: DecidingLane.steps(clock))
  }

  /// A name for the requests of a command that makes several.
  func nextRequestName() throws -> String {
    try writer().perform { transaction, _ in .keeping(try transaction.nextRequestName()) }
  }

  /// Begins the history of an older desk's rows, where that was not done yet.
  private func writeBaseline(through writer: Writer<DecidingLane>) throws {
    guard try readers.read({ try $0.isBaselineMarked() }) else { return }
    try writer.perform { [clock] transaction, _ in
      let chain = DeskChain(
        transaction: transaction, clock: clock.now(), actor: .desk, source: .upgrade)
      if try transaction.isBaselineDue() { try chain.appendBaseline() }
      try transaction.endBaseline()
      return .keeping(())
    }
  }

  /// Finishes what was asked so far and takes no more.
  package func close() {
    openWriter.withLock { writer in
      writer?.close()
      writer = nil
      watchdog.end()
    }
  }
}

extension Desk {
  /// The desk's settings as they are now, without its rules, which cost more to read.
  package func settings() throws -> DeskSettings {
    try moment { try $0.settings() }
  }

  /// Words for the desk's log, in its language and by its clock.
  ///
  /// Where its settings cannot be read, what is to be told matters more than how.
  func logged(_ text: Text) -> String {
    let settings = (try? settings()) ?? DeskSettings()
    let language = settings.language
    return text.rendered(in: language, clock: settings.zone.textClock(in: language))
  }

  /// Carries a request out and waits until it is on the disk.
  ///
  /// A dry run takes the same way and leaves nothing. Throws only where the database fails.
  package func perform(_ request: Request, isDryRun: Bool = false) throws -> Outcome {
    let operation = operation(request, isDryRun: isDryRun || request.isDryRun)
    return try writer().perform(operation)
  }

  /// Carries a request out; the task goes on once it is on the disk.
  ///
  /// Requests of many tasks are committed together.
  package func submit(_ request: Request, isDryRun: Bool = false) async throws -> Outcome {
    let operation = operation(request, isDryRun: isDryRun || request.isDryRun)
    return try await writer().perform(operation)
  }

  /// Carries requests out one after the other in one transaction; one that is refused leaves nothing.
  ///
  /// Throws, and does none of them, only where the database fails.
  package func perform(all requests: [Request]) throws -> [Outcome] {
    try writer().perform { [clock] transaction, deciding in
      var log: [LogLine] = []
      let outcomes = try requests.map { request in
        try transaction.savepoint(keepingIf: { $0.isDone && !request.isDryRun }) {
          let now = clock.now()
          let outcome = try deciding.run(
            request, in: transaction, clock: now, isDryRun: request.isDryRun)
          let lines = deciding.takeLog(of: outcome, at: now)
          if !request.isDryRun { log += lines }
          return outcome
        }
      }
      return .keeping(outcomes, log: log)
    }
  }

  private func operation(
    _ request: Request, isDryRun: Bool,
  ) -> Writer<DecidingLane>.Operation<Outcome> {
    { [clock] transaction, deciding in
      let now = clock.now()
      let outcome = try deciding.run(request, in: transaction, clock: now, isDryRun: isDryRun)
      var log = isDryRun ? [] : deciding.takeLog(of: outcome, at: now)
      if outcome.isDone, !isDryRun, !deciding.cache.absent.isEmpty {
        log.append(try deciding.absenceLine(request, in: transaction, at: now))
      }
      return outcome.isDone && !isDryRun
        ? .keeping(outcome, log: log) : .rollingBack(outcome, log: log)
    }
  }

  /// Reads in one transaction, with the rules of its moment.
  package func read<Result: Sendable>(
    _ body: (Reader, Rulebook) throws -> Result,
  ) throws -> Result {
    try moment { try body($0.reader, $0.rulebook) }
  }
}

/// Where the desk has the time from; tests give one of their own.
package struct Clock: Sendable {
  package let now: @Sendable () -> Instant

  package init(_ now: @escaping @Sendable () -> Instant) {
    self.now = now
  }

  /// The system's clock.
  package static let system = Clock { Instant(milliseconds: SystemTime.milliseconds) }
}
