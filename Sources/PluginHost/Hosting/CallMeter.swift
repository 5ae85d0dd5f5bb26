import Kernel
import Lua
import Texts

/// Counts what one call of a plugin's code makes in the host, before it is made.
///
/// Where a limit is reached nothing more of the kind is made in that call: who catches the error
/// cannot have the work done again and again.
struct CallMeter {
  /// What is counted.
  enum Kind: Int, CaseIterable {
    /// Bytes written to the desk's log.
    case log
    /// Bytes of texts whose places are filled in.
    case fill
    /// Notes, notifications, timers, requests, amendments, values to remember, registrations.
    case effects
    /// Bytes of all of these.
    case effectBytes

    var limit: PluginLimits.Kind {
      switch self {
      case .log: PluginLimits.log
      case .fill: PluginLimits.fill
      case .effects: PluginLimits.effects
      case .effectBytes: PluginLimits.effectBytes
      }
    }

    /// What went beyond the limit.
    fileprivate func problem(_ limit: Text) -> Text {
      switch self {
      case .log: Text.pluginLimitLog(limit: limit)
      case .fill: Text.pluginLimitFill(limit: limit)
      case .effects: Text.pluginLimitEffects(limit: limit)
      case .effectBytes: Text.pluginLimitEffectBytes(limit: limit)
      }
    }
  }

  private var used = SIMD4<Int64>()
  /// What may be used of each kind.
  private let most: SIMD4<Int64>
  private let limits: PluginLimits

  init(within limits: PluginLimits) {
    self.limits = limits
    var most = SIMD4<Int64>()
    for kind in Kind.allCases { most[kind.rawValue] = limits[kind.limit] }
    self.most = most
  }

  /// Begins the next call.
  mutating func reset() { used = .zero }

  /// Begins the next of several calls that may only together write so much to the log.
  mutating func resetKeepingLog() {
    let log = used[Kind.log.rawValue]
    used = .zero
    used[Kind.log.rawValue] = log
  }

  /// Counts what the call makes; throws, naming the limit, if that is too much.
  mutating func take(_ count: Int64, of kind: Kind) throws(HostError) {
    let sum = used[kind.rawValue].addingSaturated(count)
    guard sum <= most[kind.rawValue] else {
      used[kind.rawValue] = .max
      throw HostError(kind.problem(limits.ending(kind.limit)))
    }
    used[kind.rawValue] = sum
  }
}

extension LuaValue {
  /// About how many bytes it takes: its texts, and some for each value.
  var byteCount: Int64 {
    switch self {
    case .none, .null, .boolean, .integer, .number, .function: 8
    case .string(let text): 8 + Int64(text.utf8.count)
    case .bytes(let bytes): 8 + Int64(bytes.count)
    case .array(let items): items.reduce(8) { $0 + $1.byteCount }
    case .table(let pairs), .record(_, _, let pairs):
      pairs.reduce(8) { $0 + Int64($1.key.utf8.count) + $1.value.byteCount }
    }
  }
}
