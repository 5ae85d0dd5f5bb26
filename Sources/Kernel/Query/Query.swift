/// A question about tickets: which ones, in which order, how many, grouped by what.
package struct Query: Hashable, Sendable {
  package let condition: Condition
  package let modifiers: Modifiers

  /// The order that was asked for; empty where none was.
  package var sort: [SortKey] { modifiers.sort }
  package var group: QueryField? { modifiers.group }
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
    condition.fields.union(modifiers.fields.map(\.name))
  }
}

extension Condition {
  /// The names of all fields in it.
  package var fields: Set<String> {
    var names: Set<String> = []
    visit { part, _ in
      switch part {
      case .field(let field, let matches):
        names.insert(field.name)
        for case .reference(let other) in matches.flatMap(\.operands) { names.insert(other.name) }
      case .isEmpty(let field): names.insert(field.name)
      case .was: names.insert(TicketField.category.rawValue)
      case .all, .any, .not, .text: break
      }
    }
    return names
  }
}
