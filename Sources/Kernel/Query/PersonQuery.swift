import Texts

/// A question about people: `name`, `email`, `language`, `role` and the fields of people, as
/// `role:agent organization:acme`.
package struct PersonQuery: Hashable, Sendable {
  private let condition: Condition

  /// Reads a query over people; `roles` are the ones there are, any is taken where none is given.
  ///
  /// `specs` are the fields of people that the asker may name, `people` whom a value may name;
  /// `language` and `today` are as of `Query`.
  package init(
    parsing text: String, roles: [String] = [], fields specs: [FieldSpec] = [],
    people: QueryPeople = QueryPeople([]), zone: Zone = .utc, language: Language? = nil,
    today: CivilDate? = nil,
  ) throws(QueryError) {
    let schema = PersonQuery.schema(roles: roles, fields: specs)
    condition = try Query(
      parsing: text, schema: schema, context: .condition, people: people, zone: zone,
      language: language, today: today
    ).condition
  }

  /// What such a query may name.
  package static func schema(roles: [String], fields specs: [FieldSpec]) -> QuerySchema {
    var known = roles.isEmpty ? [:] : ["role": roles]
    for spec in specs where spec.kind == .choice {
      known[spec.name] = spec.choices.values.flatMap(\.self)
    }
    let fields = (PersonQuery.fields + specs).map { ($0.name, QueryField($0)) }
    return QuerySchema(
      fields: Dictionary(fields) { first, _ in first }, computed: [], known: known)
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
    row.fields = person.fields
    row.fields["name"] = .text(person.name)
    row.fields["email"] = .naming(person.email)
    row.fields["language"] = .naming(person.language)
    row.fields["role"] = .texts(person.roles)
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
