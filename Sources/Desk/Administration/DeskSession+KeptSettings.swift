import Kernel
import PluginHost

extension DeskSession {
  /// Changes of a plugin's settings as they were typed, with queries in the words in which the desk
  /// keeps them.
  ///
  /// Throws a `Refusal` about the setting where a query has a date or a name that there is not.
  package func kept(
    _ changes: [(setting: String, change: SettingChange)], of plugin: String,
  ) throws -> [(setting: String, change: SettingChange)] {
    let specs = try moment.settingSpecs(of: plugin)
    return try changes.map { path, change in
      let parts = path.split(separator: ".").map(String.init)
      guard case .text(let text) = change, !text.isBlank,
        let part = specs.first(where: { $0.name == parts.first })?.part(at: parts.dropFirst()),
        part.spec.kind == .query
      else { return (path, change) }
      return (path, .text(try kept(text, isCondition: part.isOfRule, field: path)))
    }
  }

  /// The same of rules.
  package func kept(_ change: RuleChange, of list: RuleList) throws -> RuleChange {
    func kept(_ edits: [RuleEdit], of rule: String) throws -> [RuleEdit] {
      let start = "\(list.setting).\(rule)."
      return try self.kept(edits.map { (start + $0.part, $0.change) }, of: list.plugin)
        .map { (String($0.setting.dropFirst(start.count)), $0.change) }
    }
    switch change {
    case .add(let rule, let edits): return .add(rule, try kept(edits, of: rule))
    case .set(let rule, let edits): return .set(rule, try kept(edits, of: rule))
    case .remove, .activate, .place: return change
    }
  }

  /// What does not say what it asks for may be a list or about entries as well.
  private func kept(_ text: String, isCondition: Bool, field: String) throws -> String {
    for reading in QueryReading.all(isCondition: isCondition) {
      let words = try kept(text, reading, field: field)
      if words != text { return words }
    }
    return text
  }
}
