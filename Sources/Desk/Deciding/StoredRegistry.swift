import Crypto
import Kernel
import PluginHost
import Storage
import Texts

/// The registry that decides, as long as it is the one that the desk's history names.
///
/// Another one is not believed: it has plugins in name only, none of which runs.
struct StoredRegistry {
  let registry: Registry
  /// Why what is stored is not believed; `nil` where it is.
  let distrust: Text?

  /// The one that rules were made of, which was read and checked for them.
  init(of rulebook: Rulebook) {
    registry = rulebook.registry
    distrust = rulebook.distrust
  }

  /// The same, if it is that of the epoch and believed: what is not believed is looked at again.
  init?(of rulebook: Rulebook, at epoch: String) {
    guard rulebook.epoch == epoch, rulebook.distrust == nil else { return nil }
    self.init(of: rulebook)
  }

  private init(trusted registry: Registry) {
    self.registry = registry
    distrust = nil
  }

  /// Reads and checks it, which takes longer than all else that is read of the rules.
  init(readingFrom store: some RuleReading) throws {
    let epoch = try store.presentEpoch()
    let text = try store.registry(epoch: epoch)
    let isWhole = epoch.isEmpty || text.map { Digest(of: $0).hex == epoch } ?? false
    guard isWhole, try store.namedEpoch() == epoch else {
      distrust = Text.deskRegistryDistrusted
      registry = try StoredRegistry.idle(store.plugins(), Text.deskRegistryDistrusted)
      return
    }
    registry = try text.map(Registry.init(jsonText:)) ?? Registry()
    distrust = nil
  }

  /// The same with why single plugins do not run, by name.
  func troubled(by troubles: [String: Text]) -> StoredRegistry {
    guard distrust == nil, !troubles.isEmpty else { return self }
    var registry = registry
    for index in registry.plugins.indices {
      guard let trouble = troubles[registry.plugins[index].name] else { continue }
      registry.plugins[index].trouble = trouble.description
    }
    return StoredRegistry(trusted: registry)
  }

  private static func idle(_ plugins: [PluginRecord], _ trouble: Text) -> Registry {
    var registry = Registry()
    registry.plugins = plugins.filter(\.isEnabled).map { record in
      PluginSpec(
        name: record.name, version: record.version, digest: record.digest,
        isScript: record.isScript, trouble: trouble.description)
    }
    return registry
  }
}
