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
        values.append(LuaPair(spec.name, value))
      }
    }
    return (values, problems)
  }
}
