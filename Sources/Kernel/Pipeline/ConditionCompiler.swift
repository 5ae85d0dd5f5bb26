import Texts

/// A role with its conditions parsed.
package struct CompiledRole: Sendable {
  package let name: String
  package let side: RoleSpec.Side
  package let grants: [CompiledGrant]
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

  init(grant: Grant, condition: Query?, owner: String, plugin: String) {
    self.grant = grant
    self.condition = condition
    self.owner = owner
    self.plugin = plugin
  }
}

/// Parses the conditions of a registry, and says whose condition is wrong.
package struct ConditionCompiler {
  private let schema: QuerySchema
  private let people: QueryPeople

  package init(fields: [FieldSpec], people: QueryPeople) {
    schema = QuerySchema(custom: fields)
    self.people = people
  }

  package func condition(_ text: String?, of owner: Text) throws(RulebookError) -> Query? {
    guard let text else { return nil }
    do {
      return try Query(parsing: text, schema: schema, context: .condition, people: people)
    } catch {
      throw RulebookError(
        owner: owner, message: Text("frame.condition", ["condition": text, "problem": error]))
    }
  }

  /// Grants of one owner, in their order; `plugin` is whose they are.
  package func grants(
    _ grants: [Grant], of owner: String, from plugin: String,
  ) throws(RulebookError) -> [CompiledGrant] {
    var compiled: [CompiledGrant] = []
    for grant in grants {
      let condition = try condition(grant.when, of: Text(words: owner))
      compiled.append(
        CompiledGrant(grant: grant, condition: condition, owner: owner, plugin: plugin))
    }
    return compiled
  }

  /// Roles by name; several of one name add up, and the customers' side holds where any says so.
  func roles(_ specs: [RoleSpec]) throws(RulebookError) -> [String: CompiledRole] {
    var roles: [String: CompiledRole] = [:]
    for spec in [.admin] + specs {
      let earlier = roles[spec.name]
      let isCustomers = specs.contains { $0.name == spec.name && $0.side == .customer }
      let side = isCustomers ? .customer : earlier?.side ?? spec.side
      let allowed = side == .staff ? spec.grants : spec.grants.filter { !$0.isForStaffOnly }
      roles[spec.name] = CompiledRole(
        name: spec.name, side: side,
        grants: (earlier?.grants ?? []) + (try grants(allowed, of: spec.name, from: spec.plugin)))
    }
    return roles
  }

  /// Hooks in their order; those of plugins that do not load, or are suspended, know it.
  func hooks(
    _ specs: [HookSpec], broken: Set<String>, suspensions: [String: Suspension],
  ) throws(RulebookError) -> [CompiledHook] {
    var hooks: [CompiledHook] = []
    for (order, spec) in specs.enumerated() {
      let condition = try condition(spec.when, of: Text(words: spec.signature))
      hooks.append(
        CompiledHook(
          spec: spec, condition: condition, order: order,
          isBroken: broken.contains(spec.plugin), suspension: suspensions[spec.plugin]))
    }
    return hooks
  }

  /// The questions about people that fields ask, by their text.
  func peopleConditions(
    of registry: Registry,
  ) throws(RulebookError) -> [String: PersonQuery] {
    var conditions: [String: PersonQuery] = [:]
    for field in registry.fields where field.kind == .person {
      guard let text = field.among else { continue }
      do {
        conditions[text] = try PersonQuery(parsing: text)
      } catch {
        throw RulebookError(
          owner: Text("condition.of_field", ["field": field.name, "plugin": field.plugin]),
          message: Text("frame.condition", ["condition": text, "problem": error]))
      }
    }
    return conditions
  }

  /// All other conditions: of fields, transitions and actions, by their text.
  func conditions(of registry: Registry) throws(RulebookError) -> [String: Query] {
    var texts: [(String, Text)] = []
    for field in registry.fields {
      let among = field.kind == .ticket ? field.among : nil
      for text in [field.showIf, field.requiredIf, among] {
        if let text {
          texts.append(
            (text, Text("condition.of_field", ["field": field.name, "plugin": field.plugin])))
        }
      }
    }
    for lifecycle in registry.lifecycles {
      for transition in lifecycle.transitions.values.joined() {
        if let text = transition.when {
          texts.append(
            (
              text,
              Text(
                "condition.of_lifecycle", ["lifecycle": lifecycle.name, "plugin": lifecycle.plugin])
            ))
        }
      }
    }
    for action in registry.actions {
      if let text = action.when {
        texts.append((text, Text("condition.of_action", ["action": action.name])))
      }
    }
    var conditions: [String: Query] = [:]
    for (text, owner) in texts { conditions[text] = try condition(text, of: owner) }
    return conditions
  }
}
