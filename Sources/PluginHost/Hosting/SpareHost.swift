import Kernel
import Lua

/// Sandboxes for decisions that are made once more: each decides in one that is as good as new.
///
/// One in which a decision has changed nothing that code can find again is as it was made, and decides
/// the next time too; making it anew costs more than looking. Where that cannot be told, it is dropped.
final class SpareHost {
  private let set: LoadedSet
  private lazy var host = PluginHost.unpaused(set)

  init(_ set: LoadedSet) {
    self.set = set
  }

  /// Lends the sandboxes to a decision of a plugin.
  func deciding<Result>(
    for plugin: String, _ decide: (PluginHost) throws -> Result,
  ) rethrows -> Result {
    host.beginRequest()
    host.forgetPeople()
    let before = host.digest(of: plugin)
    defer { host.keepOnly(plugin) { before != nil && $0 == before } }
    return try decide(host)
  }
}

extension PluginHost {
  /// Notes from now on what plugins do to their state.
  func recordStates() {
    for box in boxes.all { box.context.stateChanges = [:] }
  }

  /// What a plugin did to its state since then.
  func recordedState(of plugin: String) -> [ByteKey: String?] {
    boxes.made(plugin)?.context.stateChanges ?? [:]
  }

  /// Digests all that a plugin's code can find again; `nil` where that cannot be told, or it does not
  /// load.
  func digest(of plugin: String) -> UInt64? {
    guard let box = try? boxes.box(for: plugin) else { return nil }
    return box.sandbox.digestOfAll(keptBy: box.context.draft.functions.values)
  }

  /// Drops all sandboxes but a plugin's, and that one too unless its digest is fit to be kept.
  func keepOnly(_ plugin: String, where isKept: (UInt64?) -> Bool) {
    for name in set.plugins.map(\.name) where boxes.made(name) != nil {
      guard
        name != plugin || boxes.made(name)?.sandbox.isPoisoned == true || !isKept(digest(of: name))
      else { continue }
      boxes.drop(name)
      functions.drop(name)
    }
  }
}
