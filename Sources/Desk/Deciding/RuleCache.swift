import Kernel
import PluginHost
import Storage
import Synchronization

/// The rules that were read last: one cache for the readers, the writer and the workers of a desk.
///
/// A transaction that has changed the rules sees rules that are not committed and may be rolled back,
/// after which another change gets the same number. Its stamp therefore tells one change from the
/// next, and what is read under such a stamp is given to the caller only. The caller passes it back as
/// `own` until the transaction ends, and drops it then. The cache keeps committed rules only.
final class RuleCache: Sendable {
  /// Plugins that run nothing here, whatever the desk says.
  let absent: Set<String>
  private let file: FileSettings
  private let last: Mutex<DeskRules?>

  /// `file` is what `docket.lua` says of settings; `known` are rules that were read of the same desk.
  init(file: FileSettings, without absent: Set<String>, knowing known: DeskRules? = nil) {
    self.file = file
    self.absent = absent
    last = Mutex(known)
  }

  /// The rules that a reader or a transaction sees at the moment; `own` are the caller's last ones.
  func rules(of store: some RuleReading, own: DeskRules? = nil) throws -> DeskRules {
    let stamp = try RuleStamp(readingFrom: store)
    if let own, own.stamp == stamp { return own }
    let last = last.withLock(\.self)
    if let last, last.stamp == stamp { return last }
    let known = own?.stamp.epoch == stamp.epoch ? own : last
    let rules = DeskRules(
      stamp: stamp,
      rulebook: try rulebook(
        of: store, registry: known.flatMap { StoredRegistry(of: $0.rulebook, at: stamp.epoch) }))
    if stamp.isCommitted { self.last.withLock { $0 = rules } }
    return rules
  }

  /// Compiles the rules by a registry that was read already, or else by the stored one.
  func rulebook(of store: some RuleReading, registry: StoredRegistry?) throws -> Rulebook {
    try RulebookSource(readingFrom: store, registry: registry, file: file)
      .rulebook(without: absent)
  }
}

/// The rules of one moment, the queries that were read with them, and the plugins.
final class DeskRules: Sendable {
  let stamp: RuleStamp
  let rulebook: Rulebook
  let queries = QueryCache()
  private let plugins = Mutex<Plugins?>(nil)

  /// What was loaded, and which plugins' code was not.
  private struct Plugins {
    let set: LoadedSet
    let kept: Set<String>
  }

  init(stamp: RuleStamp, rulebook: Rulebook) {
    self.stamp = stamp
    self.rulebook = rulebook
  }

  /// The plugins that see these traits, loaded by whichever lane came first; the code of those in
  /// `kept` does not run.
  ///
  /// The lanes share what was loaded, which is data. Sandboxes are made of it, by each lane its own.
  func plugins(
    seeing traits: DeskTraits, keeping kept: Set<String>, _ load: () throws -> LoadedSet,
  ) rethrows -> LoadedSet {
    let known = plugins.withLock(\.self)
    if let known, known.kept == kept, known.set.desk == traits { return known.set }
    let set = try load()
    // What does not load, or is distrusted, may have been mended when the next lane looks.
    if set.problems.isEmpty { plugins.withLock { $0 = Plugins(set: set, kept: kept) } }
    return set
  }
}

/// What tells that rules are stale: the registry's digest, and how often roles and people changed.
struct RuleStamp: Equatable, Sendable {
  let epoch: String
  private let revision: String
  /// Which change of the transaction that was read from has led to these rules; 0 if none has.
  private let change: Int

  init(readingFrom store: some RuleReading) throws {
    epoch = try store.presentEpoch()
    revision = try store.setting(RulebookSource.revision) ?? ""
    change = store.ruleChange
  }

  /// Whether everybody sees these rules, and nobody can roll them back.
  var isCommitted: Bool { change == 0 }
}
