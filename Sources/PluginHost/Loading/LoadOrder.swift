import Texts

/// Puts plugins into the order in which they load: what one requires comes first, and what it comes
/// `after`, if that is there; else by name.
///
/// The desk's own plugin comes after the others: it adds to what they declare, whatever is enabled.
struct LoadOrder {
  private(set) var order: [String] = []
  /// Why plugins are not in the order.
  private(set) var problems: [PluginProblem] = []

  /// Orders plugins that have a manifest; scripts come after plugins, by file name.
  ///
  /// `failed` are plugins without a usable manifest: who requires one of them does not load either.
  init(_ manifests: [Manifest], failed: Set<String> = []) {
    let plugins = manifests.filter { !$0.isScript }
    let byName = Dictionary(plugins.map { ($0.name, $0) }) { first, _ in first }
    var waiting = byName
    for plugin in plugins.sorted(by: { $0.name < $1.name }) {
      guard let problem = LoadOrder.missing(for: plugin, among: byName, failed) else { continue }
      problems.append(problem)
      waiting[plugin.name] = nil
    }
    while let next = waiting.values.filter({
      LoadOrder.isReady($0, after: order, among: waiting)
    }).map(\.name).min(by: LoadOrder.precedes) {
      order.append(next)
      waiting[next] = nil
    }
    for name in waiting.keys.sorted() { problems.append(trouble(of: name, among: waiting)) }
    order += manifests.filter(\.isScript).map(\.name).sorted()
  }

  private static func precedes(_ name: String, _ other: String) -> Bool {
    (name == OwnPlugin.name ? 1 : 0, name) < (other == OwnPlugin.name ? 1 : 0, other)
  }

  private static func isReady(
    _ manifest: Manifest, after order: [String], among waiting: [String: Manifest],
  ) -> Bool {
    manifest.requires.keys.allSatisfy(order.contains)
      && manifest.after.allSatisfy { waiting[$0] == nil }
  }

  private static func missing(
    for plugin: Manifest, among others: [String: Manifest], _ failed: Set<String>,
  ) -> PluginProblem? {
    for (name, range) in plugin.requires.sorted(by: { $0.key < $1.key }) {
      if failed.contains(name) {
        return PluginProblem(
          plugin: plugin.name, file: "plugin.lua", Text.loadingNeededFails(name: name))
      }
      guard let other = others[name] else {
        return PluginProblem(
          plugin: plugin.name, file: "plugin.lua",
          Text.loadingNeededOff(name: name, range: range.text))
      }
      guard range.contains(other.version) else {
        return PluginProblem(
          plugin: plugin.name, file: "plugin.lua",
          Text.loadingNeededVersion(name: name, range: range.text, version: "\(other.version)"))
      }
    }
    return nil
  }

  /// Why a plugin that is left over cannot load: it is in a cycle, or requires what cannot load.
  private func trouble(of name: String, among waiting: [String: Manifest]) -> PluginProblem {
    var path = [name]
    while let next = waiting[path[path.count - 1]]?.predecessors.first(where: {
      waiting[$0] != nil
    }) {
      if let start = path.firstIndex(of: next) {
        let cycle = (path[start...] + [next]).joined(separator: " → ")
        return PluginProblem(
          plugin: name, file: "plugin.lua", Text.loadingCycle(cycle: cycle))
      }
      path.append(next)
    }
    let needed = path.count > 1 ? path[1] : waiting[name]?.predecessors.first ?? "another"
    return PluginProblem(
      plugin: name, file: "plugin.lua", Text.loadingNeededFails(name: needed))
  }
}
