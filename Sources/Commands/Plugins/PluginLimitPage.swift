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
    let shown = limits.filter { !$0.isStandard || isUsed($0) }
    let lines = shown.map { limit in
      Text.pageLimit(
        limit: limit.name, most: grouped(limit.most, on: surface),
        used: used(of: limit, on: surface))
    }
    let rest = shown.isEmpty ? Text.pageLimitsUsual : Text.pageLimitsStandard
    return (lines + (shown.count < limits.count ? [rest] : [])).map(surface.words).joined(
      separator: "\n")
  }

  private func isUsed(_ limit: PluginLimit) -> Bool {
    switch limit.counted {
    case .instructions, .milliseconds: use.calls > 0
    case .memory: use.memory > 0
    case .state: state > 0
    case nil: false
    }
  }

  private func used(of limit: PluginLimit, on surface: Surface) -> Text? {
    guard isUsed(limit) else { return nil }
    return switch limit.counted {
    case .instructions:
      Text.pageUsedEach(
        count: grouped(use.instructions / use.calls, on: surface), calls: use.calls)
    case .milliseconds: Text.pageUsedTime(time: use.times.quantile(0.99).inMicroseconds)
    case .memory: Text.pageUsedMost(count: grouped(use.memory, on: surface))
    case .state: Text.pageUsedNow(count: grouped(state, on: surface))
    case nil: nil
    }
  }

  /// As counts stand in texts.
  private func grouped(_ number: Int64, on surface: Surface) -> String {
    number < 10_000 ? "\(number)" : surface.language.writing.grouped(number)
  }

  var members: [(String, JSON)] {
    let allowed = limits.map { ($0.name, JSON.integer($0.most)) }
    return [
      ("limits", .object(allowed)), ("use", .object(use.members + [("state", .integer(state))])),
    ]
  }
}
