/// What the manifest of a plugin says in short, enabled or not.
package struct PluginSummary: Equatable, Sendable {
  package var version = ""
  package var summary = ""
  /// The same in other languages, by their codes.
  package var summaries: [String: String] = [:]
  /// The plugins that it needs, by name.
  package var requires: [String] = []
  /// What it asks to use.
  package var limits = PluginLimits()
  /// Why its manifest cannot be read, where it cannot.
  package var trouble: String?

  package init() {}

  /// Runs the plugin's manifest in a sandbox of its own; a script says nothing before it runs.
  package init(of source: PluginSource) {
    guard !source.isScript else { return }
    switch ManifestReader.manifest(of: source) {
    case .success(let manifest):
      version = "\(manifest.version)"
      summary = manifest.summary
      summaries = manifest.summaries
      limits = manifest.limits
      requires = manifest.requires.keys.sorted()
    case .failure(let list):
      trouble = list.problems.map(\.description).joined(separator: "; ")
    }
  }
}
