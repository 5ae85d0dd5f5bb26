import Texts

/// What a new version of a plugin wants to be allowed and the present one may not.
package struct PermissionDemand: Equatable, Sendable {
  package let plugin: String
  package let version: String
  package let grants: [Grant]

  package init(plugin: String, version: String, grants: [Grant]) {
    self.plugin = plugin
    self.version = version
    self.grants = grants
  }

  /// The demands of plugins that work already, in their order.
  package static func all(in new: Registry, beyond old: Registry) -> [PermissionDemand] {
    new.plugins.compactMap { plugin in
      guard let present = old.plugins.first(where: { $0.name == plugin.name }) else { return nil }
      let more = plugin.permissions.filter { wanted in
        !present.permissions.contains { $0.includes(wanted) }
      }
      return more.isEmpty
        ? nil : PermissionDemand(plugin: plugin.name, version: plugin.version, grants: more)
    }
  }
}

extension Grant {
  /// Whether whoever has this grant has the other one as well.
  func includes(_ other: Grant) -> Bool {
    guard !isDenial, !other.isDenial, permission == other.permission || permission == "*" else {
      return false
    }
    let hasFields =
      fields.isEmpty || !other.fields.isEmpty && Set(other.fields).isSubset(of: Set(fields))
    return hasFields && (when == nil || when == other.when)
  }

  /// The grant in a line: `deny ticket.close on tags when queue:billing`.
  package var line: String {
    var words = [isDenial ? Text("role.deny", ["permission": permission]) : Text(words: permission)]
    if !fields.isEmpty {
      words.append(Text("role.line_fields", ["fields": fields.joined(separator: ",")]))
    }
    if let when { words.append(Text("role.grant_when", ["condition": when])) }
    return Text(joining: words, by: " ").description
  }
}
