import Kernel
import Storage

extension DeskSession {
  /// Reads a query with what the person may name.
  ///
  /// A queue, type, stage, choice … that the desk does not have is an error, since nothing could
  /// match; one that tickets of the person still carry from earlier can be asked for.
  package func query(
    _ text: String, context: QueryContext = .list, values: [String: Value] = [:],
  ) throws(QueryError) -> Query {
    guard values.isEmpty else { return try read(text, context, values) }
    let key = QueryCache.Key(
      text: text, person: person.id, zone: zone.name, roles: person.roles, context: context)
    return try queries.query(key) { () throws(QueryError) in try read(text, context, [:]) }
  }

  private func read(
    _ text: String, _ context: QueryContext, _ values: [String: Value],
  ) throws(QueryError) -> Query {
    var schema = viewer.schema
    while true {
      do throws(QueryError) {
        return try Query(
          parsing: text, schema: schema, context: context, values: values,
          people: queryPeople, zone: zone)
      } catch {
        guard case .unknownName(let name, let field, _, _, _) = error,
          let found = schema.field(named: field), isCarried(name, in: found)
        else { throw error }
        schema = schema.knowing(name, of: field)
      }
    }
  }

  /// Whether a ticket that the person sees has that value.
  private func isCarried(_ name: String, in field: QueryField) -> Bool {
    let query = Query(condition: .field(field, [.equals(.value(.text(name)))]))
    let found = try? reader.ids(
      matching: query, access: viewer.access, in: queryContext, limit: 1)
    return found?.isEmpty == false
  }
}
