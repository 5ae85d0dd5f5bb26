import Crypto
import HTTP
import Kernel
import PluginHost
import Storage
import Texts

/// Does what was written to the outbox: after hooks, notifications, timers.
///
/// It belongs to one thread. Rows are leased, so that several workers share them, and what a row
/// writes is committed together with its acknowledgement, or not at all.
package final class Worker {
  /// What was done.
  package struct Report: Equatable, Sendable {
    package var done = 0
    package var failed = 0
    package var dead = 0
    /// Rows with nothing left to do, or nothing that could do it.
    package var dropped = 0

    package init() {}
  }

  let desk: Desk
  let owner = RandomBytes.make(count: 12).hex
  private var loaded: Loaded?
  private let post: WatchPost
  private let lines = PendingLines()
  /// The way out to the web that plugins have.
  var network: any Network
  /// What ends the run that is under way.
  private(set) var isStopped: () -> Bool = { false }
  /// Which rows it takes.
  private let scope: ((Rulebook) -> OutboxScope)?
  private let leaseMilliseconds: Int64
  /// Hears every line that the work adds to the desk's log.
  package var onLine: ((LogLine) -> Void)?
  /// Is asked where the desk is locked by others for long: whether to go on waiting.
  ///
  /// Without it, the work ends with the error.
  package var onLock: ((any TextError) -> Bool)?

  /// How often a row is tried before it is dead.
  package static let tries: Int64 = 12
  /// Rows taken at once.
  private static let batch = 16

  /// `leaseMilliseconds` is how long a row may take before others take it over.
  package convenience init(
    desk: Desk, leaseMilliseconds: Int64 = Worker.lease, network: any Network = CurlNetwork(),
  ) {
    self.init(desk: desk, leaseMilliseconds: leaseMilliseconds, network: network, scope: nil)
  }

  /// `scope` says which rows it takes by the rules of the moment; all of them where it is left out.
  init(
    desk: Desk, leaseMilliseconds: Int64, network: any Network,
    scope: ((Rulebook) -> OutboxScope)?,
  ) {
    self.desk = desk
    self.network = network
    self.leaseMilliseconds = leaseMilliseconds
    self.scope = scope
    post = desk.watchdog.watch.post()
  }

  /// How long a row may take where nobody says otherwise, in milliseconds.
  package static let lease: Int64 = 60_000

  deinit {
    desk.watchdog.watch.close(post)
  }

  /// What runs plugins, and the rules that it was last used by.
  private struct Loaded {
    let rules: DeskRules
    let set: LoadedSet
    let host: ReactingHost
    /// Plugins whose code is not loaded.
    let kept: Set<String>

    /// Whether loading by those rules would give the same.
    func fits(
      _ rulebook: Rulebook, _ kept: Set<String>, _ traits: DeskTraits, of desk: Desk,
    ) -> Bool {
      rules.rulebook.epoch == rulebook.epoch && self.kept == kept
        && desk.traits(by: rules.rulebook.settings) == traits
    }
  }

  /// Does all rows that are due, also those that come of them; stops early when `isStopped` says so.
  @discardableResult
  package func runDue(isStopped: @escaping () -> Bool = { false }) throws -> Report {
    let scope = try scope.map { scope in try desk.read { scope($1) } }
    return try runDue(scope ?? .all, isStopped: isStopped)
  }

  /// The same for the rows of that scope.
  func runDue(_ scope: OutboxScope, isStopped: @escaping () -> Bool) throws -> Report {
    self.isStopped = isStopped
    defer { self.isStopped = { false } }
    var report = Report()
    while !isStopped() {
      let (rows, lease) = try take(scope)
      guard !rows.isEmpty else { break }
      for row in rows {
        if isStopped() { break }
        if try holds(row, since: lease) { try run(row, into: &report) }
      }
    }
    try releaseAll()
    return report
  }

  /// Does the rows of those keys that are due, for no longer than `isStopped` allows.
  ///
  /// Rows of plugins that may use the network are left to others, since that may take its time.
  @discardableResult
  package func run(keys: [String], isStopped: () -> Bool = { false }) throws -> Report {
    var report = Report()
    let plugins = try desk.read { _, rulebook in rulebook.networkUsers }
    for key in keys where !isStopped() {
      let lease = lease()
      let now = desk.clock.now()
      let row = try write { transaction, _ -> WriteResult<OutboxRow?> in
        guard let row = try transaction.outboxRow(withKey: key), !plugins.mayCarryOut(row) else {
          return .keeping(nil)
        }
        return .keeping(try transaction.take(lease, now: now, key: key))
      }
      if let row { try run(row, into: &report) }
    }
    return report
  }

  private func take(_ scope: OutboxScope) throws -> (rows: [OutboxRow], lease: Lease) {
    let lease = lease()
    let now = desk.clock.now()
    let rows = try write { transaction, _ in
      .keeping(try transaction.take(lease, now: now, limit: Worker.batch, from: scope))
    }
    return (rows, lease)
  }

  /// Whether a row that was taken is still ours; prolongs a lease that has come halfway, since the
  /// rows before it took their time.
  private func holds(_ row: OutboxRow, since lease: Lease) throws -> Bool {
    let half = lease.until.advanced(byMilliseconds: -leaseMilliseconds / 2)
    guard desk.clock.now() > half else { return true }
    let fresh = self.lease()
    return try write { transaction, _ in
      .keeping(try transaction.renew(fresh, of: row.id))
    }
  }

  private func lease() -> Lease {
    Lease(owner: owner, until: desk.clock.now().advanced(byMilliseconds: leaseMilliseconds))
  }

  private func releaseAll() throws {
    try write { [owner] transaction, _ in
      .keeping(try transaction.release(owner: owner))
    }
  }

  /// The rules and sandboxes of the present epoch.
  func rules() throws -> (rulebook: Rulebook, host: ReactingHost) {
    try desk.watchdog.begin()
    let (rules, kept, set, isSame) = try desk.readers.read { [desk, loaded, post] reader in
      let rules = try desk.ruleCache.rules(of: reader)
      let rulebook = rules.rulebook
      let kept = desk.absentPlugins.union(rulebook.quarantine)
      let traits = desk.traits(by: rulebook.settings)
      if let loaded, loaded.rules === rules || loaded.fits(rulebook, kept, traits, of: desk) {
        return (rules, kept, loaded.set, true)
      }
      let set = try rules.plugins(seeing: traits, keeping: kept) {
        let store = PluginStore(store: reader, traits: traits, post: post)
        let stored = StoredRegistry(of: rulebook)
        return try store.load(store.enabledSources(of: stored), keeping: kept, stored: stored)
      }
      return (rules, kept, set, false)
    }
    let host =
      (isSame ? loaded?.host : nil)
      ?? ReactingHost(set, meter: desk.meter, post: post, tracing: desk.tracing) { [lines] in
        lines.lines.append($0)
      }
    loaded = Loaded(rules: rules, set: set, host: host, kept: kept)
    return (rules.rulebook, host)
  }

  /// Writes, waiting as long as `onLock` allows where others hold the desk.
  func write<Value: Sendable>(
    _ operation: @escaping Writer<DecidingLane>.Operation<Value>,
  ) throws -> Value {
    try patiently { try desk.writer().perform(operation) }
  }

  /// Does something again as long as others hold the desk and `onLock` allows.
  func patiently<Result>(_ body: () throws -> Result) throws -> Result {
    while true {
      do {
        return try body()
      } catch let error as StorageError {
        guard case .busy = error, onLock?(error) == true else { throw error }
      }
    }
  }

  /// 10 s, doubling to 1 h, a quarter more or less so that not all come at once.
  static func backoff(afterTry tries: Int64) -> Int64 {
    let base = min(Int64(10_000) << min(max(tries, 1) - 1, 12), 3_600_000)
    return base * Int64.random(in: 75...125) / 100
  }

  /// Logs that a plugin's request was refused, since its code may not look.
  func note(_ refusal: Refusal, of request: Request, _ row: OutboxRow) {
    let text =
      request.ticket.map { id in
        Text.logRefusedTicket(
          row: row.name, action: request.action, ticket: id.rawValue, problem: refusal.text)
      }
      ?? Text.logRefused(row: row.name, action: request.action, problem: refusal.text)
    lines.lines.append(
      PluginLogLine(
        plugin: row.plugin, level: .warn,
        message: desk.logged(text)))
  }

  /// What plugins wrote to the log since it was last taken.
  func takeLines() -> [LogLine] {
    let now = desk.clock.now()
    let taken = lines.lines.map { LogLine($0, at: now) }
    lines.lines = []
    return taken
  }
}

/// What plugins wrote to the log during a row.
private final class PendingLines {
  var lines: [PluginLogLine] = []
}
