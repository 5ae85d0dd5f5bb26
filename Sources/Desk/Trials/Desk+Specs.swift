import Kernel
import PluginHost
import Texts

extension Desk {
  /// Runs the examples of a plugin, found without a desk where that can be.
  ///
  /// `name` is a plugin's directory, a bundled plugin's name, or one of the desk's in `folder`.
  package static func testPlugin(named name: String, deskAt folder: String) throws -> [SpecResult] {
    let bundled = try bundledPlugins()
    if let source = try PluginFolder.plugin(at: name) ?? bundled.first(where: { $0.name == name }) {
      return try testPlugin(source, among: bundled)
    }
    guard !name.contains("/") else {
      throw DeskError.unreadable(path: name, reason: Text("desk.no_manifest"))
    }
    let desk = try? Desk(at: folder)
    guard let desk else {
      throw DeskError.noPlugin(
        name: name, nearest: nearestName(to: name, among: bundled.map(\.name)))
    }
    return try testPlugin(try desk.findPlugin(name), among: try desk.availablePlugins())
  }
}
