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
  private var boxes: PluginBoxes
  /// What the hooks of the request may still use.
  var request: Budget
  /// When the last of them ended, or the request began.
  private var rest = Budget.now
  /// What all hooks of one request may use here: enough for each alone.
  private let most: (instructions: Int64, milliseconds: Int64)
  private let rows = RowLimit()
  private let patterns = PatternBox()

  /// Takes what was loaded; `log` takes what plugins write to the desk's log, `post` is where a
  /// watchdog looks.
  package init(
    _ set: LoadedSet, meter: PluginMeter? = nil, post: WatchPost? = nil,
    check: DecisionCheck? = nil, log: @escaping (PluginLogLine) -> Void,
  ) {
    self.set = set
    self.log = log
    self.post = post
    let limits = set.plugins.map { set.desk.limits(of: $0.name, asking: $0.manifest.limits) }
    most = (
      limits.map { $0[PluginLimits.instructions] }.reduce(PluginHost.requestInstructions, max),
      limits.map { $0[PluginLimits.milliseconds] }.reduce(PluginHost.requestMilliseconds, max)
    )
    request = Budget(instructions: most.instructions, milliseconds: most.milliseconds)
    boxes = PluginBoxes(of: set, rows: rows, post: post, log: log)
    self.meter = meter
    self.check = check
  }

  /// A host of the same plugins with sandboxes of its own: for dry runs.
  package func fresh() -> PluginHost {
    PluginHost(set, post: post, check: check, log: log)
  }

  package func beginRequest() {
    request = Budget(instructions: most.instructions, milliseconds: most.milliseconds)
    rest = Budget.now
    rows.reset()
    for box in boxes.all { box.forget() }
  }

  /// Looks people's names up again: to be called where people may have changed.
  package func forgetPeople() {
    for box in boxes.all { box.context.forgetPeople() }
  }

  package func run(_ hook: HookSpec, on proposal: Proposal) throws(HookFault) -> Int64 {
    guard let check else { return try decide(hook, on: proposal) }
    return try comparing(hook, on: proposal, with: check) { host throws(HookFault) in
      try host.decide(hook, on: proposal)
    }
  }

  private func decide(_ hook: HookSpec, on proposal: Proposal) throws(HookFault) -> Int64 {
    let before = request.instructions
    _ = try call(.hook(hook.name), kind: hook.kind.rawValue, with: hook, on: proposal)
    return before - request.instructions
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
    let before = request.instructions
    let result =
      try call(.action(action.name), kind: "action", with: action.hook, on: proposal).first ?? .null
    do throws(HostError) {
      return ProposedData(
        values: try ActionData.read(result, of: action), instructions: before - request.instructions
      )
    } catch {
      throw HookFault(hook: action.signature, plugin: action.plugin, message: error.message)
    }
  }

  /// Notes from now on what plugins do to their state.
  func recordStates() {
    for box in boxes.all { box.context.stateChanges = [:] }
  }

  /// What a plugin did to its state since then.
  func recordedState(of plugin: String) -> [String: String?] {
    boxes.made(plugin)?.context.stateChanges ?? [:]
  }

  package func fits(_ text: String, pattern: String) -> Bool {
    patterns.fits(text, pattern: pattern)
  }

  private func call(
    _ key: FunctionKey, kind: String, with hook: HookSpec, on proposal: Proposal,
  ) throws(HookFault) -> [LuaValue] {
    let (start, before) = (ContinuousClock.now, request.instructions)
    var memory = 0
    var isFault = true
    defer {
      meter?.count(
        HookUse.Key(plugin: hook.plugin, kind: kind, name: hook.name), since: start,
        instructions: before - request.instructions, memory: memory, isFault: isFault)
    }
    do throws(PluginProblem) {
      let box = try boxes.box(for: hook.plugin)
      box.context.lane = .deciding
      defer { memory = box.sandbox.statistics.peakMemory }
      let function = try box.function(key)
      let kept = check.map { _ in box.sandbox.upvalues(of: function) }
      let results = try run(function, in: box, with: hook, on: proposal)
      if let kept { check?.compare(kept, box.sandbox.upvalues(of: function), of: hook) }
      isFault = false
      return results
    } catch {
      boxes.drop(hook.plugin)
      throw HookFault(hook: hook.signature, plugin: hook.plugin, message: error.description)
    }
  }

  private func run(
    _ function: LuaFunction, in box: PluginBox, with hook: HookSpec, on proposal: Proposal,
  ) throws(PluginProblem) -> [LuaValue] {
    let most = box.context.deciding
    let allowed = min(most.instructions, request.instructions)
    // Only hooks take from the request's time, not what lies between them.
    request.deadline &+= Budget.now &- rest
    var budget = Budget(
      instructions: allowed, milliseconds: most.milliseconds, latest: request.deadline)
    let (deadline, isLast) = (budget.deadline, budget.deadline == request.deadline)
    defer {
      request.instructions -= allowed - max(0, budget.instructions)
      request.deadline &+= budget.deadline &- deadline
      rest = Budget.now
    }
    do throws(LuaError) {
      return try box.call(function, with: hook, on: proposal, budget: &budget)
    } catch {
      var problem = PluginProblem(
        error, plugin: hook.plugin, limits: box.context.limits, isReacting: false)
      let isTotal =
        error.code == .instructions && allowed < most.instructions
        || error.code == .deadline && isLast
      if isTotal {
        problem.reason =
          Text(
            "plugin.over_request",
            [
              "problem": error.message, "instructions": self.most.instructions,
              "milliseconds": self.most.milliseconds,
            ]
          )
      }
      throw problem
    }
  }
}

/// What an action's `propose` gives back: the values of its `data`, as they are given.
enum ActionData {
  static func read(
    _ value: LuaValue, of action: ActionSpec,
  ) throws(HostError) -> [String: Value] {
    guard value != .null else { return [:] }
    guard let pairs = value.pairs else {
      throw HostError(
        Text("api.propose_wants", ["action": action.name, "got": value.kindName]))
    }
    let fields = Dictionary(action.data.map { ($0.name, FieldDefinition($0)) }) { first, _ in first
    }
    var data: [String: Value] = [:]
    for pair in pairs where pair.value != .null {
      data[pair.key] = try ValueConversion.given(pair.value, for: fields[pair.key])
    }
    return data
  }
}
