import Kernel
import Storage
import Texts

extension Administration {
  /// Gives a person another name; conditions, views and subscriptions of the desk that name them
  /// follow, as recorded changes.
  package func renamePerson(_ old: String, to new: String) throws -> Person {
    try require(.personManage)
    let before = try managed(old)
    var after = before
    after.name = try checked(newName: new, besides: before.id)
    guard after.name != before.name else { return before }
    // Read while the old name still means the person.
    let roles = try renamedRoles(after, from: before.name)
    let subscriptions = try renamedSubscriptions(after, from: before.name)
    let views = try renamedViews(after, from: before.name)
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
    try chain.bumpRevision()
    return person
  }

  /// The words of a question with the person's new name; `nil` where it does not name them, or means
  /// nothing.
  private func renamed(
    _ words: String, _ context: QueryContext, _ person: Person, from old: String,
  ) -> String? {
    let present = QueryPeople(reading: transaction)
    let coming = present.calling(person.id, person.name)
    func query(_ words: String, _ people: QueryPeople) -> Query? {
      try? Query(
        parsing: words, schema: rulebook.schema, context: context, people: people,
        zone: rulebook.settings.zone)
    }
    guard let renamed = query(words, present)?.renaming(person.id, to: person.name) else {
      return nil
    }
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
