import Crypto
import Kernel
import Lua

/// A plugin that loaded: all that is needed to make sandboxes of it.
package struct LoadedPlugin: Sendable {
  package let source: PluginSource
  package let manifest: Manifest
  package let spec: PluginSpec
  /// Its texts, by language.
  let catalogue: PluginTexts
  /// What the desk has set for it.
  let settings: [String: JSON]
  /// Importers that it registered.
  package let importers: [ImporterSpec]
  /// How it sees the kernel's values.
  let layout: HostLayout

  package var name: String { source.name }

  /// What tells one set of settings from another, in hexadecimal; `nil` where nothing is set.
  package static func digest(ofSettings given: [String: JSON]) -> String? {
    guard !given.isEmpty else { return nil }
    return Digest(of: JSON.object(given.map { ($0.key, $0.value) }).bytes).hex
  }

  /// Bytes that Lua holds for it when nothing runs.
  package func idleMemory(on desk: DeskTraits) throws -> Int {
    try makeBox(desk: desk, log: { _ in }).sandbox.statistics.memory
  }

  /// A sandbox of it, its top level run.
  func makeBox(
    desk: DeskTraits, rows: RowLimit = RowLimit(), post: WatchPost? = nil,
    log: @escaping (PluginLogLine) -> Void,
  ) throws(PluginProblem) -> PluginBox {
    // A script says everything about itself when it runs.
    var start = manifest
    if manifest.isScript { start = .script(named: name) }
    return try PluginBox(
      source: source, manifest: start, catalogue: catalogue, settings: settings, layout: layout,
      desk: desk, rows: rows, post: post, log: log)
  }
}
