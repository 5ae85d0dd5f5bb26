/// A role: a named set of grants, for staff or for customers.
package struct RoleSpec: Equatable, Sendable {
  /// On which side of the desk the people with a role are.
  package enum Side: String, JSONStored, Sendable {
    case staff
    case customer
  }

  package var name: String
  package var side: Side
  package var grants: [Grant]
  /// The plugin it comes from; empty for the kernel's and the desk's own.
  package var plugin: String
  /// Its name in an older version of the plugin.
  package var was: String?

  package init(name: String, side: Side, grants: [Grant], plugin: String = "") {
    self.name = name
    self.side = side
    self.grants = grants
    self.plugin = plugin
  }

  /// The role that may do everything; it is always there.
  package static let admin = RoleSpec(name: "admin", side: .staff, grants: [Grant("*")])
}

extension RoleSpec: JSONForm {
  package static var blank: Self { RoleSpec(name: "", side: .customer, grants: []) }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("name", &name)
    try members.exchange("side", &side)
    try members.exchange("grants", &grants)
    try members.exchange("plugin", &plugin)
    try members.exchange("was", &was)
  }
}
