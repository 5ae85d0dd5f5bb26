/// All that an admin agrees to when a plugin is enabled: what it takes, what it gives to others, and
/// what it keeps closed.
///
/// It is kept with the enabled plugin: what another version asks for besides is a difference.
package struct PluginTerms: Equatable, Sendable {
  /// What its manifest asks for.
  package var permissions: [Grant] = []
  /// What it grants and denies, by role.
  package var roles: [RoleSpec] = []
  /// Whom it tells of what.
  package var subscriptions: [Subscription] = []
  package var channels: [ChannelSpec] = []
  /// What it lets only some people see or do.
  package var guards: [Guard] = []

  /// Nothing at all.
  package init() {}

  /// What a plugin takes and gives by that registry.
  package init(of plugin: String, in registry: Registry) {
    permissions = registry.plugins.first { $0.name == plugin }?.permissions ?? []
    roles = registry.roles.filter { $0.plugin == plugin }
    subscriptions = (registry.subscriptions ?? []).filter { $0.key.hasPrefix("\(plugin):") }
    channels = registry.channels.filter { $0.plugin == plugin }
    guards = PluginTerms.guards(of: plugin, in: registry)
  }

  /// What is to be kept once an admin has agreed to these: a guard of what is gone stays, for the day
  /// on which it comes back.
  package func kept(after earlier: PluginTerms) -> PluginTerms {
    var kept = self
    kept.guards = guards.filter { $0.permission != nil }
    kept.guards += earlier.guards.filter { old in !guards.contains { $0.isSameThing(as: old) } }
    return kept
  }
}

extension PluginTerms {
  /// A permission without which something of the plugin is closed.
  package struct Guard: Equatable, Sendable {
    /// What is closed without it.
    package enum Kind: String, JSONStored, Sendable {
      case viewing
      case editing
      case action
      case move
    }

    package var kind: Kind
    /// The field, the action, or the move as `TYPE: FROM → TO`.
    package var name: String
    /// `nil` where everybody may.
    package var permission: String?
    /// What it was called in an older version.
    package var was: String?

    func isSameThing(as other: Guard) -> Bool {
      kind == other.kind && (name == other.name || was == other.name)
    }
  }

  /// What an action is given and records; where both have one name, each has guards of its own.
  private static func values(of action: ActionSpec) -> [(String, FieldSpec)] {
    let params = Set(action.params.map(\.name))
    return action.params.map { ("\(action.name).", $0) }
      + action.data.map { data in
        ("\(action.name).\(params.contains(data.name) ? "data." : "")", data)
      }
  }

  private static func guards(of plugin: String, in registry: Registry) -> [Guard] {
    let actions = registry.actions.filter { $0.plugin == plugin }
    let fields =
      (registry.fields + (registry.personFields ?? [])).filter { $0.plugin == plugin }
      .map { ("", $0) }
      + actions.flatMap(values)
    return fields.flatMap { owner, field in
      [(Guard.Kind.viewing, field.viewPermission), (.editing, field.editPermission?.word)].map {
        Guard(kind: $0, name: owner + field.name, permission: $1, was: field.was)
      }
    }
      + actions.map { Guard(kind: .action, name: $0.name, permission: $0.permission) }
      + moves(of: plugin, in: registry)
  }

  private static func moves(of plugin: String, in registry: Registry) -> [Guard] {
    var guards: [Guard] = []
    for type in registry.types {
      guard let lifecycle = registry.lifecycles.first(where: { $0.name == type.lifecycle }) else {
        continue
      }
      let isOwn = type.plugin == plugin || lifecycle.plugin == plugin
      for (stage, moves) in lifecycle.transitions.sorted(by: { $0.key.precedesByBytes($1.key) }) {
        // What a plugin adds to a life cycle of another one is its own.
        for move in moves where move.plugin.map({ $0 == plugin }) ?? isOwn {
          guards.append(
            Guard(
              kind: .move, name: "\(type.name): \(stage) → \(move.to)",
              permission: move.permission))
        }
      }
    }
    return guards
  }
}

extension PluginTerms: JSONForm {
  package static var blank: Self { PluginTerms() }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("permissions", &permissions)
    try members.exchange("roles", &roles)
    try members.exchange("subscriptions", &subscriptions)
    try members.exchange("channels", &channels)
    try members.exchange("guards", &guards)
  }
}

extension PluginTerms.Guard: JSONForm {
  package static var blank: Self { Self(kind: .viewing, name: "", permission: nil) }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("kind", &kind)
    try members.exchange("name", &name)
    try members.exchange("permission", &permission)
    try members.exchange("was", &was)
  }
}

extension Grant {
  /// Whether whoever has this grant has the other one as well.
  func includes(_ other: Grant) -> Bool {
    guard !isDenial, !other.isDenial else { return false }
    return isAtLeast(other)
  }

  /// Whether it denies all that the other one denies.
  func denies(all other: Grant) -> Bool {
    guard isDenial, other.isDenial else { return false }
    return isAtLeast(other)
  }

  /// Whether it is about the same or more: all permissions, all fields, or all tickets.
  private func isAtLeast(_ other: Grant) -> Bool {
    guard permission == other.permission || permission == "*" else { return false }
    let hasFields =
      fields.isEmpty || !other.fields.isEmpty && Set(other.fields).isSubset(of: Set(fields))
    return hasFields && (when == nil || when == other.when)
  }
}

extension PluginTerms {
  /// The terms with the names that things have by now: what was agreed to under the old ones holds.
  package func renamed(by renamings: [Renaming]) -> PluginTerms {
    var terms = self
    for renaming in renamings {
      switch renaming.kind {
      case .role: terms.rename(role: renaming.from, renaming.to)
      case .stage, .type: terms.renameMoves(by: renaming)
      case .field, .personField: terms.rename(field: renaming.from, renaming.to)
      case .choice, .reason, .queue, .tag, .rootCause: break
      }
    }
    return terms
  }

  private mutating func rename(role: String, _ name: String) {
    for index in roles.indices where roles[index].name == role { roles[index].name = name }
    for index in subscriptions.indices where subscriptions[index].audience == .role(role) {
      subscriptions[index].audience = .role(name)
    }
  }

  private mutating func rename(field: String, _ name: String) {
    func renamed(_ grants: [Grant]) -> [Grant] {
      grants.map { grant in
        var grant = grant
        grant.fields = grant.fields.map { $0 == field ? name : $0 }
        return grant
      }
    }
    permissions = renamed(permissions)
    for index in roles.indices { roles[index].grants = renamed(roles[index].grants) }
    for index in guards.indices
    where [.viewing, .editing].contains(guards[index].kind) && guards[index].name == field {
      guards[index].name = name
    }
  }

  private mutating func renameMoves(by renaming: Renaming) {
    for index in guards.indices where guards[index].kind == .move {
      guard var move = Move(guards[index].name) else { continue }
      move.rename(by: renaming)
      guards[index].name = move.name
    }
  }

  /// A move as guards name it: `TYPE: FROM → TO`.
  private struct Move {
    private var type: String
    private var from: String
    private var to: String

    init?(_ name: String) {
      guard let colon = name.firstRange(of: ": "),
        let arrow = name[colon.upperBound...].firstRange(of: " → ")
      else { return nil }
      type = String(name[..<colon.lowerBound])
      from = String(name[colon.upperBound..<arrow.lowerBound])
      to = String(name[arrow.upperBound...])
    }

    var name: String { "\(type): \(from) → \(to)" }

    mutating func rename(by renaming: Renaming) {
      guard renaming.kind == .stage else {
        if type == renaming.from { type = renaming.to }
        return
      }
      guard type == renaming.owner else { return }
      if from == renaming.from { from = renaming.to }
      if to == renaming.from { to = renaming.to }
    }
  }
}
