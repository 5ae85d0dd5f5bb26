import Crypto
import Kernel
import PluginHost
import Storage
import Texts

extension Administration {
  /// Decides by what was loaded from now on: the one way in which plugins come to work.
  ///
  /// Whatever brought it about (a new version, a setting, a configuration), what plugins take and
  /// give besides what was agreed to throws `DeskError.wantsMore`, unless an admin agrees to it now.
  /// An entry of the desk's chain says what changed, and to what somebody agreed.
  ///
  /// What goes by names that the declarations say were others follows, and is given back; what would
  /// be left without meaning throws `DeskError.strands`, unless somebody wants that.
  @discardableResult
  func adopt(
    _ set: LoadedSet, sources: [PluginSource], in store: PluginStore<WriteTransaction>,
    agreeingTo consent: Consent, as action: DeskAction, edits: [Edit],
    takingBack undone: UndoneNames = UndoneNames(),
  ) throws -> [FollowedName] {
    let change = try DeclarationChange(to: set.registry, takingBack: undone, in: self)
    let earlier = try agreedTerms().mapValues { $0.renamed(by: change.renamings) }
    let resting = try restingTerms(of: sources).mapValues { $0.renamed(by: change.renamings) }
    let demands = PluginDemand.all(in: set.registry, beyond: earlier)
    if demands.contains(where: \.isGrave) { try require(.roleManage) }
    let open = PluginDemand.all(
      in: set.registry, beyond: earlier.merging(resting) { enabled, _ in enabled }
    ).filter { !consent.covers($0) }
    guard open.isEmpty else { throw DeskError.wantsMore(open) }
    let epoch = rulebook.epoch
    let names = try change.followNames()
    try store.adopt(set, sources: sources)
    for plugin in set.registry.plugins {
      let terms = PluginTerms(of: plugin.name, in: set.registry)
        .kept(after: earlier[plugin.name] ?? resting[plugin.name] ?? PluginTerms())
      guard terms != earlier[plugin.name] || !demands.isEmpty else { continue }
      try transaction.keepConsent(of: plugin.name, try terms.jsonText)
    }
    for name in resting.keys.sorted() { try forgetResting(name) }
    let agreed = demands.map { demand in
      Edit(
        field: DeskEntry.consent(to: demand.plugin), from: .none,
        to: .text(Text(joining: demand.items.map(\.text), by: "; ").description))
    }
    let entry = try chain.append(
      action,
      edits: edits + agreed + names.edits
        + [Edit(field: DeskEntry.epoch, from: .naming(epoch), to: .text(set.epoch))])
    try settleBackfills(of: set.registry)
    return try change.finish(names, because: entry, agreeingTo: consent)
  }

  /// Keeps what was agreed to of a plugin for the day on which the same files are enabled again.
  func restConsent(of name: String) throws {
    try forgetResting(name)
    let record = try transaction.plugins().first { $0.name == name && $0.isEnabled }
    if let record, let terms = try transaction.consents()[name] {
      try transaction.keepConsent(of: Self.resting(name, record.digest), terms)
    }
    try transaction.keepConsent(of: name, nil)
  }

  /// What was agreed to of plugins that are to be enabled again as they were.
  private func restingTerms(of sources: [PluginSource]) throws -> [String: PluginTerms] {
    let kept = try transaction.consents()
    let enabled = Set(try transaction.plugins().filter(\.isEnabled).map(\.name))
    var terms: [String: PluginTerms] = [:]
    for source in sources where !enabled.contains(source.name) {
      guard let text = kept[Self.resting(source.name, source.digest.hex)] else { continue }
      terms[source.name] = (try? PluginTerms(jsonText: text)) ?? PluginTerms()
    }
    return terms
  }

  private func forgetResting(_ name: String) throws {
    for key in try transaction.consents().keys.sorted() where key.hasPrefix(Self.resting(name, ""))
    {
      try transaction.keepConsent(of: key, nil)
    }
  }

  /// No plugin has such a name.
  private static func resting(_ name: String, _ files: String) -> String { "\(name)@\(files)" }

  /// What was agreed to of the plugins that are enabled.
  ///
  /// Of one that an older Docket enabled, that is what it takes and gives now, by the registry that
  /// the desk's history names. What cannot be read was not agreed to.
  private func agreedTerms() throws -> [String: PluginTerms] {
    let kept = try transaction.consents()
    let registry = try StoredRegistry(readingFrom: transaction).registry
    var terms: [String: PluginTerms] = [:]
    for plugin in try transaction.plugins() where plugin.isEnabled {
      terms[plugin.name] =
        kept[plugin.name].map { (try? PluginTerms(jsonText: $0)) ?? PluginTerms() }
        ?? PluginTerms(of: plugin.name, in: registry).kept(after: PluginTerms())
    }
    return terms
  }
}
