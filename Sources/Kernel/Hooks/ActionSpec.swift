/// A verb that a plugin adds.
package struct ActionSpec: Equatable, Sendable {
  package var name: String
  package var params: [FieldSpec]
  package var data: [FieldSpec]
  /// The permission it needs: `PLUGIN.NAME` unless the plugin names another.
  package var permission: String
  package var when: String?
  /// The setting whose entries are rules, one of which the action does to a ticket.
  package var rules: String?
  package var plugin: String
  package var version: String

  package init(
    name: String, params: [FieldSpec] = [], data: [FieldSpec] = [], permission: String,
    when: String? = nil, rules: String? = nil, plugin: String, version: String,
  ) {
    self.name = name
    self.params = params
    self.data = data
    self.permission = permission
    self.when = when
    self.rules = rules
    self.plugin = plugin
    self.version = version
  }

  /// The parameter that names the rule, of an action with `rules`.
  package static let ruleParam = "rule"

  /// What stands in `by` of what its `propose` edits: `plugin@version:action`.
  package var signature: String { hook.signature }

  /// Its `propose` as a hook, which is held to the same rules.
  package var hook: HookSpec {
    HookSpec(
      kind: .before, event: HookEvent.action(.plugin(name)).name, name: name, plugin: plugin,
      version: version)
  }
}

extension ActionSpec: JSONForm {
  package static var blank: Self { ActionSpec(name: "", permission: "", plugin: "", version: "") }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("name", &name)
    try members.exchange("params", &params)
    try members.exchange("data", &data)
    try members.exchange("permission", &permission)
    try members.exchange("when", &when)
    try members.exchange("rules", &rules)
    try members.exchange("plugin", &plugin)
    try members.exchange("version", &version)
  }
}
