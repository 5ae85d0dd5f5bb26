/// A question about people: `name`, `email`, `language` and `role`, as `role:agent language:nl`.
package struct PersonQuery: Hashable, Sendable {
  private let condition: Condition

  /// Reads a query over people; `roles` are the ones there are, any is taken where none is given.
  package init(parsing text: String, roles: [String] = []) throws(QueryError) {
    let fields = PersonQuery.fields.map { ($0.name, QueryField($0)) }
    let schema = QuerySchema(
      fields: Dictionary(fields) { first, _ in first }, computed: [],
      known: roles.isEmpty ? [:] : ["role": roles])
    condition = try Query(
      parsing: text, schema: schema, context: .condition, people: QueryPeople([]), zone: .utc
    ).condition
  }

  /// A role that all have who are asked for; `nil` where anybody may be.
  package var role: String? {
    let parts: [Condition]
    if case .all(let all) = condition { parts = all } else { parts = [condition] }
    for case .field(let field, let matches) in parts where field.name == PersonQuery.role.name {
      if matches.count == 1, case .equals(.value(.text(let role))) = matches[0] { return role }
    }
    return nil
  }

  /// Whether the person is one that is asked for.
  package func matches(_ person: Person, in context: EvaluationContext) -> Bool {
    // Stands for the person: conditions are about tickets' fields.
    var row = Ticket(id: Ticket.ID(rawValue: 0))
    row.fields = [
      "name": .text(person.name), "email": .naming(person.email),
      "language": .naming(person.language), "role": .texts(person.roles),
    ]
    return condition.holds(for: row, in: context)
  }

  private static let fields: [FieldSpec] = [
    FieldSpec(name: "name", kind: .text, plugin: ""),
    FieldSpec(name: "email", kind: .text, plugin: ""),
    FieldSpec(name: "language", kind: .text, plugin: ""),
    role,
  ]

  private static let role: FieldSpec = {
    var role = FieldSpec(name: "role", kind: .choice, plugin: "")
    role.isMany = true
    return role
  }()
}
