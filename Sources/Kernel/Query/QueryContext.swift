/// Where a query stands, which decides what it may say.
package enum QueryContext: Sendable {
  /// A list, a view, a report: the whole language.
  case list
  /// A `when` or a grant: about one ticket, so without text, past, order and number; `$field` is
  /// the value of that field.
  case condition
  /// Beside assignments on a command line, where `<`, `>` and `=` would be misread: `:` only.
  case assignments
  /// About entries of the history: no texts, no past, no order.
  case entries
}

/// How names of people in a query become persons, and persons names again.
package struct QueryPeople: Sendable {
  let id: @Sendable (_ name: String) -> Person.ID?
  let name: @Sendable (Person.ID) -> String?
  let names: @Sendable () -> [String]

  /// Takes functions that find a person by name, a name by person, and all names that may be
  /// suggested to the asker.
  package init(
    id: @escaping @Sendable (_ name: String) -> Person.ID?,
    name: @escaping @Sendable (Person.ID) -> String?,
    names: @escaping @Sendable () -> [String],
  ) {
    self.id = id
    self.name = name
    self.names = names
  }

  /// These people and nobody else.
  package init(_ people: [Person]) {
    let byName = Dictionary(people.map { ($0.name, $0.id) }) { first, _ in first }
    let byID = Dictionary(people.map { ($0.id, $0.name) }) { first, _ in first }
    self.init(
      id: { byName[$0] }, name: { byID[$0] }, names: { byName.keys.sorted() })
  }
}
