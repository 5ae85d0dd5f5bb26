import Desk
import Foundation
import Kernel

/// A plugin that a test writes into a desk's own folder.
package struct TestPlugin: Sendable {
  package var name: String
  /// The list of permissions in its manifest, as Lua.
  package var permissions: String
  /// Further lines of its manifest, as Lua.
  package var manifest: String
  /// What its `init.lua` says.
  package var code: String

  package init(
    _ name: String, permissions: String = "", manifest: String = "", _ code: String,
  ) {
    self.name = name
    self.permissions = permissions
    self.manifest = manifest
    self.code = code
  }

  /// Writes its files below the folder of a desk.
  package func write(toDesk folder: String, version: String = "1.0.0") throws {
    let place = "\(folder)/plugins/\(name)"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    let text = """
      return {
        name = "\(name)",
        version = "\(version)",
        api = 1,
        summary = "A plugin of a test",
        permissions = { \(permissions) },
        \(manifest)
      }
      """
    try text.write(toFile: "\(place)/plugin.lua", atomically: true, encoding: .utf8)
    try code.write(toFile: "\(place)/init.lua", atomically: true, encoding: .utf8)
  }
}

extension TemporaryDesk {
  /// Writes plugins into the desk's folder and enables them, in that order; they may do what they
  /// ask for.
  package func enable(_ plugins: TestPlugin...) throws {
    for plugin in plugins { try plugin.write(toDesk: folder) }
    try enable(named: plugins.map(\.name))
  }

  /// Enables plugins and scripts that are there; they may do and give what they ask for.
  package func enable(named names: [String]) throws {
    try agreeing { try desk.enablePlugins(names, as: .desk, agreeingTo: $0) }
  }

  /// Does it; agrees to whatever plugins take and give by it.
  package func agreeing(_ body: (Consent) throws -> Void) throws {
    do {
      try body(.none)
    } catch DeskError.wantsMore(let demands) {
      try body(Consent(to: demands, naming: Set(demands.map(\.plugin))))
    }
  }

  /// Disables a plugin, whatever that leaves without meaning.
  package func disable(_ name: String) throws {
    do {
      try desk.disablePlugin(name, as: .desk)
    } catch DeskError.strands(let stranding) {
      var consent = Consent.none
      consent.stranding = stranding
      try desk.disablePlugin(name, as: .desk, agreeingTo: consent)
    }
  }
}
