import Kernel
import Lua
import Texts

/// Reads lists of permissions, as manifests and roles have them.
enum PermissionList {
  /// Groups of the kernel's permissions: within them only the known names are right.
  private static let groups = Set(
    Permission.names.compactMap { name in
      name.contains(".") ? name.split(separator: ".").first.map(String.init) : nil
    })

  /// Permissions that only plugins have: for the world outside.
  private static let outside = ["mail", "notify.public"]

  static let grantKeys: [APIPart] = [
    .needed("permission", .text, "its name; see docket help permissions"),
    .init("deny", .boolean, "whether it is taken away; only roles do that"),
    .init("fields", .listOf(.text), "only these fields"),
    .init("when", .query, "only on tickets that fulfil this condition"),
  ]

  /// The key `permissions` of a manifest.
  static func read(_ table: inout SpecTable, of manifest: Manifest) -> [Grant] {
    var grants: [Grant] = []
    for item in table.items("permissions") {
      guard let grant = grant(item, key: "permissions", in: &table) else { continue }
      if grant.isDenial { table.fail("permissions", Text.manifestNoDenial) }
      grants.append(grant)
    }
    return grants
  }

  /// One permission: its name, or a table with fields and a condition.
  static func grant(_ item: LuaValue, key: String, in table: inout SpecTable) -> Grant? {
    if let name = item.text {
      check(name, key: key, in: &table)
      return Grant(name)
    }
    var inner = SpecTable(key, item, grantKeys)
    var grant = Grant(inner.required("permission"))
    grant.isDenial = inner.boolean("deny") ?? false
    grant.fields = inner.texts("fields")
    grant.when = inner.text("when")
    inner.finish()
    for problem in inner.problems {
      table.fail(key, problem.text)
    }
    guard inner.problems.isEmpty else { return nil }
    check(grant.permission, key: key, in: &table)
    if grant.saysTooMuch {
      table.fail(key, Text.roleDeskWide(permission: grant.permission))
    }
    return grant
  }

  private static func check(_ name: String, key: String, in table: inout SpecTable) {
    guard let problem = problem(with: name) else { return }
    table.fail(key, problem)
  }

  /// What is wrong with a permission's name; `nil` where nothing is.
  static func problem(with name: String) -> Text? {
    let known = Permission.names + outside
    if name.hasPrefix(WebPermission.prefix) { return WebPermission.problem(with: name) }
    if known.contains(name) || name == "*" { return nil }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let isOfPlugin =
      parts.count == 2 && Names.isPluginName(parts[0]) && Names.isPlain(parts[1])
      && !groups.contains(parts[0])
    return isOfPlugin
      ? nil
      : Text.tableUnknownPermission(word: name, hint: Names.hint(name, among: known))
  }
}
