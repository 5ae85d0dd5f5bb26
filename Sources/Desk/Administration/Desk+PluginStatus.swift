import Crypto
import Kernel
import PluginHost
import Storage

extension Desk {
  /// How a plugin stands: enabled or not, and whether its files changed on the disk.
  package struct PluginStatus: Equatable, Sendable {
    package let name: String
    package let version: String
    package let summary: String
    package let isEnabled: Bool
    package let isScript: Bool
    /// Whether the files on the disk are other ones than those that decide.
    package let isChanged: Bool
    /// Whether it is enabled and not on the disk any more.
    package let isMissing: Bool
    package let trouble: String?
    package let permissions: [Grant]
  }

  /// All plugins, the enabled ones first in the order in which they run.
  ///
  /// Without their manifests, which run in a sandbox each, versions and summaries of those that are
  /// not enabled are left out.
  package func pluginStatuses(readingManifests: Bool = true) throws -> [PluginStatus] {
    let available = try availablePlugins()
    return try read { reader, rulebook in
      let records = try reader.plugins().filter(\.isEnabled)
      let enabled = records.map { record in
        let spec = rulebook.plugins[record.name]
        let found = available.first { $0.name == record.name }
        return PluginStatus(
          name: record.name, version: record.version, summary: spec?.summary ?? "",
          isEnabled: true, isScript: record.isScript,
          isChanged: found.map { $0.digest.hex != record.digest } ?? false,
          isMissing: found == nil, trouble: spec?.trouble, permissions: spec?.permissions ?? [])
      }
      let others = available.filter { source in !records.contains { $0.name == source.name } }
      return enabled
        + others.map { source in
          let about = readingManifests ? PluginSummary(of: source) : PluginSummary()
          return PluginStatus(
            name: source.name, version: about.version, summary: about.summary, isEnabled: false,
            isScript: source.isScript, isChanged: false, isMissing: false,
            trouble: about.trouble, permissions: [])
        }
    }
  }

  /// How many tickets have a type that the plugin brings; without it they can change stage no more.
  package func tickets(ofTypesOf plugin: String) throws -> [(type: String, count: Int)] {
    try read { reader, rulebook in
      let types = rulebook.registry.types.filter { $0.plugin == plugin }.map(\.name)
      return try types.map { type in
        let query = try Query(
          parsing: "type:$type", schema: QuerySchema(), values: ["type": .text(type)],
          people: QueryPeople([]))
        return (
          type,
          try reader.count(
            matching: query, access: .always, notes: .always,
            in: EvaluationContext(now: clock.now()))
        )
      }.filter { $0.count > 0 }
    }
  }
}
