import Desk
import Display
import Kernel
import Texts

/// What a plugin may use, beside what it did use since counting began.
struct PluginLimitPage {
  let limits: [PluginLimit]
  let use: HookUse
  /// Characters that it remembers.
  let state: Int64

  init(of plugin: String, in session: DeskSession) throws {
    limits = try session.moment.limits(of: plugin)
    use = try session.pluginUses().filter { $0.key.plugin == plugin }.reduce(into: HookUse()) {
      $0.merge($1.use)
    }
    state = try session.pluginStateSizes()[plugin] ?? 0
  }

  /// Of a plugin that no desk has: nothing was used.
  init(of limits: [PluginLimit]) {
    self.limits = limits
    use = HookUse()
    state = 0
  }

  /// A limit a line, with what was used of it; those of every plugin, of which nothing was used, are
  /// one line.
  func lines(on surface: Surface) -> String {
    let shown = limits.filter { !$0.isStandard || used(of: $0) != nil }
    let lines = shown.map { limit in
      Text.pageLimit(limit: limit.name, most: limit.most, used: used(of: limit))
    }
    let rest = shown.isEmpty ? Text.pageLimitsUsual : Text.pageLimitsStandard
    return (lines + (shown.count < limits.count ? [rest] : [])).map(surface.words).joined(
      separator: "\n")
  }

  private func used(of limit: PluginLimit) -> Text? {
    guard use.calls > 0 || state > 0 else { return nil }
    return switch limit.counted {
    case .instructions:
      use.calls > 0
        ? Text.pageUsedEach(count: use.instructions / use.calls, calls: use.calls) : nil
    case .milliseconds:
      use.calls > 0
        ? Text.pageUsedTime(time: use.times.quantile(0.99).inMicroseconds) : nil
    case .memory:
      use.memory > 0 ? Text.pageUsedMost(count: use.memory) : nil
    case .state: state > 0 ? Text.pageUsedNow(count: state) : nil
    case nil: nil
    }
  }

  var members: [(String, JSON)] {
    let allowed = limits.map { ($0.name, JSON.integer($0.most)) }
    return [
      ("limits", .object(allowed)), ("use", .object(use.members + [("state", .integer(state))])),
    ]
  }
}
