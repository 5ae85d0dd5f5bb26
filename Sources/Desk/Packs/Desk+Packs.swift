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
    let store = try PackFolder(of: folder, isDryRun: isDryRun)
    let pack = trial.pack
    let change = try PackChange(
      installing: trial, over: store.present(pack.source.name),
      isTrusted: { administration in
        let signers = try TrustedKeys(readingFrom: administration.transaction).signers(of: pack)
        return isUnsignedAgreed || signers.contains { $0.trusted != nil }
      })
    return try perform(change, in: store, as: actor, isDryRun: isDryRun, agreeingTo: consent)
  }

  /// Installs all that a plan has, in one transaction, or nothing of it.
  ///
  /// The index vouches for each pack. Throws as installing one does.
  package func install(
    _ trial: PlanTrial, as actor: Actor, isDryRun: Bool = false,
    agreeingTo consent: Consent = .none,
  ) throws -> [InstallOutcome] {
    guard trial.broken.isEmpty else { throw Refusal(.refused, trial.brokenText) }
    let store = try PackFolder(of: folder, isDryRun: isDryRun)
    let changes = try trial.items.map { item in
      try PackChange(
        installing: item.trial, from: item.index,
        over: store.present(item.trial.pack.source.name), isTrusted: { _ in true })
    }
    return try perform(changes, in: store, as: actor, isDryRun: isDryRun, agreeingTo: consent)
  }

  /// Puts the version back that the last installation, rollback or removal took away.
  package func rollBackPlugin(
    _ name: String, as actor: Actor, isDryRun: Bool = false,
    agreeingTo consent: Consent = .none,
  ) throws -> InstallOutcome {
    let outcomes = try rollBackPlugins(
      [name], as: actor, isDryRun: isDryRun, agreeingTo: consent)
    guard let outcome = outcomes.first else { throw DeskError.noPlugin(name: name, nearest: nil) }
    return outcome
  }

  /// The same of several, in one transaction: what was upgraded together may go back only together.
  package func rollBackPlugins(
    _ names: [String], as actor: Actor, isDryRun: Bool = false,
    agreeingTo consent: Consent = .none,
  ) throws -> [InstallOutcome] {
    let store = try PackFolder(of: folder, isDryRun: isDryRun)
    let ledger = try read { reader, _ in try PackLedger(readingFrom: reader) }
    var changes: [PackChange] = []
    for name in names.uniqued {
      guard let version = ledger.plugins[name]?.previous,
        let (source, kept) = try previous(name, version, in: store)
      else {
        let names = ledger.plugins.filter { $0.value.previous != nil }.keys.sorted()
        throw Refusal(
          .notFound,
          Text.packNoPrevious(name: name, hint: Text.nearest(nearestName(to: name, among: names))))
      }
      let present = try store.present(name)
      changes.append(
        PackChange(
          name: name, action: .rollBackPlugin, move: .putting(kept), source: source,
          version: version, present: present,
          isGoingBack: !PackChange.isNewer(source, than: present)))
    }
    return try perform(changes, in: store, as: actor, isDryRun: isDryRun, agreeingTo: consent)
  }

  /// The files of a plugin's version before, and where they lie; `nil` where they are not to be had.
  ///
  /// A desk that was restored from a backup has them in its database only.
  private func previous(
    _ name: String, _ version: InstalledVersion, in store: borrowing PackFolder,
  ) throws -> (source: PluginSource, place: String?)? {
    if let place = try store.kept(name, files: version.files),
      let source = try PluginFolder.plugin(at: place)
    {
      return (source, place)
    }
    let files = try read { reader, _ in try reader.pluginFiles(digest: version.files) }
    let source = PluginSource(
      name: name,
      files: Dictionary(files.map { ($0.path, $0.content) }) { first, _ in first })
    return source.digest.hex == version.files ? (source, nil) : nil
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
      name: name, action: .removePlugin, move: .taking, source: nil, version: nil,
      present: present, left: try declaredFields(of: present))
    return try perform(change, in: store, as: actor, isDryRun: isDryRun, agreeingTo: consent)
  }
}
