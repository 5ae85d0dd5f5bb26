extension Viewer {
  /// Somebody who is not on the desk and to whom a ticket is forwarded.
  ///
  /// They see of it what a customer sees of their own ticket: never notes, only fields that some
  /// role on the customers' side sees, and nothing that such a role is denied.
  package static func outside(_ rulebook: Rulebook, at now: Instant) -> Viewer {
    let customers = rulebook.roles.values.filter { $0.side == .customer }
    var grants: [CompiledGrant] = []
    for grant in customers.flatMap(\.grants) {
      let isView = Viewer.outsideViews.contains { $0.rawValue == grant.grant.permission }
      guard isView || grant.grant.isDenial else {
        if !grant.covers(.noteView) { grants.append(grant) }
        continue
      }
      // Whose ticket it is does not matter: it was given to them.
      var unbound = grant.grant
      unbound.when = nil
      grants.append(
        CompiledGrant(
          grant: unbound, condition: nil, owner: grant.owner, plugin: grant.plugin,
          idle: grant.idle))
    }
    if customers.isEmpty {
      for permission in Viewer.outsideViews {
        grants.append(
          CompiledGrant(
            grant: Grant(permission.rawValue), condition: nil, owner: "outside", plugin: ""))
      }
    }
    return Viewer(
      authority: Authority(actor: .desk, grants: grants), rulebook: rulebook,
      context: rulebook.context(at: now))
  }

  private static let outsideViews: [Permission] = [.ticketView, .historyView]
}
