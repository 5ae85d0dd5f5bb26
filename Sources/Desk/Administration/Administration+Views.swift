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
    let context = rulebook.deskContext(at: chain.clock, me: actor.person)
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
    let person = try transaction.person(other.owner)
    let whose = person.map { Text(words: $0.name) } ?? Text.viewSomebody
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

extension Administration {
  /// What a person sees, or who asks where it is about nobody.
  func viewer(of person: Person?) -> Viewer {
    let authority = person.map(rulebook.authority(of:)) ?? self.authority
    return Viewer(
      authority: authority, rulebook: rulebook,
      context: rulebook.context(
        at: chain.clock, me: person?.id ?? actor.person, reading: transaction))
  }

  /// The person of that name; an unknown one is refused with the nearest name that the asker knows.
  func existing(_ name: String) throws -> Person {
    if let person = try transaction.person(named: name) { return person }
    let names = try people(knownTo: viewer(of: nil)).names(name)
    let nearest = Text.nearest(nearestName(to: name, among: names))
    throw Refusal(
      .notFound, Text.personUnknown(name: name, hint: nearest), field: "person")
  }

  /// Somebody for whom the actor speaks: themselves, or with `person.manage` anybody.
  ///
  /// Who may not manage people is refused in the same words whether or not there is one of the name.
  func ownOrManaged(_ name: String) throws -> Person {
    let own = try actor.person.flatMap { try transaction.person($0) }
    if let own, own.name == name.composed { return own }
    try require(.personManage)
    return try existing(name)
  }

  /// Refuses a condition that is none, or that names what its owner may not name.
  func checkCondition(_ text: String?, for viewer: Viewer) throws {
    guard let text else { return }
    try check(text, .condition, field: "when", for: viewer)
  }

  /// Refuses a query that somebody could not ask.
  func checkQuery(_ text: String, for viewer: Viewer) throws {
    try check(text, .list, field: "query", for: viewer)
  }

  private func check(
    _ text: String, _ context: QueryContext, field: String, for viewer: Viewer,
  ) throws {
    try requireShort(condition: text, field: field)
    do {
      _ = try Query(
        parsing: text, schema: viewer.schema, context: context,
        people: try people(knownTo: viewer), zone: rulebook.settings.zone)
    } catch let error as QueryError {
      throw Refusal(.invalid, error.text, field: field)
    }
  }

  /// Refuses a condition that is longer than what everybody pays for it may be.
  func requireShort(condition text: String, field: String) throws {
    guard text.isShort(Limit.conditionCharacters) else {
      throw Refusal(
        .invalid, Text.conditionTooLong(most: Limit.conditionCharacters), field: field)
    }
  }

  /// Everybody where the viewer may see people, else only themselves.
  private func people(knownTo viewer: Viewer) throws -> QueryPeople {
    guard !viewer.authority.may(.personView, in: viewer.context) else {
      return QueryPeople(reading: transaction)
    }
    return QueryPeople(
      try viewer.context.me.flatMap { try transaction.person($0) }.map { [$0] } ?? [])
  }
}
