import Kernel
import PluginHost
import Storage
import System
import Texts

/// What a new desk begins with: its plugins, and what is set for them.
package struct DeskStart: Equatable, Sendable {
  /// In the order in which they were named, each once.
  package private(set) var plugins: [String] = []
  /// By plugin and setting.
  package private(set) var settings: [String: [String: JSON]] = [:]

  /// Plugins by their names, with nothing set.
  package init(_ plugins: [String]) {
    self.plugins = plugins
  }

  /// What names of plugins and sets come to, as a desk in that folder would find them.
  ///
  /// Throws `DeskError.noPlugin` for a name that is neither.
  package init(with names: [String], in folder: String) throws {
    let sets = try Desk.pluginSets()
    let place = DeskFolder(path: folder)
    let folders = place.pluginFolders(try place.readConfiguration())
    for name in names {
      if let set = sets.first(where: { $0.name == name }) {
        add(set)
      } else if folders.contains(where: { PluginFolder.exists(at: "\($0)/\(name)") })
        || FileSystem.exists("\(place.scripts)/\(name).lua")
      {
        add(name)
      } else {
        let known = try folders.flatMap { try PluginFolder.plugins(in: $0) }.map(\.name)
        throw DeskError.noPlugin(
          name: name, nearest: nearestName(to: name, among: sets.map(\.name) + known))
      }
    }
  }

  private mutating func add(_ set: PluginSet) {
    for plugin in set.plugins { add(plugin) }
    for (plugin, values) in set.settings {
      settings[plugin, default: [:]].merge(values) { $1 }
    }
  }

  private mutating func add(_ plugin: String) {
    if !plugins.contains(plugin) { plugins.append(plugin) }
  }

  /// What is set for a plugin, in the order of the names.
  package func changes(of plugin: String) -> [(setting: String, change: SettingChange)] {
    (settings[plugin] ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, .value($0.value)) }
  }
}

extension DeskStart {
  /// A plugin that a desk would begin with.
  package struct Part: Sendable {
    package let name: String
    package let version: String
    package let summary: String
    /// The same in other languages, by their codes.
    package let summaries: [String: String]
    /// What would be set, by setting.
    package let settings: [(name: String, value: JSON)]
  }

  /// The plugins that a desk in that folder would begin with, in the order in which they load.
  ///
  /// They are loaded together, as they would be there, and nothing is written. Throws
  /// `DeskError.unlinkedPlugin` where that fails, and where there is a desk already, as making one does.
  package func parts(in folder: String) throws -> [Part] {
    let place = DeskFolder(path: folder)
    guard !FileSystem.exists(place.database) else {
      throw StorageError.exists(path: place.database)
    }
    let folders = place.pluginFolders(try place.readConfiguration())
    let sources = try plugins.map { name in
      for folder in folders {
        if let source = try PluginFolder.plugin(at: "\(folder)/\(name)") { return source }
      }
      return try PluginFolder.script(at: "\(place.scripts)/\(name).lua")
    }
    let set = try PluginLoader(settings: settings).load(sources)
    try set.requireSound()
    return set.plugins.map { plugin in
      let summary = PluginSummary(of: plugin.source)
      let values = (settings[plugin.name] ?? [:]).sorted { $0.key < $1.key }
      return Part(
        name: plugin.name, version: summary.version, summary: summary.summary,
        summaries: summary.summaries, settings: values.map { ($0.key, $0.value) })
    }
  }
}

extension Desk {
  /// The sets of plugins that come with the program; none where their file is missing.
  package static func pluginSets() throws -> [PluginSet] {
    let files = BundledPlugins.folders.map { "\($0)/\(PluginSet.file)" }
    guard let file = files.first(where: FileSystem.exists) else { return [] }
    let text: String
    do throws(SystemError) {
      text = try FileSystem.text(of: file, atMost: DeskFolder.fileLimit)
    } catch {
      throw DeskError(error)
    }
    return try PluginSet.reading(text)
  }

  /// What a new desk may be given by name: sets, then the plugins that come with the program.
  package static func offeredPlugins(
    in language: Language,
  ) throws -> [(name: String, summary: String)] {
    try pluginSets().map { ($0.name, $0.summaries[language.code] ?? $0.summary) }
      + bundledPlugins().map { source in
        let about = PluginSummary(of: source)
        return (source.name, about.summaries[language.code] ?? about.summary)
      }
  }
}
