import Kernel
import PluginHost
import Texts

extension Desk {
  /// Runs the examples of a plugin, found without a desk where that can be.
  ///
  /// `name` is a plugin's directory, a bundled plugin's name, or one of the desk's in `folder`.
  package static func testPlugin(named name: String, deskAt folder: String) throws
    -> [ExampleResult]
  {
    let bundled = try bundledPlugins()
    if let source = try PluginFolder.plugin(at: name) ?? bundled.first(where: { $0.name == name }) {
      return try testPlugin(source, among: bundled).map(ExampleResult.init)
    }
    guard !name.contains("/") else {
      throw DeskError.unreadable(path: name, reason: Text.deskNoManifest)
    }
    let desk = try? Desk(at: folder)
    guard let desk else {
      throw DeskError.noPlugin(
        name: name, nearest: nearestName(to: name, among: bundled.map(\.name)))
    }
    return try testPlugin(try desk.findPlugin(name), among: try desk.availablePlugins())
      .map(ExampleResult.init)
  }
}

/// What became of one example of a plugin's spec.
package struct ExampleResult: Equatable, Sendable {
  package let name: String
  /// What went wrong, in English; `nil` if nothing did.
  package let failure: String?
  /// What works, and should be otherwise.
  package let warnings: [Text]

  init(_ result: SpecResult) {
    name = result.name
    failure = result.failure?.description
    warnings = result.warnings
  }
}
