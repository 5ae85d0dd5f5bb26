extension Entry {
  /// The permissions of which one is needed to see any of those edits and data, sorted, with spaces
  /// between; `nil` where some of them are for everybody, or there are none.
  static func veil(
    of edits: [Edit], _ data: [String: Value], action: Action, _ rulebook: Rulebook,
  ) -> String? {
    guard rulebook.hasSecretFields, !(edits.isEmpty && data.isEmpty) else { return nil }
    var permissions: Set<String> = []
    for edit in edits {
      guard let permission = rulebook.fields[edit.field]?.viewPermission else { return nil }
      permissions.insert(permission)
    }
    let specs = data.isEmpty ? [] : rulebook.spec(of: action)?.data ?? []
    for name in data.keys {
      guard let permission = specs.first(where: { $0.name == name })?.viewPermission else {
        return nil
      }
      permissions.insert(permission)
    }
    return permissions.sorted().joined(separator: " ")
  }
}
