import Crypto
import Kernel
import PluginHost
import Storage
import Texts

extension Desk {
  /// How a plugin stands: enabled or not, and whether its files changed on the disk.
  package struct PluginStatus: Equatable, Sendable {
    package let name: String
    package let version: String
    package let summary: String
    /// The same in other languages, by their codes.
    package let summaries: [String: String]
    package let isEnabled: Bool
    package let isScript: Bool
    /// Whether the files on the disk are other ones than those that decide.
    package let isChanged: Bool
    /// Whether it is enabled and not on the disk any more.
    package let isMissing: Bool
    /// Why it does nothing: it does not load, or failed too often.
    package let trouble: Text?
    /// How often it failed of late: in the last day.
    package let faults: Int
    /// What its last fault said; `nil` where it has none.
    package let lastFault: String?
    package let permissions: [Grant]
    /// The hosts that its deliveries leave alone for a while.
    package let pauses: [DeliveryPause]

    /// What it does, in a line, in that language where its manifest says so.
    package func summary(in language: Language) -> String {
      // The desk's own plugin is written in English, for whoever reads its file.
      if name == OwnPlugin.name { return Text.pluginOwnSummary.rendered(in: language) }
      return summaries[language.code] ?? summary
    }
  }
}

extension DeskMoment {
  /// All plugins, the enabled ones first in the order in which they run.
  ///
  /// Without their manifests, which run in a sandbox each, versions and summaries of those that are
  /// not enabled are left out.
  package func pluginStatuses(readingManifests: Bool = true) throws -> [Desk.PluginStatus] {
    let available = try desk.availablePlugins()
    let rulebook = try rulebook
    let records = try reader.plugins().filter(\.isEnabled)
    let pauses = try reader.deliveryPauses(at: now)
    let health = Dictionary(try reader.pluginHealth().map { ($0.plugin, $0) }) { first, _ in first
    }
    let troubles = try PluginStore(store: reader, traits: desk.traits(by: rulebook.settings))
      .troubles()
    let enabled = records.map { record in
      let spec = rulebook.plugins[record.name]
      let found = available.first { $0.name == record.name }
      return Desk.PluginStatus(
        name: record.name, version: record.version, summary: spec?.summary ?? "",
        summaries: spec?.summaries ?? [:], isEnabled: true, isScript: record.isScript,
        isChanged: found.map { $0.digest.hex != record.digest } ?? false,
        isMissing: found == nil,
        trouble: troubles[record.name] ?? spec?.trouble.map { Text(words: $0) }
          ?? health[record.name]?.trouble(at: now),
        faults: health[record.name]?.recentFaults(at: now) ?? 0,
        lastFault: health[record.name]?.lastFault, permissions: spec?.permissions ?? [],
        pauses: pauses.filter { $0.lane.plugin == record.name })
    }
    let others = available.filter { source in !records.contains { $0.name == source.name } }
    return enabled
      + others.map { source in
        let about = readingManifests ? PluginSummary(of: source) : PluginSummary()
        return Desk.PluginStatus(
          name: source.name, version: about.version, summary: about.summary,
          summaries: about.summaries, isEnabled: false,
          isScript: source.isScript, isChanged: false, isMissing: false,
          trouble: about.trouble.map { Text(words: $0) },
          faults: 0, lastFault: nil, permissions: [], pauses: [])
      }
  }

  /// All that is registered, and what a plugin that is not enabled would add to it with what it
  /// requires; without it, where it does not load.
  package func registry(with plugin: String) throws -> Registry {
    let store = PluginStore(store: reader, traits: desk.traits(by: try settings()))
    let enabled = try store.enabledSources()
    guard !enabled.contains(where: { $0.name == plugin }) else { return try rulebook.registry }
    var sources = enabled
    var missing = [plugin]
    while let name = missing.popLast() {
      guard !sources.contains(where: { $0.name == name }) else { continue }
      guard let source = try? desk.findPlugin(name) else { return try rulebook.registry }
      sources.append(source)
      missing += PluginSummary(of: source).requires
    }
    return try store.load(sources).registry
  }

  /// What a plugin may use here: by its manifest, and by what `docket.lua` says of it.
  package func limits(of plugin: String) throws -> [PluginLimit] {
    let traits = desk.traits(by: try settings())
    let stored = try PluginStore(store: reader, traits: traits).enabledSources()
    let source =
      try stored.first { $0.name == plugin && $0.distrust == nil } ?? desk.findPlugin(plugin)
    return PluginLimit.all(of: traits.limits(of: plugin, asking: PluginSummary(of: source).limits))
  }
}

extension PluginHealth {
  /// How often it failed in the last day, as far as that is remembered.
  fileprivate func recentFaults(at moment: Instant) -> Int {
    faults.count { moment.milliseconds(since: $0) < 86_400_000 }
  }

  /// Why the plugin is suspended at that moment, in words; `nil` where it is not.
  func trouble(at moment: Instant) -> Text? {
    guard let suspension, suspension.holds(at: moment) else { return nil }
    if suspension == .quarantine { return Text(words: lastFault) }
    return Text.pluginSuspendedNow(end: suspension.words, fault: lastFault)
  }
}

/// The most that a plugin may use of something.
package struct PluginLimit: Equatable, Sendable {
  /// What is counted of a plugin's use, to be compared with the limit.
  package enum Counted: Sendable {
    case instructions
    case milliseconds
    case memory
    case state
  }

  package let name: String
  package let most: Int64
  /// `nil` if nothing of it is counted.
  package let counted: Counted?
  /// Whether it is as for every plugin of which nobody says otherwise.
  package let isStandard: Bool

  /// Each of them, in the order in which they are shown.
  static func all(of limits: PluginLimits) -> [PluginLimit] {
    PluginLimits.kinds.map { kind in
      PluginLimit(
        name: kind.name, most: limits[kind], counted: counted[kind.name],
        isStandard: limits[kind] == kind.standard)
    }
  }

  private static let counted: [String: Counted] = [
    PluginLimits.instructions.name: .instructions, PluginLimits.milliseconds.name: .milliseconds,
    PluginLimits.memory.name: .memory, PluginLimits.state.name: .state,
  ]
}
