import Kernel
import PluginHost

/// Plugins that are on the desks of another one's examples.
struct SpecGuests {
  private(set) var sources: [PluginSource] = []
  /// Those that they may require.
  private(set) var others: [PluginSource] = []
  /// What is set for them, by plugin and setting.
  private(set) var settings: [String: [String: JSON]] = [:]

  /// Finds them as `Desk.pluginToTry` does; the name of a set stands for its plugins, as a new desk
  /// begins with them.
  init(named names: [String], deskAt folder: String) throws {
    let sets = try Desk.pluginSets()
    for name in names {
      if let set = sets.first(where: { $0.name == name }) {
        for plugin in set.plugins { try add(plugin, deskAt: folder) }
        settings.merge(set.settings) { $0.merging($1) { $1 } }
      } else {
        try add(name, deskAt: folder)
      }
    }
  }

  private mutating func add(_ name: String, deskAt folder: String) throws {
    let (source, more) = try Desk.pluginToTry(named: name, deskAt: folder)
    if !sources.contains(where: { $0.name == source.name }) { sources.append(source) }
    others += more
  }
}
