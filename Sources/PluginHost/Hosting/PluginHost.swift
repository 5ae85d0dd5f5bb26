import Kernel
import Lua
import Texts

/// Runs before and validate hooks, and what actions propose: the deciding lane.
///
/// It belongs to the writer's thread. Sandboxes are made when first needed, and dropped after a
/// fault; what a plugin keeps in variables is a cache.
package final class PluginHost: HookHost {
  /// What all hooks of one request may use together.
  private static let requestInstructions: Int64 = 2_000_000
  private static let requestMilliseconds: Int64 = 100

  package let set: LoadedSet
  private let log: (PluginLogLine) -> Void
  /// Counts what functions use; `nil` for what is only tried.
  private let meter: PluginMeter?
  /// Notes what decisions depend on; `nil` where nobody asks.
  private let check: DecisionCheck?
  private let post: WatchPost?
  private let tracePost: TracePost?
  let tracing: LaneTracing?
  let boxes: PluginBoxes
  var functions = DecidingFunctions()
  /// Those that the present request has used.
  private var usedBoxes: [PluginBox] = []
  /// What the hooks of the request may still use.
  var request: Budget
  /// When the last of them ended, or the request began.
  private var rest = Budget.now
  /// What all hooks of one request may use here: enough for each alone.
  private let most: (instructions: Int64, milliseconds: Int64)
  private let rows: RowLimit
  private let patterns = PatternBox()
  /// Where decisions are made once more.
  private(set) lazy var spare = SpareHost(set)

  /// Takes what was loaded; `log` takes what plugins write to the desk's log, `post` is where a
  /// watchdog looks, `tracing` where calls are asked for and told.
  package init(
    _ set: LoadedSet, meter: PluginMeter? = nil, post: WatchPost? = nil,
    check: DecisionCheck? = nil, tracing: TracePost? = nil,
    log: @escaping (PluginLogLine) -> Void,
  ) {
    self.set = set
    tracePost = tracing
    self.tracing = tracing.map(LaneTracing.init)
    self.log = log
    self.post = post
    let limits = set.plugins.map { set.desk.limits(of: $0.name, asking: $0.manifest.limits) }
    most = (
      limits.map { $0[PluginLimits.instructions] }.reduce(PluginHost.requestInstructions, max),
      limits.map { $0[PluginLimits.milliseconds] }.reduce(PluginHost.requestMilliseconds, max)
    )
    request = Budget(instructions: most.instructions, milliseconds: most.milliseconds)
    rows = RowLimit(milliseconds: most.milliseconds)
    boxes = PluginBoxes(of: set, rows: rows, meter: meter, post: post, log: log)
    self.meter = meter
    self.check = check
  }

  /// A host of the same plugins with sandboxes of its own: for dry runs.
  package func fresh() -> PluginHost {
    PluginHost(set, post: post, check: check, tracing: tracePost, log: log)
  }

  package func beginRequest() {
    request = Budget(instructions: most.instructions, milliseconds: most.milliseconds)
    rest = Budget.now
    rows.reset()
    for box in usedBoxes { box.forget() }
    usedBoxes.removeAll(keepingCapacity: true)
    lookForTraces()
  }

  /// Looks people's names up again: to be called where people may have changed.
  package func forgetPeople() {
    for box in boxes.all { box.context.forgetPeople() }
  }

  package func run(_ hook: CompiledHook, on proposal: Proposal) throws(HookFault) -> HookCost {
    guard let check else { return try decide(hook, on: proposal) }
    return try comparing(hook.spec, on: proposal, with: check) { host throws(HookFault) in
      try host.decide(hook, on: proposal)
    }
  }

  private func decide(_ hook: CompiledHook, on proposal: Proposal) throws(HookFault) -> HookCost {
    let function: DecidingFunction
    if let known = functions[hook] {
      function = known
    } else {
      function = try lookUp(.hook(hook.spec.name), as: hook.kindName, with: hook.spec)
      functions[hook] = function
    }
    return try call(function, on: proposal).cost
  }

  package func propose(
    _ action: ActionSpec, on proposal: Proposal,
  ) throws(HookFault) -> ProposedData {
    guard let check else { return try decide(action, on: proposal) }
    return try comparing(action.hook, on: proposal, with: check) { host throws(HookFault) in
      try host.decide(action, on: proposal)
    }
  }

  private func decide(
    _ action: ActionSpec, on proposal: Proposal,
  ) throws(HookFault) -> ProposedData {
    let function = try lookUp(.action(action.name), as: "action", with: action.hook)
    let (results, cost) = try call(function, on: proposal)
    do throws(HostError) {
      return ProposedData(
        values: try ActionData.read(results.first ?? .null, of: action, in: function.box.context),
        answer: try function.box.context.answer(
          results.count > 1 ? results[1] : .null, of: action, to: proposal.submission),
        instructions: cost.instructions)
    } catch {
      throw HookFault(hook: action.signature, plugin: action.plugin, message: error.message)
    }
  }

  package func fill(
    _ backfill: BackfillSpec, on proposal: Proposal,
  ) throws(HookFault) -> HookCost {
    guard let check else { return try decide(backfill, on: proposal) }
    return try comparing(backfill.hook, on: proposal, with: check) { host throws(HookFault) in
      try host.decide(backfill, on: proposal)
    }
  }

  private func decide(
    _ backfill: BackfillSpec, on proposal: Proposal,
  ) throws(HookFault) -> HookCost {
    let function = try lookUp(
      .backfill(backfill.name), as: "backfill", with: backfill.hook, ofTicket: true)
    let (results, cost) = try call(function, on: proposal)
    do throws(HostError) {
      try BackfillFields.set(
        results.first ?? .null, by: backfill, on: proposal, in: function.box.context)
    } catch {
      throw HookFault(
        hook: backfill.hook.signature, plugin: backfill.plugin, message: error.message)
    }
    return cost
  }

  /// Calls a form's function with its answers; what it asks for is read, and not done.
  package func fill(_ run: FormRun) throws(HookFault) -> FormResult {
    beginRequest()
    let (form, start) = (run.form, Budget.now)
    let counter = meter?.counter(
      of: HookUse.Key(plugin: form.plugin, kind: "form", name: form.name))
    func count(_ box: PluginBox?, _ instructions: Int64, isFault: Bool) {
      guard let counter else { return }
      meter?.count(
        in: counter, nanoseconds: Int64(Budget.now &- start), instructions: instructions,
        memory: box?.sandbox.peakMemory ?? 0, isFault: isFault)
    }
    do throws(PluginProblem) {
      let box = try boxes.box(for: form.plugin)
      usedBoxes.append(box)
      let most = box.context.deciding
      var budget = Budget(instructions: most.instructions, milliseconds: most.milliseconds)
      let result = try box.fill(run, within: &budget)
      count(box, most.instructions - max(0, budget.instructions), isFault: false)
      return result
    } catch {
      count(nil, 0, isFault: true)
      boxes.drop(form.plugin)
      functions.drop(form.plugin)
      throw HookFault(
        hook: form.signature, plugin: form.plugin, message: error.description,
        traceback: error.traceback)
    }
  }

  package func fits(_ text: String, pattern: String) -> Bool {
    patterns.fits(text, pattern: pattern)
  }

  private func lookUp(
    _ key: FunctionKey, as kind: String, with hook: HookSpec, ofTicket: Bool = false,
  ) throws(HookFault) -> DecidingFunction {
    let counter = meter?.counter(
      of: HookUse.Key(plugin: hook.plugin, kind: kind, name: hook.name))
    do throws(PluginProblem) {
      let box = try boxes.box(for: hook.plugin)
      return DecidingFunction(
        hook, try box.function(key), ofTicket: ofTicket, isAction: key.isAction, in: box,
        counter: counter)
    } catch {
      if let counter {
        meter?.count(in: counter, nanoseconds: 0, instructions: 0, memory: 0, isFault: true)
      }
      throw fault(of: hook, error, nanoseconds: 0)
    }
  }

  private func fault(
    of hook: HookSpec, _ problem: PluginProblem, nanoseconds: Int64,
  ) -> HookFault {
    boxes.drop(hook.plugin)
    functions.drop(hook.plugin)
    var fault = HookFault(
      hook: hook.signature, plugin: hook.plugin, message: problem.description,
      traceback: problem.traceback)
    fault.nanoseconds = nanoseconds
    return fault
  }

  private func call(
    _ function: DecidingFunction, on proposal: Proposal,
  ) throws(HookFault) -> (results: [LuaValue], cost: HookCost) {
    let (start, before) = (Budget.now, request.instructions)
    // Only hooks take from the request's time, not what lies between them.
    request.deadline &+= start &- rest
    let sandbox = function.box.sandbox
    let traced = tracing?.begin(function, on: proposal)
    let kept = check.map { _ in sandbox.upvalues(of: function.function) }
    var problem: PluginProblem?
    var results: [LuaValue] = []
    do throws(PluginProblem) {
      results = try run(function, on: proposal, at: start)
      if let kept {
        check?.compare(kept, sandbox.upvalues(of: function.function), of: function.hook)
      }
    } catch {
      problem = error
    }
    rest = Budget.now
    let cost = HookCost(
      instructions: before - request.instructions, nanoseconds: Int64(rest &- start))
    if let traced { tracing?.end(traced, proposal, cost, problem) }
    if let counter = function.counter {
      meter?.count(
        in: counter, nanoseconds: cost.nanoseconds, instructions: cost.instructions,
        memory: sandbox.peakMemory, isFault: problem != nil)
    }
    if let problem {
      throw fault(of: function.hook, problem, nanoseconds: cost.nanoseconds)
    }
    return (results, cost)
  }

  private func run(
    _ function: DecidingFunction, on proposal: Proposal, at start: UInt64,
  ) throws(PluginProblem) -> [LuaValue] {
    let box = function.box
    if usedBoxes.last !== box { usedBoxes.append(box) }
    let most = box.context.deciding
    let allowed = min(most.instructions, request.instructions)
    var budget = Budget(
      instructions: allowed, milliseconds: most.milliseconds, from: start,
      latest: request.deadline)
    let (deadline, isLast) = (budget.deadline, budget.deadline == request.deadline)
    defer {
      request.instructions -= allowed - max(0, budget.instructions)
      request.deadline &+= budget.deadline &- deadline
    }
    do throws(LuaError) {
      return try box.call(function, on: proposal, budget: &budget)
    } catch {
      var problem = PluginProblem(
        error, plugin: function.hook.plugin, limits: box.context.limits, isReacting: false)
      let isTotal =
        error.code == .instructions && allowed < most.instructions
        || error.code == .deadline && isLast
      if isTotal {
        problem.reason =
          Text.pluginOverRequest(
            problem: error.message, instructions: self.most.instructions,
            milliseconds: self.most.milliseconds)
      }
      throw problem
    }
  }
}
