import Kernel
import Lua

/// What `plugin.lua` or `docket.script` says of a plugin.
package struct Manifest: Equatable, Sendable {
  package var name: String
  package var version: Version
  package var summary = ""
  package var author = ""
  package var license = ""
  package var homepage = ""
  /// Other plugins that it needs, and in which versions.
  package var requires: [String: VersionRange] = [:]
  package var permissions: [Grant] = []
  package var settings: [SettingSpec] = []
  package var limits = Limits()
  package var onFault = HookSpec.OnFault.refuse
  package var isScript = false
  /// Texts by language and key; a plugin's are in its files.
  package var texts: [String: [String: String]] = [:]

  package init(name: String, version: Version) {
    self.name = name
    self.version = version
  }

  /// What is known of a script before it runs.
  static func script(named name: String) -> Manifest {
    var manifest = Manifest(name: name, version: Version(0, 0, 0))
    manifest.isScript = true
    return manifest
  }

  /// What a plugin's sandboxes may use at most; a manifest may only lower it.
  package struct Limits: Equatable, Sendable {
    /// Bytes of memory of each sandbox.
    package var memory: Int64 = 16 * 1024 * 1024
    /// Lua instructions of one hook in the deciding lane.
    package var instructions: Int64 = 1_000_000
    /// Milliseconds of one hook in the deciding lane.
    package var milliseconds: Int64 = 50

    package init() {}
  }
}
