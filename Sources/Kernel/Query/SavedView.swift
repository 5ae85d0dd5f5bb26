/// A question that somebody keeps under a name, for themselves or shared with a role.
package struct SavedView: Equatable, Sendable {
  package var name: String
  /// The text of the query, as it was written.
  package var query: String
  package var owner: Person.ID
  /// The role that it is shared with; `nil` for the owner's own.
  package var share: String?

  package init(name: String, query: String, owner: Person.ID, share: String? = nil) {
    self.name = name
    self.query = query
    self.owner = owner
    self.share = share
  }
}

extension Query {
  /// What both questions ask for; order, groups or columns, and limit are the other's, where it has
  /// them.
  package func narrowed(by other: Query) -> Query {
    Query(
      condition: condition.and(other.condition), other.modifiers.completed(by: modifiers))
  }

  /// The same question for tickets that are listed, not counted.
  package var ungrouped: Query {
    var modifiers = modifiers
    modifiers.groups = []
    return Query(condition: condition, modifiers)
  }

  /// The same tickets in the same order, without groups, columns and limit.
  package var ordered: Query {
    var modifiers = Modifiers()
    modifiers.sort = self.modifiers.sort
    return Query(condition: condition, modifiers)
  }

  /// The same question with another order, where it has none of its own.
  package func ordered(by keys: [SortKey]) -> Query {
    guard sort.isEmpty else { return self }
    var modifiers = modifiers
    modifiers.sort = keys
    return Query(condition: condition, modifiers)
  }

  /// The same tickets, counted by something.
  package func grouped(by key: GroupKey) -> Query {
    Query(condition: condition, Modifiers(groups: [key]))
  }

  /// The same question about at most so many.
  package func limited(to count: Int) -> Query {
    var modifiers = modifiers
    modifiers.limit = count
    return Query(condition: condition, modifiers)
  }
}
