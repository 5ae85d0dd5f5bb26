import Lua
import Texts

/// What a plugin may use at most, in one call or altogether.
///
/// A manifest may lower them; only the desk's `docket.lua` may raise them, up to a ceiling.
package struct PluginLimits: Equatable, Sendable {
  /// One limit: how it is called, what it is where nobody says otherwise, and the most that a desk
  /// may allow.
  package struct Kind: Sendable {
    package let name: String
    package let standard: Int64
    package let most: Int64
  }

  /// Bytes of memory of each of its sandboxes.
  package static let memory = Kind(name: "memory", standard: 16 << 20, most: 1 << 30)
  /// Lua instructions of one call in the deciding lane.
  package static let instructions = Kind(
    name: "instructions", standard: 1_000_000, most: 100_000_000)
  /// Milliseconds of one call in the deciding lane.
  package static let milliseconds = Kind(name: "milliseconds", standard: 50, most: 5_000)
  /// Lua instructions of one call in the reacting lane.
  package static let reactingInstructions = Kind(
    name: "reacting_instructions", standard: 20_000_000, most: 2_000_000_000)
  /// Milliseconds of one call in the reacting lane.
  package static let reactingMilliseconds = Kind(
    name: "reacting_milliseconds", standard: 5_000, most: 300_000)
  /// Bytes that one call may write to the desk's log.
  package static let log = Kind(name: "log", standard: 64 << 10, most: 16 << 20)
  /// Hooks on one event.
  package static let handlers = Kind(name: "handlers", standard: 64, most: 1_000)
  /// How deep calls between the desk and Lua may lie in one another.
  package static let depth = Kind(name: "depth", standard: 8, most: 8)
  /// Characters of all that it remembers in `docket.state`, keys included.
  package static let state = Kind(name: "state", standard: 16 << 20, most: 1 << 30)
  /// Bytes that one call may give back.
  package static let result = Kind(name: "result", standard: 1 << 20, most: 1 << 20)

  /// Bytes of texts whose places one call may have filled in.
  package static let fill = Kind(name: "fill", standard: 4 << 20, most: 256 << 20)
  /// Notes, notifications, timers, requests, amendments and the like that one call may ask for.
  package static let effects = Kind(name: "effects", standard: 5_000, most: 1_000_000)
  /// Bytes of all of these.
  package static let effectBytes = Kind(
    name: "effect_bytes", standard: 16 << 20, most: 1 << 30)
  /// Lua instructions of all computed fields of one list together.
  package static let listInstructions = Kind(
    name: "list_instructions", standard: 50_000_000, most: 2_000_000_000)
  /// Milliseconds of the same.
  package static let listMilliseconds = Kind(
    name: "list_milliseconds", standard: 3_000, most: 300_000)
  /// Bytes of what they give.
  package static let listBytes = Kind(name: "list_bytes", standard: 16 << 20, most: 1 << 30)

  /// All limits, in the order in which they are shown.
  package static let kinds = [
    instructions, milliseconds, reactingInstructions, reactingMilliseconds, memory, state, log,
    handlers, depth, result, fill, effects, effectBytes, listInstructions, listMilliseconds,
    listBytes,
  ]

  private var given: [String: Int64] = [:]

  /// The limits where nobody says otherwise.
  package init() {}

  package subscript(kind: Kind) -> Int64 { given[kind.name] ?? kind.standard }

  /// What one call may use.
  struct Call {
    let instructions: Int64
    let milliseconds: Int64
  }

  /// What one call in the deciding lane may use.
  var deciding: Call {
    Call(
      instructions: self[PluginLimits.instructions], milliseconds: self[PluginLimits.milliseconds])
  }

  /// What one call in the reacting lane may use.
  var reacting: Call {
    Call(
      instructions: self[PluginLimits.reactingInstructions],
      milliseconds: self[PluginLimits.reactingMilliseconds])
  }

  /// These limits with those of `others` that are given there.
  package func replaced(by others: [String: Int64]) -> PluginLimits {
    var limits = self
    limits.given.merge(others) { $1 }
    return limits
  }

  /// Why a call that used up `kind` was ended.
  func ending(_ kind: Kind) -> Text {
    Text.pluginLimit(most: self[kind], limit: kind.name)
  }
}

extension PluginLimits {
  /// The keys of `limits`.
  static let keys = kinds.map { kind in
    APIPart(kind.name, .integer, "\(kind.standard); a desk may allow \(kind.most)")
  }

  /// Reads the key `limits` of a manifest, which can only lower them.
  init(loweredBy table: inout SpecTable) {
    guard let value = table.value("limits") else { return }
    given = PluginLimits.read(value, &table, "limits") {
      $0.standard
    } tooMuch: { kind in
      Text.pluginLimitLower(most: kind.standard)
    }
  }

  /// Reads what `docket.lua` says of one plugin's limits.
  static func given(
    _ value: LuaValue, in table: inout SpecTable, of plugin: String,
  ) -> [String: Int64] {
    read(value, &table, plugin) {
      $0.most
    } tooMuch: { kind in
      Text.pluginLimitRange(most: kind.most)
    }
  }

  private static func read(
    _ value: LuaValue, _ table: inout SpecTable, _ key: String, most: (Kind) -> Int64,
    tooMuch: (Kind) -> Text,
  ) -> [String: Int64] {
    var inner = SpecTable(key, value, keys)
    var limits: [String: Int64] = [:]
    for kind in kinds {
      guard let wanted = inner.integer(kind.name) else { continue }
      if (1...most(kind)).contains(wanted) {
        limits[kind.name] = wanted
      } else {
        inner.fail(
          kind.name, Text.pluginLimitIs(value: wanted, wanted: tooMuch(kind)))
      }
    }
    inner.finish()
    for problem in inner.problems { table.fail(problem.key ?? key, problem.message) }
    return limits
  }
}

extension PluginProblem {
  /// The problem that an error of Lua is; where a limit was reached, it says which.
  init(_ error: LuaError, plugin: String, limits: PluginLimits, isReacting: Bool) {
    self.init(error, plugin: plugin)
    let kind: PluginLimits.Kind? =
      switch error.code {
      case .instructions:
        isReacting ? PluginLimits.reactingInstructions : PluginLimits.instructions
      case .deadline:
        isReacting ? PluginLimits.reactingMilliseconds : PluginLimits.milliseconds
      case .memory: PluginLimits.memory
      case .syntax, .runtime, .interrupted, .badResult, .poisoned: nil
      }
    guard let kind else { return }
    reason = Text.pluginOverLimit(problem: error.message, limit: limits.ending(kind))
  }
}
