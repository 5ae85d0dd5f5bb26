import Crypto
import Kernel
import PluginHost
import Storage
import Texts

/// What stored plugins can be read from: a writing transaction or a reader.
protocol PluginReading: RuleReading {
  func pluginFiles(digest: String) throws -> [PluginFile]
  func foundDigest(ofFiles digest: String) throws -> String?
}

extension WriteTransaction: PluginReading {}
extension Reader: PluginReading {}

/// The plugins that are stored with the desk, as one transaction sees them.
struct PluginStore<Store: PluginReading> {
  let store: Store
  var traits: DeskTraits
  /// The clock's reading, for timers that begin.
  var now = Instant(milliseconds: 0)
  /// Where a watchdog looks while plugins load.
  var post: WatchPost?
  /// A name whose settings are kept back: what is loaded under it is not what the desk enabled.
  var withheld: String?

  /// The enabled plugins as they are stored, in their order.
  ///
  /// One that is not what the desk's history names is distrusted: it does not load, and says why.
  func enabledSources() throws -> [PluginSource] {
    try enabledSources(of: StoredRegistry(readingFrom: store))
  }

  /// The same by a registry that was read already.
  func enabledSources(of stored: StoredRegistry) throws -> [PluginSource] {
    let records = try store.plugins().filter(\.isEnabled)
    var sources = try records.map { record in
      var source = PluginSource(
        name: record.name, isScript: record.isScript,
        files: Dictionary(
          try store.pluginFiles(digest: record.digest).map { ($0.path, $0.content) }
        ) { first, _ in first })
      let spec = stored.registry.plugins.first { $0.name == record.name }
      source.distrust = try stored.distrust ?? distrust(of: source, record, by: spec)
      return source
    }
    for spec in stored.registry.plugins where !records.contains(where: { $0.name == spec.name }) {
      var source = PluginSource(name: spec.name, isScript: spec.isScript, files: [:])
      source.distrust = Text.deskPluginSwitchedOff
      sources.append(source)
    }
    return sources
  }

  /// Why a plugin is not what the registry names, which the history names; `nil` where it is.
  private func distrust(
    of source: PluginSource, _ record: PluginRecord, by spec: PluginSpec?,
  ) throws -> Text? {
    guard let spec else { return Text.deskPluginUntold }
    let found = source.digest.hex
    let isNamed =
      try found == spec.digest || store.foundDigest(ofFiles: spec.digest) == found
    guard isNamed, spec.digest == record.digest, spec.isScript == record.isScript else {
      return Text.deskFilesDistrusted
    }
    // A plugin that does not load, or was enabled by an older version, has none on record.
    guard let settings = spec.settings else { return nil }
    return settings == LoadedPlugin.digest(ofSettings: PluginStore.given(by: record))
      ? nil : Text.deskSettingsDistrusted
  }

  /// What the desk has set for a plugin, by setting.
  private static func given(by record: PluginRecord) -> [String: JSON] {
    let members = (try? JSON(parsing: record.settings))?.members ?? []
    return Dictionary(members) { first, _ in first }
  }

  /// Why plugins do not run, by name.
  func troubles() throws -> [String: Text] {
    PluginStore.troubles(of: try enabledSources())
  }

  /// Why those of the enabled plugins do not run that do not, by name.
  static func troubles(of sources: [PluginSource]) -> [String: Text] {
    let distrusted = sources.compactMap { source in
      source.distrust.map { (source.name, $0) }
    }
    return Dictionary(distrusted) { first, _ in first }
  }

  /// Loads the enabled plugins from what is stored; the code of those in `keeping` does not run.
  func loadEnabled(keeping: Set<String> = []) throws -> LoadedSet {
    try load(enabledSources(), keeping: keeping)
  }

  /// Loads these plugins with the desk's settings for them.
  ///
  /// `stored` is the registry, where it was read already.
  func load(
    _ sources: [PluginSource], keeping: Set<String> = [], stored: StoredRegistry? = nil,
  ) throws -> LoadedSet {
    let stored = try stored ?? StoredRegistry(readingFrom: store)
    let previous = stored.distrust == nil ? stored.registry : nil
    return try PluginLoader(
      desk: traits, settings: try settings(), keeping: keeping, post: post
    )
    .load(sources, previous: previous)
  }

  private func settings() throws -> [String: [String: JSON]] {
    let settings = try store.plugins().filter { $0.name != withheld }
      .map { ($0.name, PluginStore.given(by: $0)) }
    return Dictionary(settings) { first, _ in first }
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
    try store.decide(byRegistry: try set.registry.jsonText, epoch: set.epoch)
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

extension PluginStore where Store == WriteTransaction {
  /// Loads these plugins; what is set for them follows names that are others by it.
  ///
  /// `edits` say which settings followed.
  func loadFollowing(
    _ sources: [PluginSource], keeping: Set<String>,
    takingBack undone: UndoneNames = UndoneNames(),
  ) throws -> (set: LoadedSet, edits: [Edit]) {
    let set = try load(sources, keeping: keeping)
    // What is set may speak of an old name still, so that its plugin does not load yet.
    let old = try StoredRegistry(readingFrom: store).registry
    let renamings = undone.renamings(
      to: set.registry, from: old, roles: try store.roles(), queues: try store.queues())
    guard !renamings.isEmpty else { return (set, []) }
    let names = RenamedSettings(renamings, from: old, to: set.registry)
    // What hung once is not run, its manifest neither.
    let edits = try follow(names, in: sources.filter { !keeping.contains($0.name) })
    return edits.isEmpty ? (set, []) : (try load(sources, keeping: keeping), edits)
  }

  /// Lets what is set for these plugins follow names that became others, and what they take where
  /// nothing is set.
  func follow(_ names: RenamedSettings, in sources: [PluginSource]) throws -> [Edit] {
    try sources.flatMap { try follow(names, in: $0) }
  }

  /// The names that go back to what they were where these plugins, of earlier versions, come back.
  func namesLeft(for sources: [PluginSource], keeping: Set<String>) throws -> UndoneNames {
    let set = try load(sources, keeping: keeping)
    guard set.problems.isEmpty else { return UndoneNames(isReturn: true) }
    return UndoneNames(
      leaving: try StoredRegistry(readingFrom: store).registry, for: set.registry,
      roles: try store.roles(), queues: try store.queues())
  }

  /// The settings that have one of those names, as `views: role`.
  func settings(naming names: RenamedSettings, in sources: [PluginSource]) throws -> [String] {
    try sources.flatMap { source in
      let before = try PluginStore.given(to: source.name, in: store)
      return followed(names, in: source, from: before).filter { $0.value != before[$0.key] }
        .keys.sorted().map { "\(source.name): \($0)" }
    }
  }

  /// What is set for a plugin under the names of now, where nothing is set what it takes then.
  private func followed(
    _ names: RenamedSettings, in source: PluginSource, from before: [String: JSON],
  ) -> [String: JSON] {
    guard source.distrust == nil,
      let specs = try? DeclaredSettings.specs(of: source, desk: traits)
    else { return before }
    var after = before
    for spec in specs {
      guard let value = before[spec.name] ?? spec.standardJSON else { continue }
      let renamed = spec.renamed(value, by: names)
      if renamed != value { after[spec.name] = renamed }
    }
    return after
  }

  private func follow(_ names: RenamedSettings, in source: PluginSource) throws -> [Edit] {
    let before = try PluginStore.given(to: source.name, in: store)
    let after = followed(names, in: source, from: before)
    let edits = Administration.settingEdits(from: before, to: after, of: source.name)
    guard !edits.isEmpty else { return [] }
    var record =
      try store.plugins().first { $0.name == source.name }
      ?? PluginRecord(
        name: source.name, version: "", digest: "", isEnabled: false, isScript: source.isScript)
    record.settings = JSON.object(after.map { ($0.key, $0.value) }).text
    try store.write(record)
    return edits
  }
}
