import Texts

extension QueryParser {
  /// Reads `sort:-priority,due`; a later sort goes on where the first one left off.
  mutating func takeSort(column: Int) throws(QueryError) {
    for value in try singles(of: "sort") {
      let isDescending = value.text.hasPrefix("-")
      let name = isDescending ? String(value.text.dropFirst()) : value.text
      guard name != "rank" else {
        sort.append(Query.SortKey(.rank, isDescending: isDescending))
        continue
      }
      if value.form == .bare || !isDescending {
        mention(.field(name), at: value.place.dropFirst(isDescending ? 1 : 0))
      }
      let field = try field(
        named: name, to: .sort, column: value.column + (isDescending ? 1 : 0))
      guard !field.isMany else {
        throw .notHere(
          Text("query.quoted", ["what": name]), column: value.column,
          reason: Text("query.sort_list"))
      }
      sort.append(Query.SortKey(.field(field), isDescending: isDescending))
    }
  }

  mutating func takeGroup(column: Int) throws(QueryError) {
    let values = try singles(of: "group")
    guard values.count == 1, group == nil else {
      throw .syntax(Text("query.one_group"), column: column)
    }
    mention(.field(values[0].text), at: values[0].place)
    group = try field(named: values[0].text, to: .group, column: values[0].column)
  }

  mutating func takeLimit(column: Int) throws(QueryError) {
    let values = try singles(of: "limit")
    guard values.count == 1, limit == nil else {
      throw .syntax(Text("query.one_limit"), column: column)
    }
    guard let count = Int(values[0].text), (1...1_000_000).contains(count) else {
      throw .badValue(
        values[0].text, field: "limit", column: values[0].column,
        expected: Text("query.limit_number"))
    }
    limit = count
  }
}
