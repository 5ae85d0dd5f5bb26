import Texts

/// What a query says of all the tickets that it finds: the one table of such words.
///
/// A new one is a case here, a property of `Query.Modifiers`, and what answers it.
enum QueryModifier: String, CaseIterable {
  case sort
  case group
  case limit

  /// Whether it may be said of entries too.
  var isOfEntries: Bool { self == .limit }
}

extension Query {
  /// The order, the groups and the number of what a query finds, as far as it says so.
  package struct Modifiers: Hashable, Sendable {
    /// The order that was asked for; empty where none was.
    package var sort: [SortKey] = []
    package var group: QueryField?
    package var limit: Int?

    package init(group: QueryField? = nil) {
      self.group = group
    }

    /// The same, with the other's where these say nothing.
    func completed(by other: Modifiers) -> Modifiers {
      var all = self
      if all.sort.isEmpty { all.sort = other.sort }
      all.group = group ?? other.group
      all.limit = limit ?? other.limit
      return all
    }

    /// The fields in them.
    var fields: [QueryField] {
      let sorted = sort.compactMap { key in
        if case .field(let field) = key.subject { field } else { nil }
      }
      return sorted + (group.map { [$0] } ?? [])
    }

    /// Those of what was found, in order, that are given.
    func cut<Found>(_ found: [Found]) -> ArraySlice<Found> {
      found.prefix(limit ?? .max)
    }

    /// They in the query language.
    var terms: [String] {
      let order = sort.map(\.description).joined(separator: ",")
      return [
        order.isEmpty ? nil : "sort:\(order)", group.map { "group:\($0.name)" },
        limit.map { "limit:\($0)" },
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
    let values = try singles(of: "group")
    guard values.count == 1, modifiers.group == nil else {
      throw .syntax(Text.queryOneGroup, column: column)
    }
    mention(.field(values[0].text), at: values[0].place)
    modifiers.group = try field(named: values[0].text, to: .group, column: values[0].column)
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
