import Kernel
import Lua
import Texts

/// What `plugin.lua` or `docket.script` says of a plugin.
package struct Manifest: Equatable, Sendable {
  package var name: String
  package var version: Version
  package var summary = ""
  /// The same in other languages, by their codes.
  package var summaries: [String: String] = [:]
  package var author = ""
  package var license = ""
  package var homepage = ""
  /// Other plugins that it needs, and in which versions.
  package var requires: [String: VersionRange] = [:]
  /// Plugins whose hooks run before its own where both are enabled: theirs and its own do not commute.
  package var after: [String] = []
  package var permissions: [Grant] = []
  package var settings: [SettingSpec] = []
  package var limits = PluginLimits()
  package var onFault = HookSpec.OnFault.refuse
  package var isScript = false
  /// Texts by language and key; a plugin's are in its files.
  package var texts: [String: [String: String]] = [:]

  package init(name: String, version: Version) {
    self.name = name
    self.version = version
  }

  /// What is known of a plugin whose code does not run: enough for others to require it.
  init(keeping spec: PluginSpec) {
    self.init(name: spec.name, version: Version(spec.version) ?? Version(0, 0, 0))
    summary = spec.summary
    summaries = spec.summaries ?? [:]
    permissions = spec.permissions
    onFault = spec.onFault
    isScript = spec.isScript
  }

  /// What `plugin.lua` says, run in a sandbox of its own; throws the first thing that is wrong with it.
  package init(of source: PluginSource) throws(PluginProblem) {
    switch ManifestReader.manifest(of: source) {
    case .success(let manifest): self = manifest
    case .failure(let list):
      throw list.problems.first
        ?? PluginProblem(plugin: source.name, file: "plugin.lua", Text.tableMissing)
    }
  }

  /// The plugins that come before it, those that it needs first.
  package var predecessors: [String] { requires.keys.sorted() + after }

  /// What is known of a script before it runs.
  static func script(named name: String) -> Manifest {
    var manifest = Manifest(name: name, version: Version(0, 0, 0))
    manifest.isScript = true
    return manifest
  }
}
