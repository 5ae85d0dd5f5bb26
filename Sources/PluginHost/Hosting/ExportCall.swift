import Kernel
import Lua
import Texts

/// Calls of exports that lie in one another, within one call that the desk made.
struct ExportChain {
  /// The call of the desk's in which the first of them is made.
  fileprivate(set) var root = CallMark()
  fileprivate(set) var depth = 0
  /// Whether that call has what one of the deciding lane has.
  fileprivate(set) var isDeciding = false
}

/// Tells one call of a sandbox's code from all others.
struct CallMark: Equatable {
  var sandbox: ObjectIdentifier?
  var number: Int64 = 0
}

extension PluginBoxes {
  /// Calls an export for a plugin of the same lane and thread; what it uses is taken from what the
  /// caller's call may use, too.
  ///
  /// It runs as its own plugin, which reads the same desk as the caller: in a transaction, with all
  /// that was done in it.
  func call(
    _ path: ExportPath, with values: [LuaValue], from caller: SandboxContext, in sandbox: Sandbox,
  ) throws(HostError) -> [LuaValue] {
    guard exports.depth < Limit.exportDepth else {
      throw HostError(Text.apiCallDeep(most: Limit.exportDepth))
    }
    let watched = post?.state
    defer { if let watched { post?.restore(watched) } }
    let reading = try caller.desk(for: "docket.call")
    if let idleness = reading.rulebook.idleness(of: path.plugin, at: reading.now) {
      throw HostError(Text.apiCallFailed(path: "\(path)", problem: idleness))
    }
    if exports.depth == 0 {
      exports.root = caller.mark
      exports.isDeciding = caller.lane == .deciding || caller.lane == .computing
    }
    exports.depth += 1
    defer { exports.depth -= 1 }
    do throws(PluginProblem) {
      let box = try box(for: path.plugin)
      if let problem = path.problem(among: box.context.draft.exports) {
        throw PluginProblem(plugin: path.plugin, problem)
      }
      let results = try counting(path, of: box) {
        (used: inout Int64) throws(PluginProblem) -> [LuaValue] in
        try box.export(path.name, values, for: caller, in: sandbox, exports, used: &used)
      }
      for result in results {
        guard let problem = result.objection(as: Text.apiCallResult(path: "\(path)")) else {
          continue
        }
        box.sandbox.release(functionsIn: results)
        throw PluginProblem(plugin: path.plugin, problem)
      }
      return results
    } catch {
      // The path names the plugin already.
      let problem = error.file == nil ? error.reason : error.text
      throw HostError(Text.apiCallFailed(path: "\(path)", problem: problem))
    }
  }

  private func counting(
    _ path: ExportPath, of box: PluginBox,
    _ body: (inout Int64) throws(PluginProblem) -> [LuaValue],
  ) throws(PluginProblem) -> [LuaValue] {
    guard let meter else {
      var used: Int64 = 0
      return try body(&used)
    }
    let counter = meter.counter(of: FunctionKey.export(path.name).use(of: path.plugin))
    let start = Budget.now
    var (used, isFault): (Int64, Bool) = (0, true)
    defer {
      meter.count(
        in: counter, nanoseconds: Int64(Budget.now &- start), instructions: used,
        memory: box.sandbox.peakMemory, isFault: isFault)
    }
    let results = try body(&used)
    isFault = false
    return results
  }
}

extension PluginBox {
  /// Calls an export with what its plugin may use in one call, and no more than the caller has left.
  fileprivate func export(
    _ name: String, _ values: [LuaValue], for caller: SandboxContext, in calling: Sandbox,
    _ chain: ExportChain, used: inout Int64,
  ) throws(PluginProblem) -> [LuaValue] {
    let function = try function(.export(name))
    // No plugin requires itself by others, so that none is called in the midst of its own code.
    guard context.lane == .load else {
      throw PluginProblem(
        plugin: context.plugin, Text.apiCallDeep(most: Limit.exportDepth))
    }
    guard let desk = caller.exportedDesk,
      let occupation = caller.occupation.answering(context.exportedReading(desk))
    else { throw PluginProblem(plugin: context.plugin, Text.apiNoDesk(path: "docket.call")) }
    let (most, left) = (chain.isDeciding ? context.deciding : context.reacting, calling.left)
    let allowed = min(most.instructions, left.instructions)
    var budget = Budget(
      instructions: allowed, milliseconds: most.milliseconds,
      latest: left.deadline == 0 ? .max : left.deadline)
    defer {
      used = allowed - max(0, budget.instructions)
      calling.spend(used)
    }
    prepare(for: caller, chain)
    defer { sandbox.forgetRows() }
    return try context.exporting(desk) { () throws(PluginProblem) in
      try run(function, values, as: occupation, within: &budget, chain)
    }
  }

  private func run(
    _ function: LuaFunction, _ values: [LuaValue], as occupation: Occupation,
    within budget: inout Budget, _ chain: ExportChain,
  ) throws(PluginProblem) -> [LuaValue] {
    let most = chain.isDeciding ? context.deciding : context.reacting
    let keys = context.layout.layout.keys
    do throws(LuaError) {
      return try context.doing(occupation) { () throws(LuaError) in
        try running(budget, milliseconds: most.milliseconds) { () throws(LuaError) in
          try sandbox.call(function, budget: &budget) { writer in
            for value in values { writer.value(value, keys: keys) }
          }
        }
      }
    } catch {
      throw PluginProblem(
        error, plugin: context.plugin, limits: context.limits, isReacting: !chain.isDeciding)
    }
  }

  /// What the plugin may make and read in the host begins anew with each call that the desk makes, not
  /// with each of an export within that.
  private func prepare(for caller: SandboxContext, _ chain: ExportChain) {
    guard context.root != chain.root else { return }
    context.root = chain.root
    let most = chain.isDeciding ? context.deciding : context.reacting
    context.beginExports(
      milliseconds: most.milliseconds,
      limit: chain.isDeciding ? PluginLimits.milliseconds : PluginLimits.reactingMilliseconds,
      sharingRowsWith: caller)
    sandbox.setClock(milliseconds: caller.reading?.now.milliseconds ?? 0)
    sandbox.reseed(caller.occupation.seed)
  }
}

extension Occupation {
  /// What an export does that the code calls; `nil` where none can be called.
  fileprivate func answering(_ reading: LimitedReading) -> Occupation? {
    switch self {
    case .deciding, .reacting: .answering(reading, for: nil, of: .always)
    case .computing(_, for: let audience): .answering(reading, for: audience, of: .always)
    case .reporting(_, for: let audience, of: let scope):
      .answering(reading, for: audience, of: scope)
    case .answering(_, for: let audience, of: let scope):
      .answering(reading, for: audience, of: scope)
    case .loading, .declaring, .importing, .byHand, .collecting, .proving: nil
    }
  }

  /// By what randomness begins in an export, so that a decision can be replayed.
  fileprivate var seed: UInt64 {
    guard case .deciding(let call) = self else {
      return UInt64(truncatingIfNeeded: reading?.now.milliseconds ?? 0)
    }
    return Seed.of(call.proposal, hook: call.hook)
  }
}

extension SandboxContext {
  /// The desk that exports read which this code calls: without what is this plugin's alone.
  fileprivate var exportedDesk: (any DeskReading)? {
    guard let base = reading?.base else { return nil }
    return (base as? ReactionReading)?.stored ?? base
  }
}
