import Crypto
import Kernel
import Packs
import PluginHost
import Storage
import Texts

extension Desk {
  /// Makes one change.
  func perform(
    _ change: PackChange, in store: borrowing PackFolder, as actor: Actor, isDryRun: Bool,
    agreeingTo consent: Consent,
  ) throws -> InstallOutcome {
    let outcomes = try perform(
      [change], in: store, as: actor, isDryRun: isDryRun, agreeingTo: consent)
    return outcomes.first ?? change.outcome(isEnabled: false)
  }

  /// Tries changes in the database, makes them on the disk, then in the database; on the disk they are
  /// taken back where anything refuses them after all.
  func perform(
    _ changes: [PackChange], in store: borrowing PackFolder, as actor: Actor, isDryRun: Bool,
    agreeingTo consent: Consent,
  ) throws -> [InstallOutcome] {
    let ledger = try read { reader, _ in try PackLedger(readingFrom: reader) }
    var same: [InstallOutcome] = []
    var left: [PackChange] = []
    for var change in changes {
      let known = ledger.plugins[change.name]
      change.known =
        try change.source == change.present ? recovered(known, in: store, change) : known
      if change.isSame {
        same.append(try change.outcome(isEnabled: isEnabled(change.name), isSame: true))
      } else {
        left.append(change)
      }
    }
    guard !left.isEmpty else { return same }
    let tried = try record(left, as: actor, isDryRun: true, agreeingTo: consent)
    guard !isDryRun else { return same + tried }
    var steps: [PackFolder.Step] = []
    let outcomes: [InstallOutcome]
    do {
      for change in left {
        if let step = try change.perform(in: store) { steps.append(step) }
      }
      outcomes = try record(left, as: actor, isDryRun: false, agreeingTo: consent)
    } catch {
      for step in steps.reversed() { try store.takeBack(step) }
      try store.tidy(keeping: ledger.kept)
      throw error
    }
    try store.tidy(keeping: try read { reader, _ in try PackLedger(readingFrom: reader).kept })
    return same + outcomes
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

  /// Writes them down, and has the plugins work by them that are enabled.
  private func record(
    _ changes: [PackChange], as actor: Actor, isDryRun: Bool, agreeingTo consent: Consent,
  ) throws -> [InstallOutcome] {
    guard let action = changes.first?.action else { return [] }
    let sources = try read { reader, rulebook in
      try PluginStore(store: reader, traits: traits(by: rulebook.settings)).enabledSources()
    }
    let joining = Desk.joining(changes, among: sources)
    let enabled = sources.filter { source in
      !source.isScript && changes.contains { $0.name == source.name }
    }
    let edits = changes.flatMap(\.edits)
    let working = changes.filter { change in
      joining.contains(change.name)
        || enabled.contains {
          $0.name == change.name && ($0.distrust != nil || $0 != change.source)
        }
    }
    guard !working.isEmpty else {
      try administer(as: actor, isDryRun: isDryRun) { administration in
        try administration.require(.pluginManage)
        for change in changes { try change.write(by: administration) }
        try administration.chain.append(action, edits: edits)
      }
      return changes.map { change in
        change.outcome(isEnabled: enabled.contains { $0.name == change.name })
      }
    }
    let followed = try changePlugins(
      as: actor, source: .cli, action: action, names: working.map(\.name), agreeingTo: consent,
      goingBack: changes.allSatisfy(\.isGoingBack), telling: edits, isDryRun: isDryRun,
      recording: { for change in changes { try change.write(by: $0) } }
    ) { sources in
      sources.filter { source in !working.contains { $0.name == source.name } }
        + working.compactMap(\.source)
    }
    return changes.enumerated().map { place, change in
      let isEnabled =
        joining.contains(change.name) || enabled.contains { $0.name == change.name }
      // What followed new names is told once.
      return change.outcome(
        isEnabled: change.source != nil && isEnabled, followed: place == 0 ? followed : [])
    }
  }

  /// Those that are not enabled yet, and that enabled ones require by what is changed.
  private static func joining(
    _ changes: [PackChange], among enabled: [PluginSource],
  ) -> Set<String> {
    var working = Set(enabled.filter { !$0.isScript }.map(\.name))
    var joining: Set<String> = []
    // Those that are required come before whoever requires them.
    for change in changes.reversed() where working.contains(change.name) {
      let required = change.source.flatMap { try? Manifest(of: $0) }?.requires.keys.sorted() ?? []
      for name in required where !working.contains(name) {
        guard changes.contains(where: { $0.name == name && $0.source != nil }) else { continue }
        working.insert(name)
        joining.insert(name)
      }
    }
    return joining
  }
}
