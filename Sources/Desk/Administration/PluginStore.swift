import Crypto
import Kernel
import PluginHost
import Storage

/// What stored plugins can be read from: a writing transaction or a reader.
protocol PluginReading: RuleReading {
  func plugins() throws -> [PluginRecord]
  func pluginFiles(digest: String) throws -> [PluginFile]
  func presentEpoch() throws -> String
}

extension WriteTransaction: PluginReading {
  func presentEpoch() -> String { epoch }
}

extension Reader: PluginReading {
  func presentEpoch() throws -> String { try epoch() }
}

/// The plugins that are stored with the desk, as one transaction sees them.
struct PluginStore<Store: PluginReading> {
  let store: Store
  let traits: DeskTraits
  /// The clock's reading, for timers that begin.
  var now = Instant(milliseconds: 0)
  /// Where a watchdog looks while plugins load.
  var post: WatchPost?

  /// The enabled plugins as they are stored, in their order.
  func enabledSources() throws -> [PluginSource] {
    try store.plugins().filter(\.isEnabled).map { record in
      PluginSource(
        name: record.name, isScript: record.isScript,
        files: Dictionary(
          try store.pluginFiles(digest: record.digest).map { ($0.path, $0.content) }
        ) { first, _ in first })
    }
  }

  /// Loads the enabled plugins from what is stored; the code of those in `keeping` does not run.
  func loadEnabled(keeping: Set<String> = []) throws -> LoadedSet {
    try load(enabledSources(), keeping: keeping)
  }

  /// Loads these plugins with the desk's settings for them.
  func load(_ sources: [PluginSource], keeping: Set<String> = []) throws -> LoadedSet {
    let previous = try store.registry(epoch: store.presentEpoch()).map(Registry.init(text:))
    return try PluginLoader(
      desk: traits, settings: try settings(), keeping: keeping, post: post
    )
    .load(sources, previous: previous)
  }

  private func settings() throws -> [String: [String: JSON]] {
    var settings: [String: [String: JSON]] = [:]
    for record in try store.plugins() {
      let members = (try? JSON(parsing: record.settings))?.members ?? []
      settings[record.name] = Dictionary(members) { first, _ in first }
    }
    return settings
  }
}

extension PluginStore where Store == WriteTransaction {
  /// Keeps what was loaded, and decides by it from now on.
  ///
  /// `settings` replace what was set before, by plugin.
  func adopt(
    _ set: LoadedSet, sources: [PluginSource], settings: [String: [String: JSON]] = [:],
  ) throws {
    let stored = Dictionary(
      try store.plugins().map { ($0.name, $0) }
    ) { first, _ in first }
    for (position, spec) in set.registry.plugins.enumerated() {
      guard let source = sources.first(where: { $0.name == spec.name }) else { continue }
      let digest = source.digest.hex
      try store.write(
        source.files.map { PluginFile(path: $0.key, content: $0.value) }, digest: digest)
      try store.write(
        PluginRecord(
          name: spec.name, version: spec.version, digest: digest, isEnabled: true,
          position: Int64(position), isScript: spec.isScript,
          settings: settings[spec.name].map(text) ?? stored[spec.name]?.settings ?? "{}"))
    }
    try store.decide(byRegistry: try set.registry.text, epoch: set.epoch)
    try startTimers(of: set.registry)
  }

  private func text(_ settings: [String: JSON]) -> String {
    JSON.object(settings.map { ($0.key, $0.value) }).text
  }

  /// Sees to it that everything that happens again and again has its next firing in the outbox.
  private func startTimers(of registry: Registry) throws {
    for timer in registry.timers {
      let row = timer.row(after: nil, now: now, zone: traits.zone)
      guard try store.outboxRow(withKey: row.key)?.state != .waiting else { continue }
      try store.enqueue(row)
    }
  }
}
