import Synchronization
import Texts

/// All rules that hold on the desk at one epoch, ready to be looked up.
///
/// Made once from the registry and the desk's own roles and queues; costs a few hundred
/// microseconds, so it is kept until one of them changes. Of people it knows only those whom
/// conditions name. It is an object, since everything that looks at it holds it.
package final class Rulebook: Sendable {
  package let registry: Registry
  /// Digest of the registry.
  package let epoch: String
  package let fields: [String: FieldSpec]
  private let definitions: [String: FieldDefinition]
  /// The fields of people by their names.
  package let personFields: [String: FieldSpec]
  /// The same as lists show them, by their own names and one step away: `requester.organization`.
  private let personDefinitions: [String: FieldDefinition]
  package let types: [String: TypeSpec]
  package let lifecycles: [String: LifecycleSpec]
  package let closeReasons: [String: CloseReasonSpec]
  package let actions: [String: ActionSpec]
  package let plugins: [String: PluginSpec]
  package let roles: [String: CompiledRole]
  /// What each plugin's manifest asks for.
  package let pluginGrants: [String: [CompiledGrant]]
  package let queues: Set<String>
  package let settings: DeskSettings
  /// Who is not there to work.
  package let absences: [Person.ID: Absence]
  /// Whether a field has a permission of its own to be seen with.
  let hasSecretFields: Bool
  /// The permissions that secret fields are seen with.
  let secretPermissions: Set<String>
  /// The fields that changes add to.
  package let sums: Set<String>
  /// The fields in which a ticket names the one that its conversation stands on too.
  let joiningFields: [String]
  /// The plugins that failed too often, and until when they do nothing.
  package let suspensions: [String: Suspension]
  package let beforeHooks: [CompiledHook]
  package let validateHooks: [CompiledHook]
  package let afterHooks: [CompiledHook]
  /// The names that a query knows of types, queues, stages and close reasons, by field.
  let knownNames: [String: [String]]
  /// Conditions by their text, checked and ready.
  package let conditions: [String: Query]
  private let peopleConditions: [String: PersonQuery]
  /// Who asked to be told of what.
  package let subscriptions: SubscriptionBook
  /// Names that conditions speak of and nobody has: whoever is added with one changes the rules.
  package let unknownPeople: Set<String>
  /// Why nothing may be decided by these rules: they are not those that the desk's history names.
  package let distrust: Text?

  /// The conditions that mean nothing here, but for those of subscriptions, which know it themselves.
  package let idleConditions: [IdleCondition]

  private let labels = Mutex<[String: Labels]>([:])
  private let allLabels = Mutex<[Labels]?>(nil)

  /// Compiles all rules; a condition that does not parse is idle.
  ///
  /// Plugins that are left out keep what they declared, and run no hook.
  package init(
    registry: Registry, epoch: String, roles own: [RoleSpec], queues: [String],
    settings: DeskSettings, people: QueryPeople,
    suspensions: [String: Suspension] = [:], leavingOut absent: Set<String> = [],
    distrust: Text? = nil, absences: [Absence] = [],
  ) {
    self.registry = registry
    self.absences = Dictionary(absences.map { ($0.person, $0) }) { first, _ in first }
    self.epoch = epoch
    self.settings = settings
    self.distrust = distrust
    fields = Dictionary(registry.fields.map { ($0.name, $0) }) { first, _ in first }
    personFields = Dictionary((registry.personFields ?? []).map { ($0.name, $0) }) { first, _ in
      first
    }
    personDefinitions = Dictionary(
      (registry.personFields ?? []).flatMap { spec -> [(String, FieldDefinition)] in
        [(spec.name, FieldDefinition(spec))]
          + PersonStep.Whose.asked.map { whose in
            var step = spec
            step.name = PersonStep(whose, spec.name).name
            return (step.name, FieldDefinition(step))
          }
      }
    ) { first, _ in first }
    let declared = registry.fields + registry.actions.flatMap { $0.params + $0.data }
    secretPermissions = Set(declared.compactMap(\.viewPermission))
    hasSecretFields = !secretPermissions.isEmpty
    sums = Set(registry.fields.filter { $0.sum == true }.map(\.name))
    joiningFields = registry.fields.filter { $0.joins == true }.map(\.name)
    definitions = fields.mapValues(FieldDefinition.init)
    types = Dictionary(registry.types.map { ($0.name, $0) }) { first, _ in first }
    lifecycles = Dictionary(registry.lifecycles.map { ($0.name, $0) }) { first, _ in first }
    closeReasons = Dictionary(registry.closeReasons.map { ($0.name, $0) }) { first, _ in first }
    actions = Dictionary(registry.actions.map { ($0.name, $0) }) { first, _ in first }
    plugins = Dictionary(registry.plugins.map { ($0.name, $0) }) { first, _ in first }
    self.queues = Set(registry.queues + queues)
    let unknown = NameList()
    let conditionSchema = QuerySchema(
      custom: registry.fields, people: registry.personFields ?? [])
    var compiler = ConditionCompiler(
      schema: conditionSchema, people: people.noting { unknown.names.insert($0) },
      zone: settings.zone)
    self.roles = compiler.roles(registry.roles + own)
    var pluginGrants: [String: [CompiledGrant]] = [:]
    for plugin in registry.plugins {
      pluginGrants[plugin.name] = compiler.grants(
        plugin.permissions + Rulebook.ownSights(of: plugin.name, among: declared),
        of: plugin.name, from: plugin.name
      ) { Text.conditionOfPlugin(plugin: plugin.name, permission: $0.permission) }
    }
    self.pluginGrants = pluginGrants
    self.suspensions = suspensions
    let present = registry.hooks.filter { !absent.contains($0.plugin) }
    let broken = Set(registry.plugins.filter { $0.trouble != nil }.map(\.name))
    let hooks = compiler.hooks(present, broken: broken, suspensions: suspensions)
    beforeHooks = hooks.filter { $0.spec.kind == .before }
    validateHooks = hooks.filter { $0.spec.kind == .validate }
    afterHooks = hooks.filter { $0.spec.kind == .after }
    conditions = compiler.conditions(of: registry)
    peopleConditions = compiler.peopleConditions(of: registry)
    idleConditions = compiler.idle
    self.subscriptions = SubscriptionBook(
      shipped: registry.subscriptions ?? [], schema: conditionSchema, zone: settings.zone)
    unknownPeople = unknown.names
    knownNames = [
      "type": types.keys.sorted(),
      "queue": self.queues.sorted(),
      "stage": Set(lifecycles.values.flatMap { $0.stages.map(\.name) }).sorted(),
      "close_reason": closeReasons.keys.sorted(),
    ]
  }

  /// What a plugin sees its own fields and values with, which no manifest need ask for: permissions that
  /// go by its name.
  private static func ownSights(of plugin: String, among declared: [FieldSpec]) -> [Grant] {
    declared.filter { $0.plugin == plugin }.compactMap(\.viewPermission).uniqued
      .filter { $0.hasPrefix("\(plugin).") }.map { Grant($0) }
  }

  /// The field of that name, kernel's or custom.
  package func field(_ name: String) -> FieldDefinition? {
    FieldDefinition.kernel[name] ?? definitions[name]
  }

  /// The same, or a field of people that is only shown with a ticket: `requester.organization`.
  package func shownField(_ name: String) -> FieldDefinition? {
    field(name) ?? personDefinitions[DeskEntry.personField(in: name) ?? name]
  }

  /// The life cycle that a type of ticket follows.
  package func lifecycle(ofType type: String) -> LifecycleSpec? {
    types[type].flatMap { lifecycles[$0.lifecycle] }
  }

  /// All permissions that there are: the kernel's, and those that plugins brought.
  package var permissions: [String] { registry.permissions }

  /// Whether tickets like this one have the field; one that is not shown keeps its value.
  package func isShown(
    _ field: FieldSpec, on ticket: Ticket, in context: EvaluationContext,
  ) -> Bool {
    guard field.types.isEmpty || field.types.contains(ticket.type) else { return false }
    guard let condition = field.showIf else { return true }
    return holds(condition, on: ticket, in: context)
  }

  /// Why a plugin does nothing at that moment; `nil` where it works.
  package func idleness(of plugin: String, at moment: Instant) -> Text? {
    if let trouble = plugins[plugin]?.trouble {
      return Text.pluginBroken(plugin: plugin, trouble: trouble)
    }
    if let hook = (beforeHooks + validateHooks).first(where: { $0.isIdle(of: plugin) }) {
      return Text.pluginIdleHook(plugin: plugin, hook: hook.spec.name, condition: hook.spec.when)
    }
    guard let suspension = suspensions[plugin], suspension.holds(at: moment) else { return nil }
    switch suspension {
    case .until(let end): return Text.pluginSuspended(plugin: plugin, end: end)
    case .forGood: return Text.pluginSuspendedForGood(plugin: plugin)
    case .quarantine: return Text.pluginInQuarantine(plugin: plugin)
    }
  }

  /// The plugins whose code is not even loaded, since it hung.
  package var quarantine: Set<String> {
    Set(suspensions.filter { $0.value == .quarantine }.keys)
  }

  /// Whether the person has a role on the staff's side.
  package func isStaff(_ person: Person) -> Bool {
    person.roles.contains { roles[$0]?.side == .staff }
  }

  /// Whether a condition holds on the ticket; a condition that was never compiled does not.
  package func holds(_ condition: String, on ticket: Ticket, in context: EvaluationContext) -> Bool
  {
    conditions[condition]?.matches(ticket, in: context) ?? false
  }

  /// The names of a plugin's after hooks whose conditions hold on a ticket.
  ///
  /// A condition that means nothing holds for no ticket.
  package func hooks(
    of plugin: String, on ticket: Ticket, at now: Instant, reading store: any PeopleReading,
  ) -> Set<String> {
    let context = context(at: now, reading: store)
    let hooks = afterHooks.filter { hook in
      guard hook.spec.plugin == plugin else { return false }
      return hook.condition?.matches(ticket, in: context) ?? (hook.spec.when == nil)
    }
    return Set(hooks.map(\.spec.name))
  }

  /// The fields that a condition names; an edit of the stage is one of the category.
  package func fields(of condition: String) -> Set<String> {
    let names = conditions[condition]?.fields ?? []
    return names.contains(TicketField.category.rawValue)
      ? names.union([TicketField.stage.rawValue]) : names
  }

  /// Whether a person is among those that a field asks for; not where that was never compiled.
  func holds(among condition: String, of person: Person, in context: EvaluationContext) -> Bool {
    peopleConditions[condition]?.matches(person, in: context) ?? false
  }
}

extension Rulebook {
  /// What names are called in a language; read once for each.
  package func labels(in language: String) -> Labels {
    labels.withLock { known in
      if let labels = known[language] { return labels }
      let made = Labels(of: registry, language: language)
      known[language] = made
      return made
    }
  }

  /// The same in each language that has any; read once.
  var labelsInAll: [Labels] {
    allLabels.withLock { known in
      if let labels = known { return labels }
      let made = registry.labelsInAll
      known = made
      return made
    }
  }
}

/// Names, gathered while rules are compiled.
private final class NameList {
  var names: Set<String> = []
}
