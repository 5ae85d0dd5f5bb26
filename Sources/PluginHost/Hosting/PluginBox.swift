import Kernel
import Lua
import System
import Texts

/// A sandbox in which a plugin's top level has run: its functions can be called.
///
/// It stays on the thread that made it. Module variables in it are a cache: it may be dropped and
/// made anew at any time.
final class PluginBox {
  let context: SandboxContext
  let sandbox: Sandbox
  /// The change that the view in Lua shows.
  private var held: HeldChange?
  /// How many states of changes hooks were called with.
  private var handles: Int64 = 0
  /// What the plugin is known by at the watchdog's post.
  private let number: Int
  /// Whom a signal is laid to; `nil` where nothing is to be left of it.
  private let site: CrashSite?

  /// What the top level may use.
  static let loadInstructions: Int64 = 20_000_000
  private static let loadMilliseconds: Int64 = 2_000

  /// Runs the top level; what is wrong with it is thrown with file and line.
  init(
    source: PluginSource, as namespace: Namespace? = nil, manifest: Manifest,
    catalogue: PluginTexts, settings: [String: JSON], layout: HostLayout, desk: DeskTraits,
    rows: RowLimit = RowLimit(), post: WatchPost? = nil, site: CrashSite? = nil,
    log: @escaping (PluginLogLine) -> Void,
  ) throws(PluginProblem) {
    let context = SandboxContext(
      source: source, as: namespace, manifest: manifest, catalogue: catalogue, layout: layout,
      desk: desk, rows: rows, post: post, log: log)
    context.givenSettings = settings
    number = post?.watch.number(of: source.name) ?? 0
    self.site = site ?? post?.watch.site(of: source.name)
    self.context = context
    do throws(LuaError) {
      sandbox = try PluginBox.sandbox(for: context)
      sandbox.context = context
      sandbox.views = context
      if !manifest.isScript { try context.showSettings(in: sandbox) }
    } catch {
      throw PluginProblem(error, plugin: source.name)
    }
    try run(source.mainPath)
    if manifest.isScript, context.draft.script == nil, context.draft.importers.isEmpty {
      throw PluginProblem(
        plugin: source.name, file: source.mainPath, line: 1,
        Text.loadingNoScript)
    }
  }

  static func sandbox(for context: SandboxContext) throws(LuaError) -> Sandbox {
    let source = context.source
    var configuration = SandboxConfiguration(name: source.name, layout: context.layout.layout)
    configuration.memory = Int(context.limits[PluginLimits.memory])
    configuration.logLimit = Int(context.limits[PluginLimits.log])
    configuration.depth = Int(context.limits[PluginLimits.depth])
    configuration.resultLimit = Int(context.limits[PluginLimits.result])
    configuration.module = { module($0, of: source) }
    configuration.onLine = context.desk.lineTeller(of: source.name)
    configuration.onPlace = context.desk.breakpoints?.stopper(in: source.name, context.post)
    configuration.log = { [weak context] text in context?.writeLog(.info, text) }
    return try Sandbox(configuration: configuration)
  }

  /// What `require` finds: a file of the plugin's `lib`.
  static func module(
    _ name: String, of source: PluginSource,
  ) -> SandboxConfiguration.Module? {
    let path = "lib/\(name.replacing(".", with: "/")).lua"
    guard let text = try? source.text(path) else { return nil }
    return .init(chunk: "\(source.name)/\(path)", source: text)
  }

  /// Runs a file of the plugin at the top level.
  func run(_ path: String) throws(PluginProblem) {
    context.beginCall(milliseconds: PluginBox.loadMilliseconds)
    let budget = PluginBox.loadBudget()
    try running(budget, milliseconds: PluginBox.loadMilliseconds) {
      () throws(PluginProblem) in
      try PluginBox.run(path, of: context.source, in: sandbox, within: budget)
    }
  }

  static func loadBudget() -> Budget {
    Budget(instructions: PluginBox.loadInstructions, milliseconds: PluginBox.loadMilliseconds)
  }

  /// Runs a file of a source in a sandbox that was made for it.
  static func run(
    _ path: String, of source: PluginSource, in sandbox: Sandbox,
    within most: Budget = PluginBox.loadBudget(),
  ) throws(PluginProblem) {
    guard let text = try source.text(path) else {
      throw PluginProblem(plugin: source.name, file: path, Text.tableMissing)
    }
    var budget = most
    do throws(LuaError) {
      let main = try sandbox.load(text, chunk: "\(source.name)/\(path)")
      _ = try sandbox.call(main, budget: &budget)
      sandbox.release(main)
    } catch {
      var problem = PluginProblem(error, plugin: source.name, file: path)
      if error.code == .instructions || error.code == .deadline {
        problem.reason = Text.pluginOverLoad(
          problem: error.message, instructions: PluginBox.loadInstructions,
          milliseconds: PluginBox.loadMilliseconds)
      }
      throw problem
    }
  }

  /// Runs the plugin's code: the watchdog sees for how long, and a signal is laid to the plugin.
  func running<Result, Failure: Error>(
    _ budget: Budget, milliseconds: Int64, _ body: () throws(Failure) -> Result,
  ) throws(Failure) -> Result {
    context.post?.begin(number, budget, milliseconds: milliseconds)
    defer { context.post?.end() }
    guard let site else { return try body() }
    return try site.running(context.lane, body)
  }

  /// The function registered for that.
  func function(_ key: FunctionKey) throws(PluginProblem) -> LuaFunction {
    guard let function = context.draft.functions[key] else {
      throw PluginProblem(
        plugin: context.plugin, file: context.source.mainPath,
        Text.loadingOtherRegistration(key: "\(key)"))
    }
    return function
  }

  /// Calls a function with the change in hand; Lua keeps its view of it until it is amended.
  func call(
    _ function: DecidingFunction, on proposal: Proposal, budget: inout Budget,
  ) throws(LuaError) -> [LuaValue] {
    let earlier = handles
    let change = hold(proposal)
    let milliseconds = context.deciding.milliseconds
    context.beginCall(milliseconds: milliseconds, limit: PluginLimits.milliseconds)
    sandbox.reseed(Seed.of(proposal, hook: function.hook))
    sandbox.setClock(milliseconds: proposal.submission.now.milliseconds)
    return try context.doing(.deciding(DecidingCall(function: function, change: change))) {
      () throws(LuaError) in
      try running(budget, milliseconds: milliseconds) { () throws(LuaError) in
        guard !function.isOfTicket else {
          // The view of the change that Lua has is of another one.
          defer { held = nil }
          return try sandbox.call(function.function, budget: &budget) { writer in
            context.writer.ticketBefore(
              ChangeInSight.Frame(proposal), number: change.handle, into: &writer)
          }
        }
        return try sandbox.call(function.function, budget: &budget, held: 0) { writer in
          guard change.handle != earlier else { return }
          context.writer.change(
            ChangeInSight.Frame(proposal), number: change.handle, into: &writer)
        }
      }
    }
  }

  /// The change that Lua holds a view of from now on: it has a new number where the view that it
  /// has is of another proposal, or of an earlier state of this one.
  private func hold(_ proposal: Proposal) -> HeldChange {
    let revision = proposal.revision
    if let held, held.proposal === proposal, held.revision == revision { return held }
    handles += 1
    let submission = proposal.submission
    let reading =
      held.flatMap { $0.proposal === proposal ? $0.reading : nil }
      ?? context.limited(
        TransactionReading(
          submission.transaction, rulebook: submission.rulebook, now: submission.now))
    let change = HeldChange(
      proposal: proposal, reading: reading, revision: revision, handle: handles)
    held = change
    return change
  }

  /// Lets go of the last request: its proposal, and what was read for it.
  func forget() {
    held = nil
    context.forget()
    sandbox.forgetRows()
  }
}

/// Seeds for randomness that can be replayed.
enum Seed {
  /// From the ticket, its version before, the action and the hook: the FNV-1a hash of them.
  static func of(_ proposal: Proposal, hook: HookSpec) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    mix(proposal.submission.id.rawValue, into: &hash)
    mix(proposal.submission.before?.version ?? 0, into: &hash)
    mix(proposal.change.action.rawValue, into: &hash)
    mix(hook.name, into: &hash)
    return hash
  }

  private static let prime: UInt64 = 0x0000_0100_0000_01b3

  private static func mix(_ value: Int64, into hash: inout UInt64) {
    var rest = UInt64(bitPattern: value)
    for _ in 0..<8 {
      hash = (hash ^ (rest & 0xff)) &* prime
      rest >>= 8
    }
  }

  private static func mix(_ text: String, into hash: inout UInt64) {
    let bytes = text.utf8.span
    for place in bytes.indices { hash = (hash ^ UInt64(bytes[place])) &* prime }
  }
}
