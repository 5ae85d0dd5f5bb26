import Crypto
import Kernel
import Lua
import System
import Texts

/// What the functions of one sandbox act upon: the plugin, and what it is doing right now.
final class SandboxContext {
  let source: PluginSource
  /// Whose state, keys and lines of the log they are.
  let namespace: Namespace
  /// A script's becomes complete with its `docket.script`.
  var manifest: Manifest {
    didSet { cover = ManifestCover(manifest.permissions) }
  }
  /// What the manifest lets be seen of tickets that hooks decide on.
  private(set) var cover: ManifestCover
  var catalogue: PluginTexts
  let layout: HostLayout
  private(set) var desk: DeskTraits
  /// What the code is doing at the moment; `doing` says it.
  private(set) var occupation = Occupation.loading
  var draft: Draft
  /// Where the lane says what it runs; `nil` where no watchdog looks.
  let post: WatchPost?
  /// How many rows may still be read; all plugins of a host share it.
  let rows: RowLimit
  private var limited: LimitedReading?
  /// What the plugin may use.
  let limits: PluginLimits
  /// The same of one call, looked up once.
  let deciding: PluginLimits.Call
  let reacting: PluginLimits.Call
  /// What the call in hand has made in the host.
  private var meter: CallMeter
  /// What the plugin's code did to its state, where somebody compares that.
  var stateChanges: [ByteKey: String?] = [:]
  /// How many characters its state may grow by before its size is looked up again.
  var stateSlack: Int64 = 0
  /// Whether the secrets are its own that `docket.lua` names for its name.
  var mayOpenSecrets: Bool
  /// What the desk has set for the plugin.
  var givenSettings: [String: JSON] = [:]
  private let log: (PluginLogLine) -> Void
  private let people = PersonNames()
  /// Writes values as this plugin sees them.
  let writer: ValueWriter
  private var iterators: [Int64: OpenRows] = [:]
  private var lastIterator: Int64 = 0
  private var plans: [PlannedBulk] = []
  /// The sandboxes of the same lane; `nil` where there is only this one.
  weak var colleagues: PluginBoxes?
  /// How many calls of its code the desk has begun.
  private var calls: Int64 = 0
  /// The call of the desk's in which its exports were last called.
  var root = CallMark()

  init(
    source: PluginSource, as namespace: Namespace? = nil, manifest: Manifest,
    catalogue: PluginTexts, layout: HostLayout, desk: DeskTraits, rows: RowLimit,
    limits own: PluginLimits? = nil, post: WatchPost? = nil,
    log: @escaping (PluginLogLine) -> Void,
  ) {
    self.post = post
    self.source = source
    self.namespace = namespace ?? .plugin(source.name)
    mayOpenSecrets = namespace == nil
    self.rows = rows
    self.manifest = manifest
    cover = ManifestCover(manifest.permissions)
    self.catalogue = catalogue
    self.layout = layout
    writer = ValueWriter(layout: layout) { [people] in people.name(of: $0) }
    self.desk = desk
    self.log = log
    let version = manifest.isScript ? String(source.digest.hex.prefix(8)) : "\(manifest.version)"
    // What docket.lua allows a name is for what is enabled under it.
    let allowed = namespace == nil ? desk.limits(of: source.name, asking: manifest.limits) : nil
    limits = own ?? allowed ?? manifest.limits
    meter = CallMeter(within: limits)
    deciding = limits.deciding
    reacting = limits.reacting
    draft = Draft(
      plugin: source.name, version: version, onFault: manifest.onFault,
      handlerLimit: Int(limits[PluginLimits.handlers]))
  }

  var plugin: String { source.name }

  /// Where the code runs.
  var lane: Lane { occupation.lane }
  /// The rules, where the lane has any.
  var rulebook: Rulebook? { occupation.rulebook }
  /// The desk to read, where the lane has one.
  var reading: LimitedReading? { occupation.reading }
  /// Who runs the script by hand; `nil` for plugins.
  var person: Person? { occupation.person }
  /// Who asks for what the code asks for.
  var actor: Actor { person.map { .person($0.id) } ?? .plugin(plugin) }

  /// Runs code of the plugin, which does that and nothing else until `body` ends.
  func doing<Result, Failure: Error>(
    _ occupation: Occupation, _ body: () throws(Failure) -> Result,
  ) throws(Failure) -> Result {
    let rest = self.occupation
    self.occupation = occupation
    defer { self.occupation = rest }
    return try body()
  }

  /// A desk as the code may read it until `forget`, with what it gets counted; names of people that
  /// are shown are looked up beside it.
  func limited(_ desk: any DeskReading) -> LimitedReading {
    people.reading = desk
    if let limited {
      limited.base = desk
      return limited
    }
    let reading = LimitedReading(desk, within: rows.reads)
    limited = reading
    return reading
  }

  /// The language whose words of dates are read besides English ones: that of the person who runs
  /// the code by hand.
  var languageOfHand: Language? {
    guard case .byHand(let hand) = occupation else { return nil }
    return hand.typed ?? rulebook?.settings.language(of: hand.person)
  }

  /// Reckons times without a zone by that zone's clock from now on.
  func setZone(_ name: String, in source: PluginSource) throws(PluginProblem) {
    do throws(TimeError) {
      desk.zone = try Zone.named(name)
    } catch {
      throw PluginProblem(
        plugin: source.name, file: source.mainPath, Text.apiTimeZone(problem: error))
    }
  }

  /// Writes a line to the desk's log.
  func writeLog(_ level: PluginLogLine.Level, _ message: String) {
    log(PluginLogLine(plugin: namespace.words, level: level, message: message))
  }

  /// Counts what one call makes in the host, before it is made; throws beyond the limit.
  func charge(_ count: Int64, _ kind: CallMeter.Kind) throws(HostError) {
    try meter.take(count, of: kind)
  }

  /// Counts one effect of a call, and the bytes of its arguments; throws beyond the limit.
  func chargeEffect(_ arguments: [LuaValue]) throws(HostError) {
    try charge(1, .effects)
    try charge(arguments.reduce(0) { $0 + $1.byteCount }, .effectBytes)
  }

  /// Does what waits for others than the plugin, as for the desk's writer or the network: the
  /// watchdog does not mind how long that takes.
  func waiting<Result>(_ body: () throws -> Result) rethrows -> Result {
    try CrashSite.pausing {
      guard let post else { return try body() }
      return try post.pausing(body)
    }
  }

  /// The call in hand.
  var mark: CallMark { CallMark(sandbox: ObjectIdentifier(self), number: calls) }

  /// Begins a call of the plugin's code, whose queries have as much time as the call.
  func beginCall(milliseconds: Int64, limit: PluginLimits.Kind? = nil) {
    calls += 1
    meter.reset()
    rows.reads.begin(milliseconds: milliseconds, limit: limit)
  }

  /// Begins a list, whose calls write to the log within one limit.
  func beginList() {
    meter.reset()
  }

  /// Begins a call for the next ticket of a list.
  func beginCallOfList(milliseconds: Int64, limit: PluginLimits.Kind? = nil) {
    calls += 1
    meter.resetKeepingLog()
    rows.reads.begin(milliseconds: milliseconds, limit: limit)
  }

  /// Begins the calls of its exports within one call of a colleague's; rows that both share are that
  /// one's to read.
  func beginExports(
    milliseconds: Int64, limit: PluginLimits.Kind, sharingRowsWith caller: SandboxContext,
  ) {
    if case .computing = caller.occupation { meter.resetKeepingLog() } else { meter.reset() }
    guard rows !== caller.rows else { return }
    rows.reset()
    rows.reads.begin(milliseconds: milliseconds, limit: limit)
  }

  /// A desk as an export may read it, beside what the code may be doing already.
  func exportedReading(_ desk: any DeskReading) -> LimitedReading {
    LimitedReading(desk, within: rows.reads)
  }

  /// Looks people's names up on a desk while an export of code at rest runs, and closes what it opened.
  func exporting<Result, Failure: Error>(
    _ desk: any DeskReading, _ body: () throws(Failure) -> Result,
  ) throws(Failure) -> Result {
    let before = people.reading
    people.reading = desk
    defer {
      people.reading = before
      if !iterators.isEmpty { iterators.removeAll() }
    }
    return try body()
  }

  /// Closes what a request had open; at a prompt, plans outlast the entry that made them.
  func forget(keepingPlans: Bool = false) {
    people.reading = nil
    if !stateChanges.isEmpty { stateChanges.removeAll() }
    if !iterators.isEmpty { iterators.removeAll() }
    if !plans.isEmpty, !keepingPlans { plans.removeAll() }
  }

  /// Sets or, with `nil`, deletes a value of the plugin's state.
  func setState(_ key: String, to value: String?, on desk: any DeskReading) throws(HostError) {
    stateChanges.updateValue(value, forKey: ByteKey(key))
    try reading { try desk.setState(of: namespace.name, key: key, to: value) }
  }

  /// Adds to a number of the plugin's state; gives the sum, as JSON.
  func addState(
    _ key: String, _ amount: StateAmount, on desk: any DeskReading,
  ) throws(HostError) -> String {
    let sum = try reading { try desk.addState(of: namespace.name, key: key, amount) }
    stateChanges.updateValue(sum, forKey: ByteKey(key))
    return sum
  }

  /// Forgets people's names, which have changed.
  func forgetPeople() { people.forget() }

  /// Puts `docket.settings` in place: a plugin's are known by name, a script's are a plain table.
  func showSettings(in sandbox: Sandbox) throws(LuaError) {
    var (values, _) = SettingValues.resolve(
      manifest.settings, with: givenSettings, plugin: plugin)
    for (number, spec) in manifest.settings.enumerated()
    where spec.kind == .secret && secretPlace(spec.name) != nil {
      let value = LuaValue.record(shape: HostLayout.secretShape, handle: Int64(number), [])
      values.append(LuaPair(spec.name, value))
    }
    let table: LuaValue =
      manifest.isScript
      ? .table(values.sorted { $0.key.precedesByBytes($1.key) })
      : .record(shape: layout.settingsShape, handle: 0, values)
    let keys = layout.layout.keys
    try sandbox.define("docket.settings") { $0.value(table, keys: keys) }
  }

  /// Where `docket.lua` says that a secret is: what it says of a name is meant for what is enabled
  /// under that name, never for a file that is called so.
  func secretPlace(_ setting: String) -> SecretPlace? {
    guard mayOpenSecrets else { return nil }
    return desk.secrets[plugin]?[setting]
  }

  /// Keeps rows for an iterator in Lua; gives the number that it is known by.
  func open(_ rows: OpenRows) -> Int64 {
    lastIterator += 1
    iterators[lastIterator] = rows
    return lastIterator
  }

  /// Keeps a plan until the run ends; gives the number that it is known by.
  func open(_ plan: PlannedBulk) -> Int64 {
    plans.append(plan)
    return Int64(plans.count)
  }

  /// The plan of that number; `nil` where it is of an earlier run.
  func plan(_ number: Int64) -> PlannedBulk? {
    plans.indices.contains(Int(number) - 1) ? plans[Int(number) - 1] : nil
  }

  /// Writes the next row of an iterator, or rows; nil at its end.
  func writeNext(
    of number: Int64, into results: inout WireWriter,
  ) throws(HostError) {
    switch iterators[number] {
    case .tickets(let pages): return try pages.writeNext(self, into: &results)
    case .entries(var rows):
      guard let entry = try rows.next(self) else { break }
      iterators[number] = .entries(rows)
      return writer.entry(entry, into: &results)
    case nil: break
    }
    results.null()
  }
}
