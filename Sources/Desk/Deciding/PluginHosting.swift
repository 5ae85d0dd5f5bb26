import Kernel
import Storage

/// Runs no hooks: for desks without plugins.
final class NoHooks: HookHost {
  func run(_ hook: HookSpec, on proposal: Proposal) throws(HookFault) -> Int64 {
    throw HookFault(hook: hook.name, plugin: hook.plugin, message: "no plugin is loaded")
  }

  func propose(_ action: ActionSpec, on proposal: Proposal) throws(HookFault) -> [String: Value] {
    throw HookFault(hook: action.name, plugin: action.plugin, message: "no plugin is loaded")
  }

  func fits(_ text: String, pattern: String) -> Bool { false }

  func beginRequest() {}
}

/// What runs the hooks of the registry, with the files that are stored with the desk.
func makePluginHost(
  _ transaction: WriteTransaction, _ registry: Registry, without: Set<String>,
) throws -> any HookHost {
  NoHooks()
}
