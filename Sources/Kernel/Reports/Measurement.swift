/// What is worked out of each ticket that a query asks for, or of each of its entries: the store
/// adds it up by groups without handing out a row.
package struct Measurement: Sendable {
  /// A moment of a ticket.
  package enum Mark: Sendable {
    /// What a field of the kind `time` holds.
    case field(QueryField)
    /// When the first of its entries happened that are asked for.
    case first(EntryQuery)
    /// The same of the last one.
    case last(EntryQuery)
  }

  /// What is worked out.
  package enum Subject: Sendable {
    /// The milliseconds from one moment to another; a ticket without one of them, or with the second
    /// before the first, has none.
    case span(from: Mark, to: Mark)
    /// What a field holds that is a number or a duration.
    case field(QueryField)
    /// How many entries of the ticket each of these asks for: one reading of its history for all.
    case entries([EntryQuery])
    /// How many entries there are that are asked for, by what they themselves have.
    case moments(EntryQuery, by: EntryGroup)
  }

  /// What entries are grouped by.
  package enum EntryGroup: Hashable, Sendable {
    /// The days, weeks, months or years in which they happened.
    case period(CalendarUnit)
    case actor
  }

  /// What a value must not be above to be within the target.
  package enum Target: Sendable {
    case value(Double)
    /// A moment of the ticket that the span must not end after; without it nothing is judged.
    case field(QueryField)
  }

  /// The tickets, and the one or two fields that they are grouped by; their order is of no account.
  package var query: Query
  package var subject: Subject
  package var target: Target?
  /// What of histories exists for who asks.
  package var sight: HistorySight

  package init(_ subject: Subject, of query: Query, target: Target? = nil, sight: HistorySight) {
    self.query = query
    self.subject = subject
    self.target = target
    self.sight = sight
  }
}

/// What of histories exists for somebody, as conditions that a store can look for.
package struct HistorySight: Sendable {
  /// Of which tickets there is a history.
  package let histories: Condition
  /// On which of them there are notes.
  package let notes: Condition
  /// The permissions that open entries about secret fields; `nil` for who sees all of them.
  package let veils: [String]?
  /// The roles by which somebody stands on the staff's side.
  package let staffRoles: [String]

  package init(histories: Condition, notes: Condition, veils: [String]?, staffRoles: [String]) {
    self.histories = histories
    self.notes = notes
    self.veils = veils
    self.staffRoles = staffRoles
  }
}

extension Viewer {
  /// What of histories exists for this one; `nil` where fields are hidden by grants, since which
  /// entries exist then depends on what each of them edits.
  package var historySight: HistorySight? {
    let staff = rulebook.roles.values.filter { $0.side == .staff }.map(\.name).sorted()
    if authority.isWholly {
      return HistorySight(histories: .always, notes: .always, veils: nil, staffRoles: staff)
    }
    guard !hidesFields else { return nil }
    return HistorySight(
      histories: histories, notes: notesAccess,
      veils: rulebook.secretPermissions.filter(authority.mayEverywhere).sorted(),
      staffRoles: staff)
  }
}

/// What the values of several tickets come to.
package struct MeasuredAmount: Equatable, Sendable {
  package let sum: Double
  /// The least value that at least half of them do not exceed, and nine tenths.
  package let median: Double
  package let ninetieth: Double
  package let most: Double
  /// How many of those that were judged are within the target; `nil` where there is none.
  package let within: Int?
  package let judged: Int?

  /// From values in any order.
  fileprivate init(_ series: MeasureTally.Series) {
    let sorted = series.values.sorted()
    sum = sorted.reduce(0, +)
    median = sorted.ranked(1, of: 2)
    ninetieth = sorted.ranked(9, of: 10)
    most = sorted.last ?? 0
    within = series.judged.map { _ in series.within }
    judged = series.judged
  }
}

/// What was worked out of the tickets of one group.
package struct MeasuredGroup: Equatable, Sendable {
  /// `none` for the tickets without a value.
  package let value: Value
  /// The group inside that one, where there is a second field to group by.
  package let part: Value?
  /// Of how many tickets something was worked out, or how many entries were counted.
  package let count: Int
  /// One for each query over entries, in their order; for other subjects one, and none where entries
  /// were only counted.
  package let amounts: [MeasuredAmount]

  fileprivate init(_ value: Value, _ part: Value?, _ group: MeasureTally.Group) {
    self.value = value
    self.part = part
    count = group.series.first?.values.count ?? 0
    amounts = group.series.map(MeasuredAmount.init)
  }

  /// A group of entries that were only counted.
  package init(_ value: Value, count: Int) {
    self.value = value
    part = nil
    self.count = count
    amounts = []
  }
}

extension [Double] {
  /// The value at a rank of the sorted ones: the least that so great a part does not exceed.
  ///
  /// Source: the nearest-rank method, https://en.wikipedia.org/wiki/Percentile.
  fileprivate func ranked(_ part: Int, of whole: Int) -> Double {
    isEmpty ? 0 : self[(count * part + whole - 1) / whole - 1]
  }
}

/// Adds up what was worked out of one ticket after the other.
package struct MeasureTally {
  /// One value of each ticket.
  fileprivate struct Series {
    var values: [Double] = []
    var within = 0
    var judged: Int?
  }

  fileprivate struct Group {
    var series: [Series]
  }

  private struct Key: Hashable {
    let value: Value
    let part: Value?
  }

  private let keys: [GroupKey]
  private let limit: Double?
  private let empty: Group
  private var groups: [Key: Group] = [:]

  package init(for measurement: Measurement) {
    keys = measurement.query.groups
    let series = Series(judged: measurement.target == nil ? nil : 0)
    empty = Group(series: Array(repeating: series, count: measurement.subject.seriesCount))
    if case .value(let most)? = measurement.target { limit = most } else { limit = nil }
  }

  /// Counts the values of a ticket, one for each amount, that is in each of these groups, and there in
  /// each of those, each named once; `limit` is its own target, where it has one.
  package mutating func count(
    _ amounts: [Double], in values: [Value], inside parts: [Value], limit own: Double?,
  ) {
    let most = limit ?? own
    guard !keys.isEmpty else { return add(amounts, to: Key(value: .none, part: nil), most) }
    for first in values {
      guard keys.count > 1 else {
        add(amounts, to: Key(value: first, part: nil), most)
        continue
      }
      for second in parts { add(amounts, to: Key(value: first, part: second), most) }
    }
  }

  private mutating func add(_ amounts: [Double], to key: Key, _ most: Double?) {
    groups[key, default: empty].add(amounts, most)
  }

  /// Most tickets first; periods in their order.
  package var measured: [MeasuredGroup] {
    let all = groups.map { MeasuredGroup($0.key.value, $0.key.part, $0.value) }
    let totals = Dictionary(grouping: all, by: \.value).mapValues { $0.reduce(0) { $0 + $1.count } }
    return all.sorted { left, right in
      if left.value != right.value {
        return GroupTally.precedes(
          (left.value, totals[left.value] ?? 0), (right.value, totals[right.value] ?? 0),
          by: keys.first)
      }
      return GroupTally.precedes(
        (left.part ?? .none, left.count), (right.part ?? .none, right.count), by: keys.last)
    }
  }
}

extension MeasureTally.Group {
  fileprivate mutating func add(_ amounts: [Double], _ most: Double?) {
    for (place, value) in zip(series.indices, amounts) { series[place].add(value, most) }
  }
}

extension MeasureTally.Series {
  fileprivate mutating func add(_ value: Double, _ most: Double?) {
    values.append(value)
    guard let most, let judged else { return }
    self.judged = judged + 1
    if value <= most { within += 1 }
  }
}

extension Measurement.Subject {
  /// How many values each ticket has.
  fileprivate var seriesCount: Int {
    switch self {
    case .span, .field: 1
    case .entries(let queries): queries.count
    case .moments: 0
    }
  }
}

extension [MeasuredGroup] {
  /// In the order of their values where these are periods; else most first.
  package func sorted(byPeriods isByPeriods: Bool) -> [MeasuredGroup] {
    let key = GroupKey(QueryField(.created), by: isByPeriods ? .day : nil)
    return sorted { GroupTally.precedes(($0.value, $0.count), ($1.value, $1.count), by: key) }
  }
}
