import Desk
import Kernel
import PluginHost
import Storage
import Texts

/// What a plugin may use, beside what it did use since counting began.
struct PluginLimitPage {
  let limits: PluginLimits
  let use: HookUse
  /// Characters that it remembers.
  let state: Int64

  init(of plugin: String, on stage: Stage, in session: DeskSession) throws {
    limits = try stage.desk.limits(of: plugin)
    use = try session.pluginUses().filter { $0.key.plugin == plugin }.reduce(into: HookUse()) {
      $0.merge($1.use)
    }
    state = try session.pluginStateSizes()[plugin] ?? 0
  }

  /// A limit a line, with what was used of it.
  func lines(on surface: Surface) -> String {
    PluginLimits.kinds.map { kind in
      let line = Text(
        "page.limit", ["limit": kind.name, "most": limits[kind], "used": used(of: kind)])
      return surface.words(line)
    }.joined(separator: "\n")
  }

  private func used(of kind: PluginLimits.Kind) -> Text? {
    guard use.calls > 0 || state > 0 else { return nil }
    return switch kind.name {
    case PluginLimits.instructions.name:
      use.calls > 0
        ? Text("page.used_each", ["count": use.instructions / use.calls, "calls": use.calls]) : nil
    case PluginLimits.milliseconds.name:
      use.calls > 0
        ? Text("page.used_time", ["time": use.times.quantile(0.99).inMicroseconds]) : nil
    case PluginLimits.memory.name:
      use.memory > 0 ? Text("page.used_most", ["count": use.memory]) : nil
    case PluginLimits.state.name: Text("page.used_now", ["count": state])
    default: nil
    }
  }

  var members: [(String, JSON)] {
    let allowed = PluginLimits.kinds.map { ($0.name, JSON.integer(limits[$0])) }
    return [
      ("limits", .object(allowed)), ("use", .object(use.members + [("state", .integer(state))])),
    ]
  }
}
