import Kernel
import PluginHost
import Storage
import Texts

/// What the rules can be read from: a writing transaction or a reader.
protocol RuleReading: PeopleReading {
  /// Which change of the rules, that is not committed, is seen; 0 if none is.
  var ruleChange: Int { get }
  func presentEpoch() throws -> String
  func namedEpoch() throws -> String?
  func plugins() throws -> [PluginRecord]
  func registry(epoch: String) throws -> String?
  func roles() throws -> [RoleSpec]
  func queues() throws -> [String]
  func setting(_ name: String) throws -> String?
  func pluginHealth() throws -> [PluginHealth]
  func absences() throws -> [Absence]
}

extension WriteTransaction: RuleReading {
  func presentEpoch() -> String { epoch }
}

extension Reader: RuleReading {
  var ruleChange: Int { 0 }
  func presentEpoch() throws -> String { try epoch() }
}

/// What the rules are made of, as it stands in the database.
struct RulebookSource {
  /// The setting that counts changes of roles, queues, subscriptions and settings.
  static let revision = "revision"

  let epoch: String
  let registry: StoredRegistry
  let roles: [RoleSpec]
  let queues: [String]
  let settings: DeskSettings
  /// Where the people are looked up whom conditions name.
  private let people: any PeopleReading
  let health: [PluginHealth]
  let absences: [Absence]

  /// Reads all of it, but not the registry if that was read already.
  ///
  /// `file` is what `docket.lua` says of settings.
  init(
    readingFrom store: some RuleReading, registry: StoredRegistry?, file: FileSettings,
  ) throws {
    epoch = try store.presentEpoch()
    self.registry = try registry ?? StoredRegistry(readingFrom: store)
    roles = try store.roles()
    queues = try store.queues()
    people = store
    health = try store.pluginHealth()
    absences = try store.absences()
    settings = try DeskSettings(readingFrom: store, file)
  }

  /// Compiles the rules; a condition that no longer parses is idle.
  ///
  /// Throws where people cannot be read: what a condition means is not known then.
  func rulebook(without absent: Set<String> = []) throws -> Rulebook {
    var failure: (any Error)?
    let suspensions = health.compactMap { health in
      health.suspension.map { (health.plugin, $0) }
    }
    let rulebook = Rulebook(
      registry: registry.registry, epoch: epoch, roles: roles, queues: queues, settings: settings,
      people: QueryPeople(reading: people) { failure = $0 },
      suspensions: Dictionary(suspensions) { first, _ in first }, leavingOut: absent,
      distrust: registry.distrust, absences: absences)
    if let failure { throw failure }
    return rulebook
  }
}
