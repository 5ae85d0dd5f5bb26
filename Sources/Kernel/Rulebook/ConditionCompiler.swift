import Texts

/// A role with its conditions parsed.
package struct CompiledRole: Sendable {
  package let name: String
  package let side: RoleSpec.Side
  package let grants: [CompiledGrant]
  /// Whether it lets people work on every ticket, and whether it may keep them from some.
  let letsWork, mayKeepFromWork: Bool

  init(name: String, side: RoleSpec.Side, grants: [CompiledGrant]) {
    self.name = name
    self.side = side
    self.grants = grants
    letsWork = CompiledRole.letsWork(grants)
    mayKeepFromWork = CompiledRole.mayKeepFromWork(grants)
  }
}

/// A grant with its condition parsed.
///
/// An object, so that going through grants copies none of their names.
package final class CompiledGrant: Sendable {
  package let grant: Grant
  package let condition: Query?
  /// The role or plugin it belongs to.
  package let owner: String
  /// The plugin that gave it; empty where the desk itself did, or the kernel to its admin.
  package let plugin: String
  /// Why its condition means nothing here: then an allow allows nothing, and a denial denies all.
  package let idle: IdleCondition?
  /// Whether its condition asks for fields of people.
  let asksPeople: Bool

  init(
    grant: Grant, condition: Query?, owner: String, plugin: String, idle: IdleCondition? = nil,
  ) {
    self.grant = grant
    self.condition = idle != nil && !grant.isDenial ? Query(condition: .never) : condition
    self.owner = owner
    self.plugin = plugin
    self.idle = idle
    asksPeople = self.condition?.fields.contains { PersonStep(named: $0) != nil } ?? false
  }
}

/// A condition that no longer parses, as when the plugin is gone whose field it names.
///
/// It stops nothing: what it would allow is not allowed, what it would deny is denied, and `doctor`
/// reports it.
package struct IdleCondition: Equatable, Sendable {
  /// What it belongs to.
  package let owner: Text
  /// Its words.
  package let condition: String
  /// What is wrong with it.
  package let problem: Text

  package init(owner: Text, condition: String, problem: Text) {
    self.owner = owner
    self.condition = condition
    self.problem = problem
  }

  /// Whether it is the same one, whatever is wrong with it.
  package func isSame(as other: IdleCondition) -> Bool {
    owner == other.owner && condition == other.condition
  }

  /// The words and what is wrong with them.
  package var text: Text {
    Text.frameCondition(condition: condition, problem: problem)
  }
}

/// Parses the conditions of a desk, and keeps those that mean nothing.
package struct ConditionCompiler {
  private let schema: QuerySchema
  private let people: QueryPeople
  private let zone: Zone
  /// The conditions so far that do not parse.
  private(set) var idle: [IdleCondition] = []

  /// `zone` is the desk's, whose clock times in conditions are on.
  package init(schema: QuerySchema, people: QueryPeople, zone: Zone) {
    self.schema = schema
    self.people = people
    self.zone = zone
  }

  /// Parses a condition; gives why it means nothing where it does not parse.
  func parse(_ text: String?, of owner: Text) -> (query: Query?, idle: IdleCondition?) {
    guard let text else { return (nil, nil) }
    do throws(QueryError) {
      return (
        try Query(
          parsing: text, schema: schema, context: .condition, people: people, zone: zone), nil
      )
    } catch {
      return (nil, IdleCondition(owner: owner, condition: text, problem: Text(of: error)))
    }
  }

  private mutating func condition(
    _ text: String?, of owner: Text,
  ) -> (query: Query?, idle: IdleCondition?) {
    let parsed = parse(text, of: owner)
    if let one = parsed.idle { idle.append(one) }
    return parsed
  }

  /// Grants of one owner, in their order; `plugin` is whose they are.
  mutating func grants(
    _ grants: [Grant], of owner: String, from plugin: String, named name: (Grant) -> Text,
  ) -> [CompiledGrant] {
    grants.map { grant in
      if grant.saysTooMuch { return withoutMeaning(grant, of: owner, from: plugin, name(grant)) }
      let (query, idle) = condition(grant.when, of: name(grant))
      return CompiledGrant(
        grant: grant, condition: query, owner: owner, plugin: plugin, idle: idle)
    }
  }

  /// A grant of an older desk that says more than it could mean: it allows nothing and denies all.
  private mutating func withoutMeaning(
    _ grant: Grant, of owner: String, from plugin: String, _ name: Text,
  ) -> CompiledGrant {
    let reason = IdleCondition(
      owner: name, condition: grant.when ?? grant.fields.joined(separator: ","),
      problem: Text.roleDeskWide(permission: grant.permission))
    idle.append(reason)
    return CompiledGrant(
      grant: Grant(grant.permission, isDenial: grant.isDenial), condition: nil, owner: owner,
      plugin: plugin, idle: reason)
  }

  /// Roles by name; several of one name add up, and the customers' side holds where any says so.
  mutating func roles(_ specs: [RoleSpec]) -> [String: CompiledRole] {
    var roles: [String: CompiledRole] = [:]
    for spec in [.admin] + specs {
      let earlier = roles[spec.name]
      let isCustomers = specs.contains { $0.name == spec.name && $0.side == .customer }
      let side = isCustomers ? .customer : earlier?.side ?? spec.side
      let allowed = side == .staff ? spec.grants : spec.grants.filter { !$0.isForStaffOnly }
      let grants = grants(allowed, of: spec.name, from: spec.plugin) {
        Text.conditionOfRole(role: spec.name, permission: $0.permission)
      }
      roles[spec.name] = CompiledRole(
        name: spec.name, side: side, grants: (earlier?.grants ?? []) + grants)
    }
    return roles
  }

  /// Hooks in their order; those of plugins that do not load, or are suspended, know it.
  ///
  /// A deciding hook whose condition means nothing is as broken as its plugin would be: nobody can
  /// say which changes it was for. An after hook is then for none.
  mutating func hooks(
    _ specs: [HookSpec], broken: Set<String>, suspensions: [String: Suspension],
  ) -> [CompiledHook] {
    specs.enumerated().map { order, spec in
      let (query, idle) = condition(
        spec.when, of: Text.conditionOfHook(hook: spec.signature))
      let isForNone = idle != nil && spec.kind == .after
      return CompiledHook(
        spec: spec, condition: isForNone ? Query(condition: .never) : query, order: order,
        isBroken: broken.contains(spec.plugin) || idle != nil,
        suspension: suspensions[spec.plugin])
    }
  }

  /// The questions about people that fields ask, by their text.
  mutating func peopleConditions(of registry: Registry) -> [String: PersonQuery] {
    var conditions: [String: PersonQuery] = [:]
    let own = registry.personFields ?? []
    for field in registry.fields + own where field.kind == .person {
      guard let text = field.among else { continue }
      do throws(QueryError) {
        conditions[text] = try PersonQuery(
          parsing: text, fields: own, people: people, zone: zone)
      } catch {
        idle.append(
          IdleCondition(owner: owner(of: field), condition: text, problem: Text(of: error)))
      }
    }
    return conditions
  }

  /// All other conditions: of fields, transitions and actions, by their text.
  mutating func conditions(of registry: Registry) -> [String: Query] {
    var texts: [(String?, Text)] = []
    for field in registry.fields {
      let among = field.kind == .ticket ? field.among : nil
      texts += [field.showIf, field.requiredIf, among].map { ($0, owner(of: field)) }
    }
    for lifecycle in registry.lifecycles {
      texts += lifecycle.transitions.values.joined().map { move -> (String?, Text) in
        let plugin = move.plugin ?? lifecycle.plugin
        return (
          move.when, Text.conditionOfLifecycle(lifecycle: lifecycle.name, plugin: plugin)
        )
      }
    }
    for action in registry.actions {
      texts.append((action.when, Text.conditionOfAction(action: action.name)))
    }
    for backfill in registry.backfills ?? [] {
      texts.append((backfill.query, Text.conditionOfBackfill(backfill: backfill.hook.signature)))
    }
    var conditions: [String: Query] = [:]
    for case (let text?, let owner) in texts where conditions[text] == nil {
      conditions[text] = condition(text, of: owner).query
    }
    return conditions
  }

  private func owner(of field: FieldSpec) -> Text {
    Text.conditionOfField(field: field.name, plugin: field.plugin)
  }
}
