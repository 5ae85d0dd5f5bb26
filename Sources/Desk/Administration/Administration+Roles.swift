import Kernel
import Storage
import Texts

extension Administration {
  /// Adds a grant to a role of a plugin or of the desk; a role that is not there yet is made.
  package func grant(_ grant: Grant, to given: String, side: RoleSpec.Side = .staff) throws {
    try require(.roleManage)
    let role = rulebook.role(named: given)?.name ?? given.composed
    try check(grant, for: role, side: side)
    var spec =
      try ownRole(role)
      ?? RoleSpec(
        name: role, side: rulebook.roles[role]?.side ?? side, grants: [])
    guard !spec.grants.contains(grant) else { return }
    guard spec.grants.count < Limit.grants else {
      throw Refusal(.refused, Text.roleTooMany(most: Limit.grants), field: "permission")
    }
    spec.grants.append(grant)
    try write(spec, .grantRole, Edit(field: "role.\(role)", from: .none, to: text(grant)))
  }

  /// Takes away all that the desk itself granted or denied of a permission; what a plugin grants is
  /// denied with a grant of its own.
  @discardableResult
  package func revoke(_ permission: String, from role: String) throws -> Revocation {
    try revoke(permission, from: role) { _ in true }
  }

  /// Takes one grant away, as the desk itself has it; the order of its fields does not count.
  @discardableResult
  package func revoke(only grant: Grant, from role: String) throws -> Revocation {
    try revoke(grant.permission, from: role) { $0.isSame(as: grant) }
  }

  private func revoke(
    _ permission: String, from given: String, where isMeant: (Grant) -> Bool,
  ) throws -> Revocation {
    try require(.roleManage)
    let role = rulebook.role(named: given)?.name ?? given
    let own = try ownRole(role)
    let revoked = (own?.grants ?? []).filter { $0.permission == permission && isMeant($0) }
    guard var spec = own, !revoked.isEmpty else {
      throw Refusal(
        .notFound,
        Text.roleNotGranted(permission: permission, role: role))
    }
    spec.grants.removeAll(where: revoked.contains)
    try transaction.write(spec)
    for grant in revoked {
      try chain.append(
        .revokeRole, edits: [Edit(field: "role.\(role)", from: text(grant), to: .none)])
    }
    try chain.bumpRevision()
    return Revocation(
      revoked: revoked, remaining: remaining(permission, of: role, without: revoked))
  }

  /// What still gives the permission to a role, the desk's own grants but for those taken away.
  private func remaining(
    _ permission: String, of role: String, without revoked: [Grant],
  ) -> [CompiledGrant] {
    (rulebook.roles[role]?.grants ?? []).filter { grant in
      guard grant.covers(permission), !grant.grant.isDenial else { return false }
      return !grant.plugin.isEmpty || !revoked.contains(grant.grant)
    }
  }

  /// Those of the roles that there are.
  func known(_ roles: [String]) -> [String] {
    roles.filter { rulebook.roles[$0] != nil && $0 != RoleSpec.admin.name }
  }

  private func ownRole(_ name: String) throws -> RoleSpec? {
    try transaction.role(named: name)
  }

  private func write(_ spec: RoleSpec, _ action: DeskAction, _ edit: Edit) throws {
    try transaction.write(spec)
    try chain.append(action, edits: [edit])
    try chain.bumpRevision()
  }

  private func check(_ grant: Grant, for role: String, side: RoleSpec.Side) throws {
    guard role.isName(ofAtMost: Limit.nameCharacters) else {
      throw Refusal(.invalid, Text.roleBadName, field: "role")
    }
    // Its conditions may come to mean nothing, and such a denial denies all.
    guard role != RoleSpec.admin.name || !grant.isDenial || !grant.rulesTheDesk else {
      throw Refusal(
        .refused, Text.roleAdminDenied(role: role, permission: grant.permission),
        field: "permission")
    }
    if rulebook.roles[role] == nil { try checkNew(role) }
    let known = rulebook.permissions
    guard known.contains(grant.permission) else {
      let nearest = nearestName(to: grant.permission, among: known)
      throw Refusal(
        .invalid,
        Text.roleNoPermission(permission: grant.permission, hint: Text.nearest(nearest)),
        field: "permission")
    }
    guard !grant.saysTooMuch else {
      throw Refusal(
        .invalid, Text.roleDeskWide(permission: grant.permission),
        field: grant.when == nil ? "fields" : "when")
    }
    let isCustomers = (rulebook.roles[role]?.side ?? side) == .customer
    guard !isCustomers || !grant.isForStaffOnly else {
      throw Refusal(
        .refused, Text.roleStaffOnly(permission: grant.permission), field: "permission")
    }
    for field in grant.fields where rulebook.field(field) == nil && field != Grant.customFields {
      let fields =
        TicketField.allCases.map(\.rawValue) + rulebook.fields.keys.sorted() + [Grant.customFields]
      let hint = Text.nearest(rulebook.nearest(to: field, among: fields, as: .field))
      throw Refusal(
        .invalid, Text.roleNoField(field: field, hint: hint), field: "fields")
    }
    try checkCondition(grant.when)
  }

  /// Refuses a name that no role can have, or that one has.
  func checkNew(role: String) throws {
    guard role.isName(ofAtMost: Limit.nameCharacters) else {
      throw Refusal(.invalid, Text.roleBadName, field: "role")
    }
    guard rulebook.roles[role] == nil else {
      throw Refusal(.refused, Text.renameRoleExists(name: role), field: "role")
    }
    try checkNew(role)
  }

  /// Refuses what is no role of the desk's own.
  func checkOwn(role: String) throws {
    let isOfPlugin = rulebook.registry.roles.contains { $0.name == role }
    guard role != RoleSpec.admin.name, !isOfPlugin else {
      throw Refusal(.refused, Text.renameRoleOfPlugin(name: role), field: "role")
    }
    guard try ownRole(role) == nil else { return }
    let nearest = Text.nearest(
      rulebook.nearest(to: role, among: rulebook.roles.keys.sorted(), as: .role))
    throw Refusal(
      .notFound, Text.roleUnknown(role: role, hint: nearest ?? Text.hintRoleList), field: "role")
  }

  /// Refuses a new role whose name is there to look like another's.
  private func checkNew(_ role: String) throws {
    try refuseDisguise(role)
    let key = NameKey.key(of: role)
    guard let other = rulebook.roles.keys.first(where: { NameKey.key(of: $0) == key }) else {
      return
    }
    throw Refusal(.refused, Text.roleLooksLike(name: other), field: "role")
  }

  private func checkCondition(_ text: String?) throws {
    guard let text else { return }
    try requireShort(condition: text, field: "when")
    do throws(QueryError) {
      _ = try Query(
        parsing: text, schema: rulebook.schema, context: .condition,
        people: QueryPeople(reading: transaction), zone: rulebook.settings.zone)
    } catch {
      throw Refusal(.invalid, error.text, field: "when")
    }
  }

  func text(_ grant: Grant) -> Value {
    var words = [
      grant.isDenial
        ? Text.roleDeny(permission: grant.permission).description : grant.permission
    ]
    if !grant.fields.isEmpty {
      let fields = grant.fields.joined(separator: ",")
      words.append(Text.roleGrantFields(fields: fields).description)
    }
    if let when = grant.when {
      words.append(Text.roleGrantWhen(condition: when).description)
    }
    return .text(words.joined(separator: " "))
  }
}

/// What taking grants away came to.
package struct Revocation: Sendable {
  /// The grants that were taken away.
  package let revoked: [Grant]
  /// What still gives the permission.
  package let remaining: [CompiledGrant]
}

extension String {
  /// Whether it is a name of letters, digits, `-` and `_` with at most that many characters.
  func isName(ofAtMost most: Int) -> Bool {
    !isEmpty && isShort(most)
      && unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "_"
      }
  }
}
