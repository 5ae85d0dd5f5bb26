extension PluginTerms {
  /// The terms with the names that things have by now: what was agreed to under the old ones holds.
  package func renamed(by renamings: [Renaming]) -> PluginTerms {
    var terms = self
    for renaming in renamings {
      switch renaming.kind {
      case .role: terms.rename(role: renaming.from, renaming.to)
      case .stage, .type: terms.renameMoves(by: renaming)
      case .field: terms.rename(field: renaming.from, renaming.to)
      case .choice, .reason, .queue: break
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
