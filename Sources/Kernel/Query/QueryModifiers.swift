import Texts

/// What a query says of all the tickets that it finds: the one table of such words.
///
/// A new one is a case here, a property of `Query.Modifiers`, and what answers it.
enum QueryModifier: String, CaseIterable {
  case sort
  case group
  case limit
  case columns

  /// Whether it may be said of entries too.
  var isOfEntries: Bool { self == .limit }
}

extension Query {
  /// The order, the groups, the number and the columns of what a query finds, as far as it says so.
  package struct Modifiers: Hashable, Sendable {
    /// The order that was asked for; empty where none was.
    package var sort: [SortKey] = []
    /// What tickets are counted by; the second one inside the groups of the first.
    package var groups: [GroupKey] = []
    package var limit: Int?
    /// The fields that a list shows, in order; empty for those that it shows by itself.
    package var columns: [String] = []

    package init(groups: [GroupKey] = []) {
      self.groups = groups
    }

    /// The same, with the other's where these say nothing.
    func completed(by other: Modifiers) -> Modifiers {
      var all = self
      if all.sort.isEmpty { all.sort = other.sort }
      all.limit = limit ?? other.limit
      // Groups have no columns: who asks for either does not want the other.
      if groups.isEmpty, columns.isEmpty {
        (all.groups, all.columns) = (other.groups, other.columns)
      }
      return all
    }

    /// The fields in them.
    var fields: [QueryField] {
      let sorted = sort.compactMap { key in
        if case .field(let field) = key.subject { field } else { nil }
      }
      return sorted + groups.map(\.field)
    }

    /// Those of what was found, in order, that are given.
    func cut<Found>(_ found: [Found]) -> ArraySlice<Found> {
      found.prefix(limit ?? .max)
    }

    /// They in the query language.
    var terms: [String] {
      let order = sort.map(\.description).joined(separator: ",")
      let keys = groups.map(\.name).joined(separator: ",")
      return [
        order.isEmpty ? nil : "sort:\(order)", keys.isEmpty ? nil : "group:\(keys)",
        limit.map { "limit:\($0)" },
        columns.isEmpty ? nil : "columns:\(columns.joined(separator: ","))",
      ].compactMap(\.self)
    }
  }
}

extension QueryParser {
  mutating func take(_ modifier: QueryModifier, column: Int) throws(QueryError) {
    switch modifier {
    case .sort: try takeSort()
    case .group: try takeGroup(column: column)
    case .limit: try takeLimit(column: column)
    case .columns: try takeColumns()
    }
  }

  /// Reads `sort:-priority,due`; a later sort goes on where the first one left off.
  private mutating func takeSort() throws(QueryError) {
    for value in try singles(of: "sort") {
      let isDescending = value.text.hasPrefix("-")
      let name = isDescending ? String(value.text.dropFirst()) : value.text
      guard name != "rank" else {
        modifiers.sort.append(Query.SortKey(.rank, isDescending: isDescending))
        continue
      }
      if value.form == .bare || !isDescending {
        mention(.field(name), at: value.place.dropFirst(isDescending ? 1 : 0))
      }
      let field = try field(
        named: name, to: .sort, column: value.column + (isDescending ? 1 : 0))
      guard !field.isMany else {
        throw .notHere(
          Text.queryQuoted(what: name), column: value.column,
          reason: Text.querySortList)
      }
      modifiers.sort.append(Query.SortKey(.field(field), isDescending: isDescending))
    }
  }

  private mutating func takeGroup(column: Int) throws(QueryError) {
    for value in try singles(of: "group") {
      let key = try groupKey(value)
      guard modifiers.groups.count < 2, !modifiers.groups.contains(key) else {
        throw .syntax(Text.queryTwoGroups, column: column)
      }
      modifiers.groups.append(key)
    }
  }

  /// Reads a field, or `created.week` for the weeks of one.
  private mutating func groupKey(_ value: QueryScanner.Written) throws(QueryError) -> GroupKey {
    let (name, period) = schema.groupParts(of: value.text)
    if period == nil { try requirePeriod(of: value) }
    let place = value.form == .bare ? value.place.prefix(name.unicodeScalars.count) : value.place
    mention(.field(name), at: place)
    let field = try field(named: name, to: .group, column: value.column)
    guard period == nil || GroupKey.hasPeriods(field) else {
      throw .syntax(Text.queryNoPeriods(field: field.name), column: value.column)
    }
    return GroupKey(field, by: period)
  }

  /// Refuses what stands after a field that there is, as the fortnight of `created.fortnight`.
  private func requirePeriod(of value: QueryScanner.Written) throws(QueryError) {
    guard let problem = schema.wrongPeriod(in: value.text) else { return }
    throw .syntax(problem, column: value.column)
  }

  /// Reads `columns:id,subject`; a field that is worked out can be shown.
  private mutating func takeColumns() throws(QueryError) {
    for value in try singles(of: "columns") {
      mention(.field(value.text), at: value.place)
      let isComputed = schema.isComputed(value.text)
      let name =
        isComputed
        ? value.text : try field(named: value.text, to: .columns, column: value.column).name
      modifiers.columns.append(name)
    }
  }

  private mutating func takeLimit(column: Int) throws(QueryError) {
    let values = try singles(of: "limit")
    guard values.count == 1, modifiers.limit == nil else {
      throw .syntax(Text.queryOneLimit, column: column)
    }
    guard let count = Int(values[0].text), (1...1_000_000).contains(count) else {
      throw .badValue(
        values[0].text, field: "limit", column: values[0].column,
        expected: Text.queryLimitNumber)
    }
    modifiers.limit = count
  }
}
