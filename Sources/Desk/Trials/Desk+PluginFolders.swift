import Kernel
import PluginHost
import System
import Texts

/// Plugins that their authors have in a folder, which no desk needs to know.
extension Desk {
  /// The plugin in a folder, with those that it may require: beside it, and the bundled ones.
  ///
  /// `nil` where there is no plugin in it; the folder may be the present one.
  static func authored(
    at path: String,
  ) throws -> (source: PluginSource, others: [PluginSource])? {
    let isDots = [".", ".."].contains(path.split(separator: "/").last)
    guard let source = try PluginFolder.plugin(at: isDots ? FileSystem.absolute(path) : path)
    else { return nil }
    let parent = FileSystem.absolute("\(path)/..")
    let beside = try PluginFolder.plugins(in: parent).filter { $0.name != source.name }
    return (source, try beside + bundledPlugins().filter { $0.name != source.name })
  }

  /// A plugin loaded with those of the others that it requires, without a desk.
  static func loaded(_ source: PluginSource, among others: [PluginSource]) throws -> LoadedSet {
    var sources = [source]
    var missing = PluginSummary(of: source).requires
    while let name = missing.popLast() {
      guard !sources.contains(where: { $0.name == name }),
        let found = others.first(where: { $0.name == name })
      else { continue }
      sources.append(found)
      missing += PluginSummary(of: found).requires
    }
    return try PluginLoader().load(sources)
  }

  /// What a plugin in a folder is and brings, as far as that is known without a desk.
  package struct AuthoredPlugin {
    package let status: PluginStatus
    package let registry: Registry
    package let limits: [PluginLimit]
  }

  /// The plugin in the folder at a path; `nil` where the name is no path.
  package static func authoredPlugin(at path: String) throws -> AuthoredPlugin? {
    guard path.contains("/") || path == "." || path == ".." else { return nil }
    guard let (source, others) = try authored(at: path) else {
      throw DeskError.noPlugin(at: path)
    }
    let set = try loaded(source, among: others)
    let summary = PluginSummary(of: source)
    let spec = set.registry.plugins.first { $0.name == source.name }
    let troubles = set.problems.filter { $0.plugin == source.name }.map(\.description)
    let status = PluginStatus(
      name: source.name, version: summary.version, summary: summary.summary,
      summaries: summary.summaries, isEnabled: false, isScript: false, isChanged: false,
      isMissing: false,
      trouble: troubles.isEmpty ? nil : Text(words: troubles.joined(separator: "; ")), faults: 0,
      lastFault: nil, permissions: spec?.permissions ?? [], pauses: [])
    return AuthoredPlugin(
      status: status, registry: set.registry, limits: PluginLimit.all(of: summary.limits))
  }
}
