import Kernel
import Lua

/// Sandboxes for decisions that are made once more: each decides in one that is as good as new.
///
/// One in which a decision has changed nothing that code can find again is as it was made, and decides
/// the next time too; making it anew costs more than looking.
final class SpareHost {
  private let set: LoadedSet
  private lazy var host = PluginHost.unpaused(set)
  /// Whether what a plugin keeps can be seen from its functions.
  private var isPlain: [String: Bool] = [:]

  init(_ set: LoadedSet) {
    self.set = set
  }

  /// Lends the sandboxes to a decision of a plugin.
  func deciding<Result>(
    for plugin: String, _ decide: (PluginHost) throws -> Result,
  ) rethrows -> Result {
    host.beginRequest()
    host.forgetPeople()
    let before = isPlain(plugin) ? host.variables(of: plugin) : nil
    defer { host.keepOnly(plugin) { before != nil && $0 == before } }
    return try decide(host)
  }

  /// Words of Lua by which something can be kept where no function shows it.
  private static let hiding = ["setmetatable", "coroutine", "docket.call"]

  private func isPlain(_ plugin: String) -> Bool {
    if let known = isPlain[plugin] { return known }
    let files = set.plugin(plugin)?.source.files.filter { $0.key.hasSuffix(".lua") } ?? [:]
    let isPlain = files.filter { !$0.key.hasPrefix("locales/") && $0.key != "spec.lua" }.values
      .allSatisfy { SpareHost.isPlain(String(decoding: $0, as: UTF8.self)) }
    self.isPlain[plugin] = isPlain
    return isPlain
  }

  /// Whether a text keeps what it keeps in variables alone: a module that is required at the top level
  /// is one.
  private static func isPlain(_ text: String) -> Bool {
    guard !hiding.contains(where: text.contains) else { return false }
    return text.split(separator: "\n").allSatisfy { line in
      !line.contains("require") || line.hasPrefix("local ")
    }
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

  /// What the functions of a plugin keep outside themselves, as digests; `nil` where it does not load.
  func variables(of plugin: String) -> [FunctionKey: [String: UInt64]]? {
    guard let box = try? boxes.box(for: plugin) else { return nil }
    return box.context.draft.functions.mapValues(box.sandbox.upvalues)
  }

  /// Drops all sandboxes but a plugin's, and that one too unless its variables are fit to be kept.
  func keepOnly(_ plugin: String, where isKept: ([FunctionKey: [String: UInt64]]?) -> Bool) {
    for name in set.plugins.map(\.name) where boxes.made(name) != nil {
      guard
        name != plugin || boxes.made(name)?.sandbox.isPoisoned == true
          || !isKept(variables(of: name))
      else { continue }
      boxes.drop(name)
      functions.drop(name)
    }
  }
}
