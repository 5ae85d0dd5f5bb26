import Texts

/// A question about tickets: which ones, in which order, how many, grouped by what.
package struct Query: Hashable, Sendable {
  package let condition: Condition
  package let modifiers: Modifiers

  /// The order that was asked for; empty where none was.
  package var sort: [SortKey] { modifiers.sort }
  package var groups: [GroupKey] { modifiers.groups }
  package var limit: Int? { modifiers.limit }

  /// One thing to sort by; tickets without a value come last either way.
  package struct SortKey: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
      case field(QueryField)
      /// How many of the ticket's texts were found.
      case rank
    }

    package let subject: Subject
    package let isDescending: Bool

    package init(_ subject: Subject, isDescending: Bool = false) {
      self.subject = subject
      self.isDescending = isDescending
    }
  }

  package init(condition: Condition = .always, _ modifiers: Modifiers = Modifiers()) {
    self.condition = condition
    self.modifiers = modifiers
  }

  /// The same question about those tickets only that meet another condition too.
  package func restricted(to other: Condition) -> Query {
    Query(condition: condition.and(other), modifiers)
  }

  /// The order in which tickets are given, before the last resort, their number.
  ///
  /// Without a `sort:`, tickets found by their text come newest first, by their numbers.
  package var order: [SortKey] {
    guard isNewestFirst else { return sort }
    return [SortKey(.field(QueryField(.id)), isDescending: true)]
  }

  /// Whether the tickets come in the order of texts that were searched, the newest first.
  package var isNewestFirst: Bool { sort.isEmpty && asksForText }

  /// Whether it searches texts.
  package var asksForText: Bool {
    var found = false
    condition.visit { part, _ in
      if case .text = part { found = true }
    }
    return found
  }

  /// Whether it asks for discarded tickets by their category, stage or number.
  ///
  /// Lists leave discarded tickets out unless it does.
  package var asksForDiscarded: Bool {
    var found = false
    condition.visit { part, isNegated in
      switch part {
      case .field(let field, let matches) where field.kernel == .category:
        let wanted = Match.equals(.value(.text(Category.discarded.rawValue)))
        found = found || (!isNegated && matches.contains(wanted))
      case .field(let field, _) where field.kernel == .stage || field.kernel == .id:
        found = found || !isNegated
      case .was(let categories):
        found = found || (!isNegated && categories.contains(CategorySet(.discarded)))
      default: break
      }
    }
    return found
  }

  /// The query as a list answers it: without discarded tickets, unless it asks for them.
  package var listed: Query {
    guard !asksForDiscarded else { return self }
    let discarded = Operand.value(.text(Category.discarded.rawValue))
    return restricted(to: .not(.field(QueryField(.category), [.equals(discarded)])))
  }

  /// The names of all fields that it names, also those it only sorts, groups or compares by.
  package var fields: Set<String> {
    condition.fields.union(modifiers.fields.flatMap(\.names))
  }
}

extension Condition {
  /// The names of all fields in it.
  package var fields: Set<String> {
    var names: Set<String> = []
    visit { part, _ in
      switch part {
      case .field(let field, let matches):
        names.formUnion(field.names)
        for operand in matches.flatMap(\.operands) {
          switch operand {
          case .reference(let other), .mine(let other, _): names.formUnion(other.names)
          default: break
          }
        }
      case .isEmpty(let field), .words(let field, _): names.formUnion(field.names)
      case .was: names.insert(TicketField.category.rawValue)
      case .all, .any, .not, .text: break
      }
    }
    return names
  }
}

extension Query {
  /// Reads a query and checks every field and value in it.
  ///
  /// - Parameters:
  ///   - text: The query; an empty one asks for everything.
  ///   - schema: The fields that the asker may name.
  ///   - context: Where the query stands.
  ///   - values: What `$name` stands for. A text is read as if it were written there in quotes, a
  ///     number for a moment is in seconds since 1970, a list is all of its elements.
  ///   - people: How names of people are resolved.
  ///   - zone: Whose clock times without a zone are on.
  ///   - language: Whose words of dates are read besides English ones.
  ///   - today: Seen from which day a date must have the day of the week that is said with it; not
  ///     checked where the query was asked before.
  /// - Throws: `QueryError` with the column of the first thing that is wrong.
  package init(
    parsing text: String, schema: QuerySchema, context: QueryContext = .list,
    values: [String: Value] = [:], people: QueryPeople, zone: Zone, language: Language? = nil,
    today: CivilDate? = nil,
  ) throws(QueryError) {
    guard text.utf8.count <= 65_536 else {
      throw .syntax(Text.queryTooLong, column: 1)
    }
    let operands = OperandReader(
      schema: schema, context: context, values: values, people: people, zone: zone,
      language: language, today: today)
    var parser = QueryParser(text, schema: schema, context: context, operands: operands)
    self = try parser.query()
  }
}

/// Questions follow a person's new name.
extension Query {
  /// The same question where the person has another name; `nil` where it does not name them.
  ///
  /// The schema is the one by which the question was read; where any name may stand, they had `old`.
  package func renaming(
    _ person: Person.ID, from old: String, to name: String, in schema: QuerySchema,
  ) -> Query? {
    let renamed = condition.mapMatches { field, match in
      switch match {
      case .equals(.value(.text(let text)))
      where schema.takesPeople(field) && NameKey.isSame(text, old):
        .equals(.value(.text(name)))
      case .equals(let operand): .equals(operand.renaming(person, to: name))
      case .between(let lower, let upper):
        .between(lower?.renaming(person, to: name), upper?.renaming(person, to: name))
      }
    }
    guard renamed != condition else { return nil }
    return Query(condition: renamed, modifiers)
  }
}

extension Query {
  /// The words of a question with another name wherever that one stands as a value.
  ///
  /// Words that are searched for are replaced as well: who asks compares what both mean.
  package static func words(_ words: String, renaming old: String, to new: String) -> String {
    let written = [quotedIfNeeded(old), "\"\(old)\"", old]
    var (result, rest) = ("", words[...])
    while let next = rest.first {
      let isStart = result.last.map { " :,(".contains($0) } ?? true
      let found = written.first { name in
        guard isStart, rest.hasPrefix(name) else { return false }
        return rest.dropFirst(name.count).first.map { " ,)".contains($0) } ?? true
      }
      result += found == nil ? String(next) : quotedIfNeeded(new)
      rest = rest.dropFirst(found?.count ?? 1)
    }
    return result
  }
}

extension Condition {
  fileprivate func mapMatches(_ change: (QueryField, Match) -> Match) -> Condition {
    switch self {
    case .all(let parts): .all(parts.map { $0.mapMatches(change) })
    case .any(let parts): .any(parts.map { $0.mapMatches(change) })
    case .not(let part): .not(part.mapMatches(change))
    case .field(let field, let matches): .field(field, matches.map { change(field, $0) })
    case .isEmpty, .was, .text, .words: self
    }
  }
}

extension Bound {
  fileprivate func renaming(_ person: Person.ID, to name: String) -> Bound {
    Bound(operand.renaming(person, to: name), isInclusive: isInclusive)
  }
}

extension Operand {
  fileprivate func renaming(_ person: Person.ID, to name: String) -> Operand {
    if case .person(person, _) = self { .person(person, name: name) } else { self }
  }
}
