import Kernel
import PluginHost
import Storage

/// What the rules can be read from: a writing transaction or a reader.
protocol RuleReading {
  func registry(epoch: String) throws -> String?
  func roles() throws -> [RoleSpec]
  func queues() throws -> [String]
  func setting(_ name: String) throws -> String?
  func people() throws -> [Person]
  func pluginHealth() throws -> [PluginHealth]
  func subscriptions() throws -> [Subscription]
  func mutes() throws -> Set<Mute>
}

extension WriteTransaction: RuleReading {}
extension Reader: RuleReading {}

/// What the rules are made of, as it stands in the database.
struct RulebookSource {
  /// The setting that counts changes of roles, queues, people, subscriptions and settings.
  static let revision = "revision"

  let epoch: String
  let registry: Registry
  let roles: [RoleSpec]
  let queues: [String]
  let settings: DeskSettings
  let people: [Person]
  let health: [PluginHealth]
  let subscriptions: SubscriptionBook.Source

  init(epoch: String, readingFrom store: some RuleReading) throws {
    self.epoch = epoch
    registry = try store.registry(epoch: epoch).map(Registry.init(text:)) ?? Registry()
    roles = try store.roles()
    queues = try store.queues()
    people = try store.people()
    health = try store.pluginHealth()
    subscriptions = SubscriptionBook.Source(
      own: try store.subscriptions(), mutes: try store.mutes(), people: people)
    settings = DeskSettings(
      defaultType: try store.setting("default_type") ?? "question",
      zone: try store.setting("time_zone") ?? "UTC",
      attachmentLimit: try store.setting("attachment_limit").flatMap { ByteCount(parsing: $0) }?
        .bytes ?? Limit.attachmentBytes)
  }

  /// Compiles the rules; a condition that no longer parses is idle.
  func rulebook(without absent: Set<String> = []) -> Rulebook {
    let suspensions = health.compactMap { health in
      health.suspension.map { (health.plugin, $0) }
    }
    return Rulebook(
      registry: registry, epoch: epoch, roles: roles, queues: queues, settings: settings,
      people: QueryPeople(people), subscriptions: subscriptions,
      suspensions: Dictionary(suspensions) { first, _ in first }, leavingOut: absent)
  }
}
