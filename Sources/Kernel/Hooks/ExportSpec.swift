/// A function of a plugin that others may call.
package struct ExportSpec: Equatable, Sendable {
  package var name: String
  package var plugin: String

  package init(name: String, plugin: String) {
    self.name = name
    self.plugin = plugin
  }

  /// How it is called: `PLUGIN.NAME`.
  package var path: String { "\(plugin).\(name)" }
}

extension ExportSpec: JSONForm {
  package static var blank: Self { ExportSpec(name: "", plugin: "") }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("name", &name)
    try members.exchange("plugin", &plugin)
  }
}

extension Registry {
  /// The names under which a plugin lets others call it, in order.
  package func exports(of plugin: String) -> [String] {
    (exports ?? []).filter { $0.plugin == plugin }.map(\.name).sorted()
  }
}
