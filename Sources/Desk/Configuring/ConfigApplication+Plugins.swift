import Kernel
import PluginHost
import Storage
import Texts

extension ConfigApplication {
  /// Enables, disables and sets plugins all at once: they load together or not at all.
  func applyPlugins() throws {
    guard document.plugins != nil || own != nil else { return }
    let administration = try administration()
    let store = PluginStore(
      store: transaction, traits: traits(administration.rulebook.settings), now: now)
    let enabled = try store.enabledSources()
    var chosen =
      try document.plugins == nil
      ? enabled
      : sources.compactMap { wanted -> PluginSource? in
        guard own == nil || wanted.plugin.name != OwnPlugin.name else { return nil }
        return try source(of: wanted.plugin, found: wanted.found, among: enabled)
      }
    if let own {
      try own.base.refuseOther(than: enabled)
      chosen = chosen.filter { $0.name != OwnPlugin.name } + [own.plugin.source]
    }
    let settings = try settingEdits(of: document.plugins ?? [], in: store)
    let edits = Desk.edits(from: enabled, to: chosen)
    guard !edits.isEmpty || !settings.edits.isEmpty else { return }
    try administration.require(.pluginManage)
    for record in settings.records { try transaction.write(record) }
    for old in enabled where !chosen.contains(where: { $0.name == old.name }) {
      try administration.switchOff(old.name)
    }
    let (set, followed) = try store.loadFollowing(
      chosen, keeping: administration.rulebook.quarantine)
    try set.requireSound()
    try administration.adopt(
      set, sources: chosen, in: store, agreeingTo: consent, as: .applyPlugins,
      edits: edits + (own?.edits ?? []) + settings.edits + followed)
  }

  /// Refuses settings that name what the desk does not have once all of the configuration is there.
  ///
  /// `before` is what was set for its plugins.
  func refuseUnknownNames(since before: [String: [String: JSON]]) throws {
    let changed = (document.plugins ?? []).filter { $0.settings != before[$0.name] ?? [:] }
    guard !changed.isEmpty else { return }
    let administration = try administration()
    let rulebook = administration.rulebook
    let names = try SettingNames(rulebook.registry, for: administration)
    let enabled = try PluginStore(store: transaction, traits: traits(rulebook.settings), now: now)
      .enabledSources()
    let problems = try changed.flatMap { plugin -> [Refusal.Problem] in
      guard let source = enabled.first(where: { $0.name == plugin.name }) else { return [] }
      let specs = try DeclaredSettings.specs(of: source, desk: traits(rulebook.settings))
      let found = try names.problems(
        with: plugin.settings, since: before[plugin.name] ?? [:], for: specs)
      return found.map { problem in
        Refusal.Problem(
          .invalid, field: problem.field.map { "\(plugin.name).\($0)" }, problem.text)
      }
    }
    guard problems.isEmpty else { throw Refusal(.invalid, problems) }
  }

  /// What is set for the plugins of the configuration now.
  func presentSettings() throws -> [String: [String: JSON]] {
    let plugins = try (document.plugins ?? []).map { plugin in
      (plugin.name, try PluginStore.given(to: plugin.name, in: transaction))
    }
    return Dictionary(plugins) { first, _ in first }
  }

  /// The files that a plugin of that version has: those that decide now, else those on the disk.
  private func source(
    of plugin: ConfigDocument.Plugin, found: PluginSource?, among enabled: [PluginSource],
  ) throws -> PluginSource {
    let candidates = [enabled.first { $0.name == plugin.name }, found].compactMap(\.self)
    guard let first = candidates.first else {
      let known = enabled.filter { $0.isScript == plugin.isScript }.map(\.name)
      let nearest = nearestName(to: plugin.name, among: known)
      guard plugin.isScript else { throw DeskError.noPlugin(name: plugin.name, nearest: nearest) }
      throw Refusal(
        .notFound, Text.configNoScript(name: plugin.name, hint: Text.nearest(nearest)),
        field: "plugins")
    }
    guard let version = plugin.version, !first.isScript else { return first }
    guard first.distrust == nil || candidates.count > 1 else { return first }
    let versions = candidates.map { DeclaredSettings.version(of: $0) }
    if let index = versions.firstIndex(of: version) { return candidates[index] }
    throw Refusal(
      .invalid,
      Text.configOtherVersion(
        plugin: plugin.name, versions: versions.compactMap(\.self).joined(separator: ", "),
        version: version), field: "plugins")
  }

  private func settingEdits(
    of wanted: [ConfigDocument.Plugin], in store: PluginStore<WriteTransaction>,
  ) throws -> (edits: [Edit], records: [PluginRecord]) {
    var edits: [Edit] = []
    var records: [PluginRecord] = []
    let known = try transaction.plugins()
    for plugin in wanted {
      let before = try PluginStore.given(to: plugin.name, in: transaction)
      let own = Administration.settingEdits(from: before, to: plugin.settings, of: plugin.name)
      guard !own.isEmpty else { continue }
      edits += own
      var record =
        known.first { $0.name == plugin.name }
        ?? PluginRecord(
          name: plugin.name, version: "", digest: "", isEnabled: false, isScript: plugin.isScript)
      record.settings = JSON.object(plugin.settings.map { ($0.key, $0.value) }).text
      records.append(record)
    }
    return (edits, records)
  }
}
