/// A group of tickets that have a value in common, with the number of them.
package struct GroupCount: Hashable, Sendable {
  /// `none` for the tickets without a value.
  package let value: Value
  package let count: Int
  /// The groups inside this one, where the query has a second field to group by.
  package let parts: [GroupCount]

  package init(value: Value, count: Int, parts: [GroupCount] = []) {
    self.value = value
    self.count = count
    self.parts = parts
  }
}

extension [GroupCount] {
  /// The groups of what was counted by value, most first.
  package init(_ counts: [Value: Int]) {
    self = counts.map { GroupCount(value: $0.key, count: $0.value) }
      .sorted { GroupTally.precedes(($0.value, $0.count), ($1.value, $1.count), by: nil) }
  }
}

/// Counts tickets one after the other by what a query groups by.
///
/// A ticket with several values counts once for each one.
package struct GroupTally {
  private struct Group {
    var count = 0
    var parts: [Value: Int] = [:]
  }

  private let keys: [GroupKey]
  private let limit: Int?
  private var groups: [Value: Group] = [:]

  /// The limit of the query is one of groups.
  package init(for query: Query) {
    keys = query.groups
    limit = query.limit
  }

  /// Counts a ticket.
  package mutating func count(_ ticket: Ticket, in context: EvaluationContext) {
    guard let first = keys.first else { return }
    let inside = keys.dropFirst().first?.groups(of: ticket, in: context) ?? []
    count(first.groups(of: ticket, in: context), inside: inside)
  }

  /// Counts a ticket that is in each of these groups, and there in each of those.
  package mutating func count(_ values: Set<Value>, inside: Set<Value>) {
    for value in values {
      groups[value, default: Group()].count += 1
      for part in inside { groups[value]?.parts[part, default: 0] += 1 }
    }
  }

  /// Most tickets first; periods in their order, of which a limit leaves the latest.
  package var counts: [GroupCount] {
    guard let first = keys.first else { return [] }
    let counts = groups.map { value, group in
      let parts = group.parts.map { GroupCount(value: $0.key, count: $0.value) }
      return GroupCount(
        value: value, count: group.count, parts: Self.sorted(parts, by: keys[keys.count - 1]))
    }
    let sorted = Self.sorted(counts, by: first)
    guard let limit else { return sorted }
    return Array(first.period == nil ? sorted.prefix(limit) : sorted.suffix(limit))
  }

  private static func sorted(_ counts: [GroupCount], by key: GroupKey) -> [GroupCount] {
    counts.sorted { precedes(($0.value, $0.count), ($1.value, $1.count), by: key) }
  }

  /// Whether a group stands before another one: by their counts, periods by their order.
  static func precedes(
    _ left: (value: Value, count: Int), _ right: (value: Value, count: Int), by key: GroupKey?,
  ) -> Bool {
    guard key?.period == nil, left.count != right.count else {
      return precedes(left.value, right.value)
    }
    return left.count > right.count
  }

  /// Texts, then numbers, then none.
  private static func precedes(_ left: Value, _ right: Value) -> Bool {
    switch (Scalar(left), Scalar(right)) {
    case (let one?, let other?):
      if let order = one.order(with: other) { return order < 0 }
      if case .text = one { return true }
      return false
    case (_?, nil): return true
    case (nil, _): return false
    }
  }
}
