import Kernel
import Lua
import Texts

/// Puts the desk's settings of a plugin over the manifest's defaults.
enum SettingValues {
  /// The values, and what is wrong with those that the desk gives.
  static func resolve(
    _ specs: [SettingSpec], with given: [String: JSON], plugin: String,
  ) -> (values: [LuaPair], problems: [PluginProblem]) {
    var values: [LuaPair] = []
    var problems: [PluginProblem] = []
    let names = specs.map(\.name)
    for name in given.keys.sorted() where !names.contains(name) {
      problems.append(
        PluginProblem(
          plugin: plugin,
          Text.settingOfUnknown(name: name, unknown: Names.unknown(name, among: names))))
    }
    // Whether a secret can be read is the machine's affair, not the registry's: it is asked on use.
    for spec in specs where spec.kind != .secret || given[spec.name] != nil {
      let value = given[spec.name].map(LuaValue.init) ?? spec.standard
      guard let value, value != .none else {
        if spec.isRequired {
          problems.append(
            PluginProblem(plugin: plugin, Text.settingNotGiven(name: spec.name)))
        }
        continue
      }
      if let problem = spec.problem(with: value) {
        problems.append(
          PluginProblem(
            plugin: plugin, Text.settingOf(name: spec.name, problem: problem)))
      } else {
        values.append(LuaPair(spec.name, spec.completed(value)))
      }
    }
    return (values, problems)
  }
}

extension SettingSpec {
  /// The same with what its records lack and their declaration has a default for.
  func completed(_ value: LuaValue) -> LuaValue {
    switch kind {
    case .list:
      guard let items = value.items else { return value }
      return .array(items.map { element.completed($0) })
    case .map:
      guard let pairs = value.pairs else { return value }
      return .table(pairs.map { LuaPair($0.key, element.completed($0.value)) })
    case .record:
      guard let pairs = value.pairs else { return value }
      var members = pairs.map { pair in
        let field = fields.first { $0.name == pair.key }
        return LuaPair(pair.key, field?.completed(pair.value) ?? pair.value)
      }
      for field in fields where !pairs.contains(where: { $0.key == field.name }) {
        if let standard = field.standard { members.append(LuaPair(field.name, standard)) }
      }
      return .table(members.sorted { $0.key.precedesByBytes($1.key) })
    default: return value
    }
  }

  /// The same of what is stored.
  package func completed(_ json: JSON) -> JSON { completed(LuaValue(json)).json ?? json }

  /// Whether it is a map of records that can be ordered and switched off.
  var holdsRules: Bool {
    guard kind == .map, element.kind == .record else { return false }
    let kinds: [(String, Kind)] = [(RulePart.active, .boolean), (RulePart.order, .integer)]
    return kinds.allSatisfy { name, kind in
      element.fields.contains { $0.name == name && $0.kind == kind && $0.standard != nil }
    }
  }
}

/// The parts that every rule of a plugin has, whatever else it says.
package enum RulePart {
  /// Whether it is switched on.
  package static let active = "active"
  /// Its place among the others: low ones come first.
  package static let order = "order"
}
