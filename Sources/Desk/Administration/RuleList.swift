import Kernel
import PluginHost
import Texts

/// One of the rules that a plugin keeps in a setting.
package struct PluginRule: Equatable, Sendable {
  package let name: String
  /// All that is said of it, by part, with the plugin's defaults.
  package let parts: JSON

  package var isActive: Bool { parts[RulePart.active]?.boolean ?? true }
  package var order: Int64 { parts[RulePart.order]?.integer ?? 0 }
}

/// A part that a rule can have, and what its values are.
package struct RulePartKind: Equatable, Sendable {
  package let name: String
  package let kind: String
  /// What the elements are of a part that holds several.
  package let element: String?
  package let choices: [String]
  /// What of the desk's is named in it; `nil` where nothing is.
  package let names: Names?

  /// What a part may name.
  package enum Names: Sendable {
    case types
    case stages
    case roles
    case fields
    case reasons
    case rootCauses
    case query

    init?(_ kind: SettingSpec.Kind) {
      switch kind {
      case .type: self = .types
      case .stage: self = .stages
      case .role: self = .roles
      case .field: self = .fields
      case .closeReason: self = .reasons
      case .rootCause: self = .rootCauses
      case .query: self = .query
      case .text, .longText, .integer, .number, .boolean, .time, .date, .duration, .choice, .person,
        .ticket, .queue, .tag, .event, .recipient, .zone, .list, .map, .record, .secret:
        return nil
      }
    }
  }
}

/// The rules of one plugin, in their order: low numbers first, those of one number by name.
package struct RuleList: Equatable, Sendable {
  /// The action that does a rule to a ticket.
  package let action: ActionSpec
  package let setting: String
  package let rules: [PluginRule]
  /// What can be said of a rule, by name.
  package let parts: [RulePartKind]
  /// The numbers that a rule's place may have.
  let places: ClosedRange<Int64>

  /// Reads the rules from what is set; where nothing is, the plugin's own count.
  init(_ spec: SettingSpec, of action: ActionSpec, given: JSON?) {
    self.action = action
    setting = spec.name
    let value = spec.completed(given ?? spec.standardJSON ?? .object([]))
    rules = (value.members ?? []).map { PluginRule(name: $0.0, parts: $0.1) }
      .sorted { ($0.order, $0.name) < ($1.order, $1.name) }
    let fields = spec.element.fields
    parts = fields.sorted { $0.name < $1.name }.map { field in
      RulePartKind(
        name: field.name, kind: field.kind.rawValue, element: field.of.first?.kind.rawValue,
        choices: field.choices + (field.of.first?.choices ?? []),
        names: RulePartKind.Names((field.of.first ?? field).kind))
    }
    let bounds = fields.first { $0.name == RulePart.order }?.bounds
    places = bounds.map { Int64($0.lowerBound)...Int64($0.upperBound) } ?? 0...Int64(Int32.max)
  }

  package var plugin: String { action.plugin }

  /// The rule of that name; throws a `Refusal` where there is none.
  package func rule(named name: String) throws -> PluginRule {
    if let rule = rules.first(where: { $0.name == name }) { return rule }
    let names = rules.map(\.name)
    let nearest = Text.nearest(nearestName(to: name, among: names))
    let known =
      names.isEmpty ? Text.ruleHintAdd : Text.ruleHintNames(names: names.joined(separator: ", "))
    throw Refusal(.notFound, Text.ruleUnknown(name: name, hint: nearest ?? known))
  }
}

extension DeskMoment {
  /// The rules of the enabled plugin that has some; of several, of the one that is named.
  ///
  /// Runs that plugin's manifest. Throws a `Refusal` where there is no such plugin, and where there
  /// are several and none is named.
  func rules(of plugin: String?) throws -> RuleList {
    let actions = try rulebook.actions.values.filter { $0.rules != nil }
      .sorted { $0.plugin < $1.plugin }
    let names = actions.map(\.plugin)
    guard !actions.isEmpty else { throw Refusal(.notFound, Text.ruleNoPlugin) }
    if let plugin, !names.contains(plugin) {
      let nearest = Text.nearest(nearestName(to: plugin, among: names))
      throw Refusal(
        .notFound,
        Text.ruleNotOfPlugin(
          plugin: plugin,
          hint: nearest ?? Text.ruleHintPlugins(names: names.joined(separator: ", "))))
    }
    guard let action = actions.first(where: { plugin == nil || $0.plugin == plugin }),
      plugin != nil || actions.count == 1
    else {
      throw Refusal(.invalid, Text.ruleSeveralPlugins(names: names.joined(separator: ", ")))
    }
    let given = try PluginStore.given(to: action.plugin, in: reader)
    guard
      let spec = try settingSpecs(of: action.plugin).first(where: { $0.name == action.rules })
    else { throw Refusal(.notFound, Text.ruleNoPlugin) }
    return RuleList(spec, of: action, given: given[spec.name])
  }
}

extension DeskSession {
  /// The rules of a plugin, for those of the staff who administer plugins or may do what the
  /// rules do.
  package func rules(of plugin: String?) throws -> RuleList {
    let list: RuleList
    do {
      list = try moment.rules(of: plugin)
    } catch {
      // Which plugins there are, and what is wrong with them, is nothing for customers.
      guard rulebook.isStaff(person) else {
        throw Refusal(.denied, Text.permissionNeeded(permission: Permission.pluginManage))
      }
      throw error
    }
    // Rules have notes in them, and say who works on what.
    guard rulebook.isStaff(person), may(.pluginManage) || may(list.action.permission) else {
      throw Refusal(.denied, Text.permissionNeeded(permission: Permission.pluginManage))
    }
    return list
  }
}
