import Crypto
import Kernel
import Packs
import PluginHost
import Storage
import Texts

/// What came of installing a plugin, taking it back or removing it.
package struct InstallOutcome: Sendable {
  package let name: String
  /// The version that lies in the desk's folder now; `nil` where none does.
  package let version: String?
  /// The one that lay there before, which a rollback brings back.
  package let previous: String?
  /// Whether the plugin is enabled, and so works by this version now.
  package let isEnabled: Bool
  /// What followed new names.
  package let followed: [FollowedName]
  /// Whether it lay there already, so that nothing was done.
  package var isSame = false
}

/// Plugins come into the desk's folder as packs, and leave it.
///
/// What an enabled plugin decides by is in the database, and changes as reloading does; the folder
/// changes at once, from one whole version to the other. Where the program is killed between the two,
/// both are whole, the folder's is newer, and the same command brings them together.
extension Desk {
  /// Installs a pack that was tried, in place of what the desk's folder has of that name.
  ///
  /// Throws a `Refusal` where the trial found errors, where nobody whom the desk trusts has signed the
  /// pack and `isUnsignedAgreed` does not hold, and as reloading does where the plugin is enabled.
  package func install(
    _ trial: PackTrial, as actor: Actor, isUnsignedAgreed: Bool = false, isDryRun: Bool = false,
    agreeingTo consent: Consent = .none,
  ) throws -> InstallOutcome {
    let (pack, name) = (trial.pack, trial.pack.source.name)
    guard trial.isSound else { throw Refusal(.refused, Text.packUnsound(name: name)) }
    guard name != OwnPlugin.name else { throw Refusal(.refused, Text.packOwnPlugin) }
    let store = try PackFolder(of: folder, isDryRun: isDryRun)
    let present = try store.present(name)
    let change = PackChange(
      name: name, action: .installPlugin, source: pack.source,
      version: InstalledVersion(pack), present: present,
      isTrusted: { administration in
        let signers = try TrustedKeys(readingFrom: administration.transaction).signers(of: pack)
        return isUnsignedAgreed || signers.contains { $0.trusted != nil }
      }, isGoingBack: trial.difference?.isOlder ?? false)
    return try perform(change, in: store, as: actor, isDryRun: isDryRun, agreeingTo: consent) {
      // It may lie there already, where a program was killed before it said so.
      guard present != pack.source else { return nil }
      return try store.put(store.stage(pack.source), as: name)
    }
  }

  /// Puts the version back that the last installation, rollback or removal took away.
  package func rollBackPlugin(
    _ name: String, as actor: Actor, isDryRun: Bool = false,
    agreeingTo consent: Consent = .none,
  ) throws -> InstallOutcome {
    let store = try PackFolder(of: folder, isDryRun: isDryRun)
    let ledger = try read { reader, _ in try PackLedger(readingFrom: reader) }
    guard let version = ledger.plugins[name]?.previous,
      let kept = try store.kept(name, files: version.files),
      let source = try PluginFolder.plugin(at: kept)
    else {
      let names = ledger.plugins.filter { $0.value.previous != nil }.keys.sorted()
      throw Refusal(
        .notFound,
        Text.packNoPrevious(name: name, hint: Text.nearest(nearestName(to: name, among: names))))
    }
    let change = PackChange(
      name: name, action: .rollBackPlugin, source: source, version: version,
      present: try store.present(name), isGoingBack: true)
    return try perform(change, in: store, as: actor, isDryRun: isDryRun, agreeingTo: consent) {
      try store.put(kept, as: name)
    }
  }

  /// Takes a plugin out of the desk's folder, and disables it; what it wrote stays, and the plugin is
  /// kept for a rollback.
  package func removePlugin(
    _ name: String, as actor: Actor, isDryRun: Bool = false,
    agreeingTo consent: Consent = .none,
  ) throws -> InstallOutcome {
    let store = try PackFolder(of: folder, isDryRun: isDryRun)
    guard name != OwnPlugin.name else { throw Refusal(.refused, Text.packOwnPlugin) }
    guard Names.isPluginName(name), let present = try store.present(name) else {
      let isThere = try availablePlugins().contains { $0.name == name }
      let names = try PluginFolder.plugins(in: folder.plugins).map(\.name)
      guard !isThere else { throw Refusal(.refused, Text.packNotOfDesk(name: name)) }
      throw DeskError.noPlugin(name: name, nearest: nearestName(to: name, among: names))
    }
    let change = PackChange(
      name: name, action: .removePlugin, source: nil, version: nil, present: present)
    return try perform(change, in: store, as: actor, isDryRun: isDryRun, agreeingTo: consent) {
      try store.take(name)
    }
  }

  /// Tries a change in the database, makes it on the disk, then in the database; on the disk it is
  /// taken back where the database refuses it after all.
  private func perform(
    _ change: PackChange, in store: borrowing PackFolder, as actor: Actor, isDryRun: Bool,
    agreeingTo consent: Consent, _ move: () throws -> PackFolder.Step?,
  ) throws -> InstallOutcome {
    var change = change
    let ledger = try read { reader, _ in try PackLedger(readingFrom: reader) }
    let known = ledger.plugins[change.name]
    change.known = try change.source == change.present ? recovered(known, in: store, change) : known
    if change.isSame { return try change.outcome(isEnabled: isEnabled(change.name), isSame: true) }
    let tried = try record(change, as: actor, isDryRun: true, agreeingTo: consent)
    guard !isDryRun else { return tried }
    let step = try move()
    let outcome: InstallOutcome
    do {
      outcome = try record(change, as: actor, isDryRun: false, agreeingTo: consent)
    } catch {
      if let step { try store.takeBack(step) }
      try store.tidy(keeping: ledger.kept)
      throw error
    }
    try store.tidy(keeping: try read { reader, _ in try PackLedger(readingFrom: reader).kept })
    return outcome
  }

  /// What is written down of a plugin that lies in its place already: where a program was killed
  /// before it said so, what it took away is the version before.
  private func recovered(
    _ known: InstalledPlugin?, in store: borrowing PackFolder, _ change: PackChange,
  ) throws -> InstalledPlugin? {
    guard let known, let old = known.present, old.files != change.source?.digest.hex,
      try store.kept(change.name, files: old.files) != nil
    else { return known }
    return InstalledPlugin(present: nil, previous: old)
  }

  private func isEnabled(_ name: String) throws -> Bool {
    try read { reader, _ in try reader.plugins().contains { $0.name == name && $0.isEnabled } }
  }

  /// Writes it down, and has the plugin work by it where it is enabled.
  private func record(
    _ change: PackChange, as actor: Actor, isDryRun: Bool, agreeingTo consent: Consent,
  ) throws -> InstallOutcome {
    let name = change.name
    let enabled = try read { reader, rulebook in
      try PluginStore(store: reader, traits: traits(by: rulebook.settings)).enabledSources()
        .first { $0.name == name && !$0.isScript }
    }
    guard let enabled, enabled.distrust != nil || enabled != change.source else {
      try administer(as: actor, isDryRun: isDryRun) { administration in
        try administration.require(.pluginManage)
        try change.write(by: administration)
        try administration.chain.append(change.action, edits: change.edits)
      }
      return change.outcome(isEnabled: enabled != nil)
    }
    let followed = try changePlugins(
      as: actor, source: .cli, action: change.action, names: [name], agreeingTo: consent,
      goingBack: change.isGoingBack, telling: change.edits, isDryRun: isDryRun,
      recording: { try change.write(by: $0) }
    ) { sources in
      sources.filter { $0.name != name } + (change.source.map { [$0] } ?? [])
    }
    return change.outcome(isEnabled: change.source != nil, followed: followed)
  }
}

/// One version of a plugin in the place of another one.
private struct PackChange: Sendable {
  let name: String
  let action: DeskAction
  /// What is to lie in the desk's folder; `nil` for nothing.
  let source: PluginSource?
  let version: InstalledVersion?
  /// What lies there.
  let present: PluginSource?
  /// Whether somebody stands for it, by what the desk trusts when it is written down.
  var isTrusted: @Sendable (Administration) throws -> Bool = { _ in true }
  /// Whether it is an earlier version, by which names are again what they were.
  var isGoingBack = false
  /// What is written down of the plugin.
  var known: InstalledPlugin?

  /// What is in its place, as far as that was written down.
  private var old: InstalledVersion? {
    present.map { found in
      let digest = found.digest.hex
      return known?.present.flatMap { $0.files == digest ? $0 : nil }
        ?? InstalledVersion(found: found)
    }
  }

  private var entry: InstalledPlugin {
    // What lies there already took nothing away.
    InstalledPlugin(
      present: version,
      previous: source == present ? known?.previous : old ?? known?.previous)
  }

  /// Whether all of it is so already.
  var isSame: Bool { source == present && known?.present == version }

  /// What the desk's history says of it.
  var edits: [Edit] {
    let from: Value = known?.present?.pack.map(Value.text) ?? .none
    let to: Value = version?.pack.map(Value.text) ?? .none
    return from == to ? [] : [Edit(field: "pack.\(name)", from: from, to: to)]
  }

  func write(by administration: Administration) throws {
    guard try isTrusted(administration) else {
      throw Refusal(.refused, Text.packUntrusted(name: name))
    }
    var ledger = try PackLedger(readingFrom: administration.transaction)
    ledger.plugins[name] = entry
    try ledger.write(to: administration.transaction)
  }

  func outcome(
    isEnabled: Bool, followed: [FollowedName] = [], isSame: Bool = false,
  ) -> InstallOutcome {
    InstallOutcome(
      name: name, version: version?.version, previous: entry.previous?.version,
      isEnabled: isEnabled, followed: followed, isSame: isSame)
  }
}
