import Kernel
import Storage
import Texts

extension Administration {
  /// Keeps a query under a name; a view of one's own of that name is replaced.
  ///
  /// Shared with a role, it needs `view.share`, and a name that no other shared view has.
  ///
  /// `owner` is whose it stays where it is somebody else's, which needs `person.manage`.
  @discardableResult
  package func saveView(
    _ name: String, _ query: String, share role: String? = nil, owner: Person.ID? = nil,
  ) throws -> SavedView {
    if let owner, owner != actor.person { try require(.personManage) }
    guard let owner = owner ?? actor.person else {
      throw Refusal(.invalid, Text.viewNobody, field: "name")
    }
    guard name.isName(ofAtMost: Limit.nameCharacters) else {
      throw Refusal(
        .invalid, Text.viewName(name: name),
        field: "name")
    }
    try checkQuery(query, for: viewer(of: nil))
    let views = try transaction.views()
    let role = try role.map { role in
      try require(.viewShare)
      return try existing(role: role, for: "share")
    }
    try checkClash(of: name, isShared: role != nil, among: views, owner: owner)
    let view = SavedView(name: name, query: query, owner: owner, share: role)
    let before = views.first { $0.owner == owner && $0.name == name }
    guard before != view else { return view }
    guard before != nil || views.count(where: { $0.owner == owner }) < Limit.views else {
      throw Refusal(.refused, Text.viewTooMany(most: Limit.views), field: "name")
    }
    try transaction.write(view)
    try note(view: name, of: owner, from: before, to: view)
    return view
  }

  /// Removes a view: one's own, or with `person.manage` one that somebody else shares.
  package func deleteView(_ name: String) throws {
    let views = try transaction.views().filter { $0.name == name }
    if let own = views.first(where: { $0.owner == actor.person }) { return try remove(own) }
    let context = rulebook.context(at: chain.clock, me: actor.person)
    let roles = try actor.person.flatMap { try transaction.person($0) }?.roles ?? []
    let mayManage = authority.may(.personManage, in: context)
    guard let shared = views.first(where: { $0.share != nil }),
      mayManage || shared.share.map(roles.contains) ?? false
    else {
      if let plugin = rulebook.registry.views.first(where: { $0.name == name })?.plugin {
        throw Refusal(
          .refused, Text.viewOfPlugin(name: name, plugin: plugin), field: "name")
      }
      throw Refusal(
        .notFound, Text.viewUnknown(name: name, hint: Text?.none), field: "name")
    }
    guard mayManage else {
      throw Refusal(
        .denied, Text.viewOfOther(name: name))
    }
    try remove(shared)
  }

  private func remove(_ view: SavedView) throws {
    try transaction.removeView(view.name, of: view.owner)
    try note(view: view.name, of: view.owner, from: view, to: nil)
  }

  /// One name means one view for everybody who sees it.
  private func checkClash(
    of name: String, isShared: Bool, among views: [SavedView], owner: Person.ID,
  ) throws {
    if let plugin = rulebook.registry.views.first(where: { $0.name == name })?.plugin {
      throw Refusal(
        .refused, Text.viewShipped(plugin: plugin, name: name), field: "name")
    }
    let others = views.filter { $0.name == name && $0.owner != owner && $0.share != nil }
    let roles = try transaction.person(owner)?.roles ?? []
    guard let other = others.first(where: { isShared || $0.share.map(roles.contains) ?? false })
    else { return }
    let whose = try transaction.person(other.owner)?.name ?? Text.viewSomebody.description
    throw Refusal(
      .refused, Text.viewShared(whose: whose, name: name), field: "name")
  }

  func note(
    view name: String, of owner: Person.ID, from before: SavedView?, to after: SavedView?,
  ) throws {
    func text(_ view: SavedView?) -> Value {
      guard let view else { return .none }
      return .text(
        view.query + (view.share.map { Text.viewSharedWith(role: $0).description } ?? ""))
    }
    try chain.append(
      after == nil ? .deleteView : .saveView,
      edits: [
        Edit(field: "view.\(owner.rawValue).\(name)", from: text(before), to: text(after))
      ])
  }
}
