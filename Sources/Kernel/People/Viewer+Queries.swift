extension Viewer {
  /// What the store may find for this one, beside the query.
  package var access: TicketAccess {
    TicketAccess(tickets: condition(for: .ticketView), viewer: authority.isWholly ? nil : self)
  }

  /// What every ticket must meet of which notes exist for this one.
  package var notesAccess: Condition { condition(for: .noteView) }

  /// What every ticket must meet whose history exists for this one.
  var historyAccess: Condition { condition(for: .ticketView).and(histories) }

  /// Where histories exist for this one, of the tickets that do.
  var histories: Condition { condition(for: .historyView) }

  /// Whether the history of each ticket exists for this one that does itself.
  var seesHistories: Bool {
    let histories = histories
    return histories == .always || histories == condition(for: .ticketView)
  }

  /// The query as a list answers it for this one: without discarded tickets, unless it asks for them.
  ///
  /// Who does not see which tickets are discarded does not see it by what is left out, either.
  package func listed(_ query: Query) -> Query {
    mayName(TicketField.category.rawValue) ? query.listed : query
  }

  private func condition(for permission: Permission) -> Condition {
    .conjunction(authority.all.map { condition(for: permission, by: $0) })
  }

  private func condition(for permission: Permission, by authority: Authority) -> Condition {
    guard !authority.isUnlimited else { return .always }
    var allowed: [Condition] = []
    var denied: [Condition] = []
    for grant in authority.grants where grant.covers(permission) {
      let condition = grant.condition?.condition ?? .always
      if !grant.grant.isDenial {
        allowed.append(condition)
      } else if grant.grant.fields.isEmpty {
        denied.append(condition)
      }
    }
    guard !allowed.isEmpty else { return .never }
    // What holds everywhere needs nothing beside it to be looked at.
    let any = allowed.contains(.always) ? .always : Condition.disjunction(allowed)
    return denied.isEmpty ? any : any.and(.not(.disjunction(denied)))
  }

  /// The fields and names that this one may use in a query.
  package var schema: QuerySchema {
    let custom = rulebook.registry.fields
    let doubtful =
      hidesFields
      ? TicketField.allCases.map(\.rawValue) + custom.map(\.name)
      : [TicketField.touched.rawValue, TicketField.version.rawValue]
        + custom.filter { $0.viewPermission != nil }.map(\.name)
    return QuerySchema(
      custom: custom, hidden: Set(doubtful.filter { !mayQuery($0) }), known: rulebook.knownNames)
  }
}

extension Rulebook {
  /// All fields and names that there are, for conditions of the desk itself.
  package var schema: QuerySchema { QuerySchema(custom: registry.fields, known: knownNames) }
}
