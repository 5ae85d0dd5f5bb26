import Crypto
import Kernel
import Packs
import PluginHost
import Storage
import Texts

/// One version of a plugin in the place of another one.
struct PackChange: Sendable {
  /// How it gets there.
  enum Move: Sendable {
    /// Its files are written.
    case writing
    /// It lies there, kept for a rollback; in a desk that was restored from a backup it does not.
    case putting(String?)
    /// It is taken away.
    case taking
  }

  let name: String
  let action: DeskAction
  let move: Move
  /// What is to lie in the desk's folder; `nil` for nothing.
  let source: PluginSource?
  let version: InstalledVersion?
  /// What lies there.
  let present: PluginSource?
  /// Whether somebody stands for it, by what the desk trusts when it is written down.
  var isTrusted: @Sendable (Administration) throws -> Bool = { _ in true }
  /// Whether it is an earlier version, by which names are again what they were.
  var isGoingBack = false
  /// What it declared, where it is taken away.
  var left: DeclaredFields?
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
      previous: source == present ? known?.previous : old ?? known?.previous,
      left: left ?? (source == nil ? known?.left : nil))
  }

  /// Whether all of it is so already.
  var isSame: Bool { source == present && known?.present == version }

  /// What the desk's history says of it.
  var edits: [Edit] {
    let from: Value = known?.present?.pack.map(Value.text) ?? .none
    let to: Value = version?.pack.map(Value.text) ?? .none
    let files = DeskEntry.packEdit(
      of: name, from: present?.digest.hex, to: source?.digest.hex)
    return (from == to ? [] : [Edit(field: "pack.\(name)", from: from, to: to)]) + [files]
  }

  /// Makes it on the disk; `nil` where it lies there already, since a program was killed before it
  /// said so.
  func perform(in store: borrowing PackFolder) throws -> PackFolder.Step? {
    switch move {
    case .putting(let kept?): return try store.put(kept, as: name)
    case .taking: return try store.take(name)
    case .putting(nil), .writing:
      guard let source, present != source else { return nil }
      return try store.put(store.stage(source), as: name)
    }
  }

  func write(by administration: Administration) throws {
    guard try isTrusted(administration) else {
      throw Refusal(.refused, Text.packUntrusted(name: name))
    }
    // A backup holds the database alone: what a rollback brings back is there, too.
    for source in [source, present].compactMap(\.self) {
      try administration.transaction.write(
        source.files.map { PluginFile(path: $0.key, content: $0.value) },
        digest: source.digest.hex)
    }
    var ledger = try PackLedger(readingFrom: administration.transaction)
    ledger.plugins[name] = entry
    try ledger.write(to: administration.transaction)
  }

  /// Whether one is a later version, as where a rollback is rolled back.
  static func isNewer(_ source: PluginSource, than present: PluginSource?) -> Bool {
    guard let present, let old = try? Manifest(of: present), let new = try? Manifest(of: source)
    else { return false }
    return old.version < new.version
  }

  func outcome(
    isEnabled: Bool, followed: [FollowedName] = [], isSame: Bool = false,
  ) -> InstallOutcome {
    InstallOutcome(
      name: name, version: version?.version, previous: entry.previous?.version,
      isEnabled: isEnabled, followed: followed, isSame: isSame)
  }
}

extension PackChange {
  /// Puts a pack in the place of what is there; throws a `Refusal` where it is not sound.
  init(
    installing trial: PackTrial, from index: String? = nil, over present: PluginSource?,
    isTrusted: @escaping @Sendable (Administration) throws -> Bool,
  ) throws {
    let (pack, name) = (trial.pack, trial.pack.source.name)
    guard trial.isSound else { throw Refusal(.refused, Text.packUnsound(name: name)) }
    guard name != OwnPlugin.name else { throw Refusal(.refused, Text.packOwnPlugin) }
    self.init(
      name: name, action: .installPlugin, move: .writing, source: pack.source,
      version: InstalledVersion(pack, from: index), present: present, isTrusted: isTrusted,
      isGoingBack: trial.difference?.isOlder ?? false)
  }
}
