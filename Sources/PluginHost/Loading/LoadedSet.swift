import Crypto
import Kernel

/// What loading gave: the registry as data, and the plugins that run.
package struct LoadedSet: Sendable {
  package let registry: Registry
  /// The digest of the registry's text, in hexadecimal.
  package let epoch: String
  /// The plugins and scripts that loaded, in their order.
  package let plugins: [LoadedPlugin]
  /// Why others did not; all that was found, by plugin.
  package let problems: [PluginProblem]
  package let desk: DeskTraits

  /// What the desk has set, by plugin.
  package var settings: [String: [String: JSON]] {
    Dictionary(plugins.map { ($0.name, $0.settings) }) { first, _ in first }
  }

  /// The plugin of that name, where it loaded.
  package func plugin(_ name: String) -> LoadedPlugin? {
    plugins.first { $0.name == name }
  }
}

extension Registry {
  /// The digest of the text: two registries with one epoch are the same.
  package var epoch: String {
    get throws { Digest(of: try jsonText).hex }
  }
}
