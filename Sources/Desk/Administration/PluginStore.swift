import Crypto
import Kernel
import PluginHost
import Storage

/// The plugins that are stored with the desk, in one transaction.
struct PluginStore {
  let transaction: WriteTransaction
  let traits: DeskTraits

  /// The enabled plugins as they are stored, in their order.
  func enabledSources() throws -> [PluginSource] {
    try transaction.plugins().filter(\.isEnabled).map { record in
      PluginSource(
        name: record.name, isScript: record.isScript,
        files: Dictionary(
          try transaction.pluginFiles(digest: record.digest).map { ($0.path, $0.content) }
        ) { first, _ in first })
    }
  }

  /// Loads the enabled plugins from what is stored.
  func loadEnabled() throws -> LoadedSet {
    try load(enabledSources())
  }

  /// Loads these plugins with the desk's settings for them.
  func load(_ sources: [PluginSource]) throws -> LoadedSet {
    let previous = try transaction.registry(epoch: transaction.epoch).map(Registry.init(text:))
    return try PluginLoader(desk: traits, settings: try settings())
      .load(sources, previous: previous)
  }

  private func settings() throws -> [String: [String: JSON]] {
    var settings: [String: [String: JSON]] = [:]
    for record in try transaction.plugins() {
      let members = (try? JSON(parsing: record.settings))?.members ?? []
      settings[record.name] = Dictionary(members) { first, _ in first }
    }
    return settings
  }

  /// Keeps what was loaded, and decides by it from now on.
  func adopt(_ set: LoadedSet, sources: [PluginSource]) throws {
    let stored = Dictionary(
      try transaction.plugins().map { ($0.name, $0) }
    ) { first, _ in first }
    for (position, spec) in set.registry.plugins.enumerated() {
      guard let source = sources.first(where: { $0.name == spec.name }) else { continue }
      let digest = source.digest.hex
      try transaction.write(
        source.files.map { PluginFile(path: $0.key, content: $0.value) }, digest: digest)
      try transaction.write(
        PluginRecord(
          name: spec.name, version: spec.version, digest: digest, isEnabled: true,
          position: Int64(position), isScript: spec.isScript,
          settings: stored[spec.name]?.settings ?? "{}"))
    }
    try transaction.decide(byRegistry: try set.registry.text, epoch: set.epoch)
  }
}
