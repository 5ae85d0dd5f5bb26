import Kernel
import Texts

/// Checks on what conditions fields are shown: those of forms parse, and none waits for itself.
struct ShowCheck {
  let draft: Draft
  /// The fields of tickets, those of other plugins included.
  let fields: [FieldSpec]
  /// What the conditions of those may name.
  let schema: QuerySchema

  func problems() -> [Text] {
    circles(among: fields, by: schema, of: Set(draft.fields.map(\.name))).map { path in
      Text.frameOf(
        owner: Text.loadingShowIf(field: path[0]),
        problem: Text.loadingShowCircle(path: path.joined(separator: " → ")))
    } + draft.forms.flatMap(problems)
  }

  private func problems(of form: FormSpec) -> [Text] {
    let schema = QuerySchema(form: form.fields)
    let wrong = form.fields.compactMap { field -> Text? in
      guard let condition = field.showIf else { return nil }
      do throws(QueryError) {
        _ = try query(condition, by: schema)
        return nil
      } catch {
        return Text.frameOf(
          owner: Text.loadingFormShowIf(field: field.name, form: form.name),
          problem: Text.frameQuoted(words: condition, problem: error))
      }
    }
    let all = Set(form.fields.map(\.name))
    return wrong
      + circles(among: form.fields, by: schema, of: all).map { path in
        Text.frameOf(
          owner: Text.loadingFormShowIf(field: path[0], form: form.name),
          problem: Text.loadingShowCircle(path: path.joined(separator: " → ")))
      }
  }

  private func query(_ text: String, by schema: QuerySchema) throws(QueryError) -> Query {
    try Query(
      parsing: text, schema: schema, context: .condition, people: RegistryCheck.anybody, zone: .utc)
  }

  /// The ways from fields back to themselves, by the fields that their conditions name; each circle once.
  private func circles(
    among fields: [FieldSpec], by schema: QuerySchema, of own: Set<String>,
  ) -> [[String]] {
    var named: [String: [String]] = [:]
    for field in fields {
      guard let condition = field.showIf, let query = try? query(condition, by: schema) else {
        continue
      }
      named[field.name] = query.fields.sorted()
    }
    var found: [[String]] = []
    for name in own.sorted() where !found.contains(where: { $0.contains(name) }) {
      if let path = ShowCheck.way(from: name, to: name, through: named) { found.append(path) }
    }
    return found
  }

  /// The shortest way along the names, both ends included; `nil` where there is none.
  private static func way(
    from start: String, to end: String, through named: [String: [String]],
  ) -> [String]? {
    var ways = [[start]]
    var seen: Set<String> = []
    while !ways.isEmpty {
      let way = ways.removeFirst()
      for next in named[way[way.count - 1]] ?? [] {
        if next == end { return way + [next] }
        if seen.insert(next).inserted { ways.append(way + [next]) }
      }
    }
    return nil
  }
}
