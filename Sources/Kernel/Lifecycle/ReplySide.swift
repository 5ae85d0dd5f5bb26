/// Whose reply a life cycle leads.
///
/// Its names are those of `on_reply` in Lua, where people know the staff as agents.
package enum ReplySide: String, CaseIterable, Sendable {
  case agent
  case customer

  /// The side of the desk that people with such a role are on.
  package var side: RoleSpec.Side {
    switch self {
    case .agent: .staff
    case .customer: .customer
    }
  }
}
