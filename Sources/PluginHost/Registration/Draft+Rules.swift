import Kernel
import Lua
import Texts

extension Draft {
  static let typeKeys: [APIPart] = [
    .needed("name", .text, "what tickets of it have in `type`"),
    .needed("lifecycle", .text, "the life cycle that gives its stages"),
    .init("defaults", .table, "what a new ticket starts with, by field"),
    formerName("tickets and queries"),
  ]

  /// What the name was in an older version, for those that go by it.
  private static func formerName(_ followers: String) -> APIPart {
    APIPart("was", .text, "its name in an older version; \(followers) follow")
  }

  /// `docket.type`.
  mutating func addType(_ value: LuaValue) throws(HostError) {
    var table = SpecTable("docket.type", value, Draft.typeKeys)
    let name = table.name()
    claim(name, among: types.map(\.name), of: Text.thingType, in: &table)
    let lifecycle = table.required("lifecycle")
    let was = table.formerName()
    var defaults: [String: Value] = [:]
    for pair in table.pairs("defaults") {
      guard let value = standard(pair, &table) else { continue }
      defaults[pair.key] = value
    }
    try table.check()
    var type = TypeSpec(name: name, lifecycle: lifecycle, defaults: defaults, plugin: plugin)
    type.was = was
    types.append(type)
  }

  private func standard(_ pair: LuaPair, _ table: inout SpecTable) -> Value? {
    let kernel = TicketField(rawValue: pair.key)
    let own = fields.first { $0.name == pair.key }
    guard let kind = kernel?.kind ?? own?.kind, kernel?.isEditable != false else {
      let known = TicketField.allCases.filter(\.isEditable).map(\.rawValue) + fields.map(\.name)
      table.fail(
        "defaults",
        Text.registrationDefaultField(unknown: Names.unknown(pair.key, among: known)))
      return nil
    }
    let isMany = kernel?.isMany ?? own?.isMany ?? false
    let value = ValueConversion.declared(pair.value, kind: kind, isMany: isMany)
    if value == nil {
      table.fail(
        "defaults",
        Text.registrationDefault(field: pair.key, got: pair.value.kindName, wanted: kind.wanted))
    }
    return value
  }

  static let closeReasonKeys: [APIPart] = [
    .needed("name", .text, "what stands in `close_reason`"),
    .init(
      "types", .listOf(.text), "the types of ticket that close so; all, where it is left out"),
    .init("requires", .listOf(.text), #"fields that must not be empty, and "comment""#),
    .init(
      "clears", .listOf(.text),
      "fields that a reopening empties; else the plugin's own in requires"),
    formerName("tickets and queries"),
  ]

  /// `docket.close_reason`.
  mutating func addCloseReason(_ value: LuaValue) throws(HostError) {
    var table = SpecTable("docket.close_reason", value, Draft.closeReasonKeys)
    let name = table.name()
    claim(name, among: closeReasons.map(\.name), of: Text.thingCloseReason, in: &table)
    let requires = table.texts("requires")
    let custom = requires.filter { $0 != "comment" && TicketField(rawValue: $0) == nil }
    let hasClears = table.has("clears")
    let clears = table.texts("clears")
    let types = table.texts("types")
    let was = table.formerName()
    try table.check()
    var reason = CloseReasonSpec(
      name: name, types: types, requires: requires, clears: hasClears ? clears : custom,
      plugin: plugin)
    reason.was = was
    closeReasons.append(reason)
  }

  static let roleKeys: [APIPart] = [
    .needed("name", .text, "a new role, or one that is added to"),
    .init("side", .text, "staff or customer; staff, where it is left out"),
    .init("grants", .list, "permissions as texts, or { permission, deny, fields, when }"),
    formerName("people, grants and views"),
  ]

  /// `docket.role`.
  mutating func addRole(_ value: LuaValue) throws(HostError) {
    var table = SpecTable("docket.role", value, Draft.roleKeys)
    let name = table.name()
    claim(name, among: roles.map(\.name), of: Text.thingRole, in: &table)
    if name == RoleSpec.admin.name { table.fail("name", Text.registrationAdmin) }
    let side = table.word("side", as: RoleSide.self) ?? .staff
    var grants: [Grant] = []
    for item in table.items("grants") {
      guard let grant = PermissionList.grant(item, key: "grants", in: &table) else { continue }
      if side == .customer, grant.isForStaffOnly {
        table.fail("grants", Text.registrationCustomerNotes(permission: grant.permission))
      }
      grants.append(grant)
    }
    let was = table.formerName()
    if was == RoleSpec.admin.name { table.fail("was", Text.registrationAdmin) }
    try table.check()
    var role = RoleSpec(name: name, side: side.side, grants: grants, plugin: plugin)
    role.was = was
    roles.append(role)
  }

  static let queueKeys: [APIPart] = [
    .needed("name", .text, "the queue's name"), formerName("tickets and queries"),
  ]

  /// `docket.queue`.
  mutating func addQueue(_ value: LuaValue) throws(HostError) {
    var table = SpecTable("docket.queue", value, Draft.queueKeys)
    let name = table.name()
    claim(name, among: queues, of: Text.thingQueue, in: &table)
    let was = table.formerName()
    try table.check()
    queues.append(name)
    if let was { formerQueues[name] = was }
  }

  static let viewKeys: [APIPart] = [
    .needed("name", .text, "the view's name"),
    .needed("query", .query, "a query of `docket help queries`"),
    .init("share", .text, "the role that sees it; nobody else's views are touched"),
  ]

  /// `docket.view`.
  mutating func addView(_ value: LuaValue) throws(HostError) {
    var table = SpecTable("docket.view", value, Draft.viewKeys)
    let name = table.name()
    claim(name, among: views.map(\.name), of: Text.thingView, in: &table)
    let query = table.required("query")
    let share = table.text("share")
    try table.check()
    views.append(ViewSpec(name: name, query: query, share: share, plugin: plugin))
  }
}

private enum RoleSide: String, CaseIterable {
  case staff
  case customer

  var side: RoleSpec.Side { self == .staff ? .staff : .customer }
}
