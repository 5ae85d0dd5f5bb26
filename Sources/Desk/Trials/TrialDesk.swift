import Crypto
import Kernel
import PluginHost
import Storage
import Synchronization
import System
import Texts

/// A fresh desk for one example of a plugin's spec, gone with the last who holds it.
///
/// It is a whole desk on a database of its own, in memory where the system has a folder for that,
/// with a clock that stands still.
package final class TrialDesk {
  private let desk: Desk
  private let moment: TrialClock
  private var worker: Worker
  let set: LoadedSet
  private let loaded: Rulebook
  /// What the log has of deliveries that failed once more.
  private let repeated = Mutex<Set<String>>([])
  package let decisions = DecisionCheck()

  /// Makes a desk that decides by what was loaded.
  package init(_ set: LoadedSet, at start: Instant) throws {
    let moment = TrialClock(start)
    desk = try Desk.create(
      at: TrialDesk.newFolder(), plugins: [], login: "", clock: moment.clock, checking: decisions)
    self.moment = moment
    self.set = set
    worker = TrialDesk.worker(on: desk)
    do {
      try desk.adopt(set)
      loaded = try desk.read { _, rulebook in rulebook }
    } catch {
      desk.close()
      desk.folder.remove()
      throw error
    }
  }

  /// Makes a desk that begins as another one was.
  fileprivate init(of prepared: PreparedTrial) throws {
    let moment = TrialClock(prepared.moment)
    desk = try prepared.open(at: TrialDesk.newFolder(), moment.clock, checking: decisions)
    self.moment = moment
    set = prepared.set
    worker = TrialDesk.worker(on: desk)
    loaded = prepared.rules.rulebook
  }

  deinit {
    desk.close()
    desk.folder.remove()
  }

  private static func worker(on desk: Desk) -> Worker {
    Worker(desk: desk, network: ClosedNetwork(WebFailure(.unavailable, Text.networkClosed)))
  }

  private static func newFolder() -> String {
    let folders = ["/dev/shm", ThisProcess.variable("TMPDIR") ?? "/tmp"]
    let folder = folders.first(where: FileSystem.isWritable) ?? "/tmp"
    return "\(folder)/docket-trial-" + RandomBytes.make(count: 8).hex
  }
}

/// What makes desks that begin as one was: its database, and what was read and loaded for it.
private struct PreparedTrial: Sendable {
  let database: [UInt8]
  let moment: Instant
  let set: LoadedSet
  let rules: DeskRules

  /// More than this no desk has before its case begins.
  private static let mostBytes = 256 << 20

  /// Copies a desk's database as it is now.
  init(of desk: Desk, _ set: LoadedSet) throws {
    let copy = "\(desk.folder.path)/prepared.db"
    defer { FileSystem.remove(copy) }
    rules = try desk.readers.read { reader in
      _ = try Backup.write(reader, to: copy, replaces: false)
      return try desk.ruleCache.rules(of: reader)
    }
    // Whoever writes first finds the plugins loaded.
    _ = rules.plugins(seeing: set.desk, keeping: []) { set }
    database = try FileSystem.bytes(of: copy, atMost: PreparedTrial.mostBytes)
    moment = desk.clock.now()
    self.set = set
  }

  /// Opens a desk in a new folder; leaves nothing where that fails.
  func open(at folder: String, _ clock: Clock, checking decisions: DecisionCheck) throws -> Desk {
    let place = DeskFolder(path: folder)
    do {
      try FileSystem.makeFolder(folder)
      try NewFile.write(database, to: place.database, replaces: false)
      let desk = try Desk(at: folder, clock: clock, checking: decisions, knowing: rules)
      desk.pretend(set.desk)
      return desk
    } catch {
      place.remove()
      throw error
    }
  }
}

extension TrialDesk: SpecDesk {
  package func add(_ person: SpecPerson) throws {
    guard try self.person(named: person.name) == nil else { return }
    _ = try desk.administer(as: .desk, source: person.isStanding ? .trial : .spec) {
      // A role that no plugin of the case brings is left out: the people are always the same.
      let known = person.roles.filter { $0 == RoleSpec.admin.name } + $0.known(person.roles)
      return try $0.addPersonUnchecked(
        person.name,
        PersonDraft(
          email: person.email, language: person.language, zone: person.zone, roles: known,
          fields: person.fields))
    }
  }

  package func add(queue name: String) throws {
    _ = try desk.administer(as: .desk, source: .spec) { try $0.addQueue(name) }
  }

  /// Decides and reacts by other plugins, or the same ones loaded again: no sandbox of before is left.
  func adopt(_ set: LoadedSet) throws {
    try desk.adopt(set)
    let network = worker.network
    worker = TrialDesk.worker(on: desk)
    worker.network = network
  }

  /// What the desk's database says now.
  func reading<Answer: Sendable>(_ body: (Reader) throws -> Answer) throws -> Answer {
    try desk.readers.read { try body($0) }
  }

  func hasQueue(_ name: String) throws -> Bool {
    try desk.read { _, rulebook in rulebook.queues.contains(name) }
  }

  func hasRole(_ name: String) -> Bool {
    name == RoleSpec.admin.name || loaded.roles[name] != nil
  }

  package func subscribe(_ draft: SubscriptionDraft) throws {
    _ = try desk.administer(as: .desk) { try $0.subscribe(draft) }
  }

  package func report(
    _ asked: SpecReport, as person: Person,
  ) throws -> (ReportSpec, rows: [[Value]]) {
    let question = ReportQuestion(
      asked.name, query: asked.query, since: asked.since, until: asked.until, params: asked.params)
    let answer = try desk.session(as: person) { try $0.answer(question) }
    return (answer.report, answer.rows)
  }

  package func call(
    _ export: String, of plugin: String, with values: ExportedValues,
  ) throws -> ExportedValues {
    try desk.moment { try $0.call(export, of: plugin, with: values) }
  }

  package func health(of plugin: String, as person: Person) throws -> HealthAnswer? {
    try desk.session(as: person) { try $0.health(of: [plugin])[plugin] }
  }

  package func submit(
    _ answers: [(name: String, answer: JSON)], to form: String, as person: Person,
  ) throws -> FormOutcome {
    try desk.submit(FormAnswers(form, answers), as: person)
  }

  package func perform(_ request: Request) throws -> Outcome { try desk.perform(request) }
  package func undoOrder(of target: UndoTarget, by actor: Actor) throws -> BulkOrder {
    try desk.undoOrder(of: target, by: actor, source: .spec)
  }

  package func backfill(_ name: String, of plugin: String) throws -> BulkResult {
    try desk.performBackfill(name, of: plugin, as: .desk, again: true)
  }

  package func prepared() throws -> (() throws -> any SpecDesk)? {
    let prepared = try PreparedTrial(of: desk, set)
    return { try TrialDesk(of: prepared) }
  }

  package func use(_ network: any Network) { worker.network = network }
  package func setClock(_ moment: Instant) { self.moment.set(moment) }
  package func deliver() throws {
    worker.onLine = { [self] line in
      guard line.isRepeated else { return }
      repeated.withLock { _ = $0.insert(line.message) }
    }
    defer { worker.onLine = nil }
    try worker.runDue()
  }

  package func nextDue() throws -> Instant? { try desk.readers.read { try $0.nextDue() } }

  package func outboxRows() throws -> [OutboxRow] {
    try desk.readers.read { try $0.outboxRows(OutboxFilter()) }
  }

  package func log(withRetries: Bool) -> [PluginLogLine] {
    let lines = (try? desk.readers.read { try $0.logLines(last: 1_000) }) ?? []
    let left = withRetries ? [] : repeated.withLock(\.self)
    return lines.filter { !left.contains($0.message) }.map { line in
      let level: PluginLogLine.Level =
        switch line.level {
        case .debug: .debug
        case .info: .info
        case .warning: .warn
        case .error: .error
        }
      return PluginLogLine(plugin: line.plugin, level: level, message: line.message)
    }
  }
}

extension TrialDesk: ForwardedReading {
  /// The rules that were loaded: nothing that an example can do changes the registry.
  package var rulebook: Rulebook { loaded }

  package var now: Instant { desk.clock.now() }

  /// Examples are their author's own, and wait for nobody: only hooks and the like are limited here.
  package func limited<Result>(
    to allowance: ReadAllowance, _ body: () throws -> Result,
  ) throws -> Result {
    try body()
  }

  package func asking<Answer: Sendable>(
    _ body: (any DeskReading) throws -> Answer,
  ) throws -> Answer {
    let present = try desk.read { _, rulebook in rulebook }
    return try body(LiveReading(rulebook: present, now: now, readers: desk.readers))
  }
}

/// A clock that stands until it is set.
private final class TrialClock: Sendable {
  private let moment: Mutex<Instant>

  init(_ start: Instant) {
    moment = Mutex(start)
  }

  var clock: Clock { Clock { [self] in moment.withLock(\.self) } }

  func set(_ moment: Instant) {
    self.moment.withLock { $0 = moment }
  }
}

extension Desk {
  /// Runs the examples in a plugin's `spec.lua`, each on a fresh desk.
  ///
  /// `path` is a plugin's folder, or the name of one that could be enabled here. Other plugins that
  /// examples require are looked for among the bundled ones.
  package static func testPlugin(
    _ source: PluginSource, among available: [PluginSource], matching words: [String] = [],
  ) throws -> [SpecResult] {
    try SpecRunner(available: available) { try TrialDesk($0, at: $1) }.run(source, matching: words)
  }

  /// The plugins that come with the program.
  package static func bundledPlugins() throws -> [PluginSource] {
    try BundledPlugins.folders.flatMap { try PluginFolder.plugins(in: $0) }
  }
}
