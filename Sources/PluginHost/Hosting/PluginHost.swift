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
  private static let requestTime = Duration.milliseconds(100)

  package let set: LoadedSet
  private let log: (PluginLogLine) -> Void
  /// Counts what functions use; `nil` for what is only tried.
  private let meter: PluginMeter?
  private var boxes: PluginBoxes
  private var request = Budget(instructions: requestInstructions, time: requestTime)
  private let rows = RowLimit()
  private let patterns = PatternBox()

  /// Takes what was loaded; `log` takes what plugins write to the desk's log.
  package init(
    _ set: LoadedSet, meter: PluginMeter? = nil, log: @escaping (PluginLogLine) -> Void,
  ) {
    self.set = set
    self.log = log
    boxes = PluginBoxes(of: set, rows: rows, log: log)
    self.meter = meter
  }

  /// A host of the same plugins with sandboxes of its own: for dry runs.
  package func fresh() -> PluginHost {
    PluginHost(set, log: log)
  }

  package func beginRequest() {
    request = Budget(
      instructions: PluginHost.requestInstructions, time: PluginHost.requestTime)
    rows.reset()
    for box in boxes.all { box.forget() }
  }

  /// Looks people's names up again: to be called where people may have changed.
  package func forgetPeople() {
    for box in boxes.all { box.context.forgetPeople() }
  }

  package func run(_ hook: HookSpec, on proposal: Proposal) throws(HookFault) -> Int64 {
    let before = request.instructions
    _ = try call(.hook(hook.name), kind: hook.kind.rawValue, with: hook, on: proposal)
    return before - request.instructions
  }

  package func propose(
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
      let results = try run(try box.function(key), in: box, with: hook, on: proposal)
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
    let limits = box.context.manifest.limits
    let allowed = min(limits.instructions, request.instructions)
    var budget = Budget(
      instructions: allowed, milliseconds: limits.milliseconds, latest: request.deadline)
    defer { request.instructions -= allowed - max(0, budget.instructions) }
    do throws(LuaError) {
      return try box.call(function, with: hook, on: proposal, budget: &budget)
    } catch {
      throw PluginProblem(error, plugin: hook.plugin)
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
