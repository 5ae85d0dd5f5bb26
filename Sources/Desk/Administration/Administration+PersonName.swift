import Kernel
import PluginHost
import Storage
import Texts

extension Desk {
  /// Gives a person another name; conditions, views, subscriptions, settings of plugins and unfinished
  /// bulks of the desk that name them follow, as recorded changes.
  package func renamePerson(
    _ old: String, to new: String, as actor: Actor, source: Source = .cli,
  ) throws -> Person {
    try administerPlugins(as: actor, source: source) { administration, store in
      try administration.renamePerson(old, to: new, in: store)
    }
  }
}

extension Administration {
  fileprivate func renamePerson(
    _ old: String, to new: String, in store: PluginStore<WriteTransaction>,
  ) throws -> Person {
    try require(.personManage)
    let before = try managed(old)
    var after = before
    after.name = try checked(newName: new, besides: before.id)
    guard after.name != before.name else { return before }
    // Read while the old name still means the person.
    let roles = try renamedRoles(after, from: before.name)
    let subscriptions = try renamedSubscriptions(after, from: before.name)
    let views = try renamedViews(after, from: before.name)
    let naming = renaming(after, from: before.name)
    try followBulks(naming)
    let sources = try store.enabledSources()
    let settings = try store.follow(
      RenamedSettings(naming), in: sources.filter { !rulebook.quarantine.contains($0.name) })
    let person = try write(after, before: before, as: .renamePerson)
    for (edits, role) in roles {
      try transaction.write(role)
      try chain.append(.setRole, edits: edits)
    }
    for (edit, subscription) in subscriptions {
      try transaction.write(subscription)
      try chain.append(.setSubscription, edits: [edit])
    }
    for (before, view) in views {
      try transaction.write(view)
      try note(view: view.name, of: view.owner, from: before, to: view)
    }
    if !settings.isEmpty {
      try adoptSettings(of: sources, in: store, as: .setPlugin, edits: settings)
    }
    try chain.bumpRevision()
    return person
  }

  /// The person's new name, for what is set for plugins and asked of tickets.
  private func renaming(_ person: Person, from old: String) -> RenamedPerson {
    let kernel = TicketField.allCases.filter { $0.kind == .person }.map(\.rawValue)
    let own = rulebook.registry.fields.filter { $0.kind == .person }.map(\.name)
    return RenamedPerson(
      called: person.name, in: Set(kernel + own),
      isMeant: { [transaction] in (try? transaction.person(named: $0))?.id == person.id },
      query: { renamed($0, $1, person, from: old) })
  }

  /// What bulks still ask of their tickets.
  private func followBulks(_ person: RenamedPerson) throws {
    for bulk in try transaction.unfinishedBulks() {
      guard let json = try? JSON(parsing: bulk.template), var request = Request(json: json) else {
        continue
      }
      request.set = request.set.map { field, assignment in
        guard rulebook.field(field)?.kind == .person else { return (field, assignment) }
        return (field, assignment.mapped { $0.calling(person) })
      }
      let template = request.json.text
      if template != json.text { try transaction.setTemplate(of: bulk.request, to: template) }
    }
  }

  /// The words of a question with the person's new name; `nil` where it does not name them, or means
  /// nothing.
  private func renamed(
    _ words: String, _ reading: QueryReading, _ person: Person, from old: String,
  ) -> String? {
    let schema =
      reading == .entries ? QuerySchema(entriesBy: rulebook.registry) : rulebook.schema
    let present = QueryPeople(reading: transaction)
    let coming = present.calling(person.id, person.name)
    func query(_ words: String, _ people: QueryPeople) -> Query? {
      try? Query(
        parsing: words, schema: schema, context: reading.context, people: people,
        zone: rulebook.settings.zone)
    }
    guard
      let renamed = query(words, present)?
        .renaming(person.id, from: old, to: person.name, in: schema)
    else { return nil }
    // As it was written, where that means the same; else as the question reads.
    let written = Query.words(words, renaming: old, to: person.name)
    return query(written, coming) == renamed ? written : renamed.description
  }

  private func renamedRoles(
    _ person: Person, from old: String,
  ) throws -> [([Edit], RoleSpec)] {
    try transaction.roles().compactMap { role in
      var (renamed, edits) = (role, [Edit]())
      for (index, grant) in role.grants.enumerated() {
        guard let when = grant.when, let words = self.renamed(when, .condition, person, from: old)
        else {
          continue
        }
        renamed.grants[index].when = words
        edits.append(
          Edit(
            field: "role.\(role.name)", from: text(grant), to: text(renamed.grants[index])))
      }
      return edits.isEmpty ? nil : (edits, renamed)
    }
  }

  private func renamedSubscriptions(
    _ person: Person, from old: String,
  ) throws -> [(Edit, Subscription)] {
    try transaction.subscriptions().compactMap { subscription in
      let isReport = subscription.report != nil
      guard let asked = subscription.report?.query ?? subscription.when,
        let words = renamed(asked, isReport ? .list : .condition, person, from: old)
      else {
        return nil
      }
      var after = subscription
      if isReport { after.report?.query = words } else { after.when = words }
      return (
        Edit(field: "subscription.\(subscription.key)", from: .text(asked), to: .text(words)), after
      )
    }
  }

  private func renamedViews(
    _ person: Person, from old: String,
  ) throws -> [(SavedView, SavedView)] {
    try transaction.views().compactMap { view in
      guard let words = renamed(view.query, .list, person, from: old) else { return nil }
      var after = view
      after.query = words
      return (view, after)
    }
  }
}

extension Value {
  /// The value with a person's name of then.
  fileprivate func calling(_ person: RenamedPerson) -> Value {
    switch self {
    case .text(let text): .text(person.text(text))
    case .list(let elements): .listing(elements.map { $0.calling(person) })
    default: self
    }
  }
}
