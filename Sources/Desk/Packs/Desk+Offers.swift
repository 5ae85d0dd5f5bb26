import Kernel
import Packs
import PluginHost
import Storage

/// A plugin of the desk, and what of it there is.
package struct OutdatedPlugin: Sendable {
  package let name: String
  package let installed: String
  package let offer: PackOffer
  package let index: String
}

/// A plugin that an index offers, in the newest version that this Docket can run.
package struct OfferedPlugin: Sendable {
  package let offer: PackOffer
  package let index: String
  /// The version that is here; `nil` where none is.
  package let installed: String?
}

extension Desk {
  /// What indexes offer, by name.
  package func offeredPlugins(by answers: [IndexAnswer]) throws -> [OfferedPlugin] {
    let catalogue = try catalogue(of: answers)
    let installed = try installedVersions()
    return catalogue.offers.keys.sorted { $0.precedesByBytes($1) }.compactMap { name in
      guard let offer = catalogue.newest(name), let index = catalogue.indexes[name] else {
        return nil
      }
      return OfferedPlugin(
        offer: offer, index: index.name, installed: installed[name].map { "\($0.version)" })
    }
  }

  /// The plugins of the desk's folder of which an index has a newer version.
  package func outdatedPlugins(by answers: [IndexAnswer]) throws -> [OutdatedPlugin] {
    let catalogue = try catalogue(of: answers)
    let installed = try installedVersions()
    return try PluginFolder.plugins(in: folder.plugins).map(\.name).sorted().compactMap { name in
      guard let present = installed[name], let newest = catalogue.newest(name),
        let index = catalogue.indexes[name], newest.version > present.version
      else { return nil }
      return OutdatedPlugin(
        name: name, installed: "\(present.version)", offer: newest, index: index.name)
    }
  }

  /// Whether a plugin of that name lies in the desk's own folder.
  package func isInstalled(_ name: String) throws -> Bool {
    try PluginFolder.plugins(in: folder.plugins).contains { $0.name == name }
  }

  /// What there is of a plugin for whose sake nothing had to be done; `nil` where it is not here.
  package func presentOutcome(of name: String) throws -> InstallOutcome? {
    guard let present = try installedVersions()[name] else { return nil }
    let isEnabled = try read { reader, _ in
      try reader.plugins().contains { $0.name == name && $0.isEnabled }
    }
    return InstallOutcome(
      name: name, version: "\(present.version)", previous: nil, isEnabled: isEnabled,
      followed: [], isSame: true)
  }
}
