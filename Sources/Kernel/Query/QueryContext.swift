import Texts

/// Where a query stands, which decides what it may say.
package enum QueryContext: Sendable {
  /// A list, a view, a report: the whole language.
  case list
  /// A `when` or a grant: about one ticket, so without text, past, order and number; `$field` is
  /// the value of that field.
  case condition
  /// Beside assignments on a command line, where `<`, `>` and `=` would be misread: `:` only.
  case assignments
}

/// What a query may be whose place does not say it, as a setting's of a plugin.
package enum QueryReading: CaseIterable, Sendable {
  /// About one ticket, in the present.
  case condition
  /// About tickets.
  case list
  /// About entries of the history.
  case entries

  /// Where such a query stands.
  package var context: QueryContext { self == .condition ? .condition : .list }

  /// What it may be where it decides about a ticket, and where nothing is said of it.
  package static func all(isCondition: Bool) -> [QueryReading] {
    isCondition ? [.condition] : allCases
  }
}

/// How names of people in a query become persons, and persons names again.
package struct QueryPeople {
  let id: (_ name: String) throws(QueryError) -> Person.ID?
  let name: (Person.ID) throws(QueryError) -> String?
  /// The names that may be suggested to somebody who typed another.
  package let names: (_ like: String) throws(QueryError) -> [String]

  /// Takes functions that find a person by name, a name by person, and the names that may be
  /// suggested to an asker who typed another.
  package init(
    id: @escaping (_ name: String) throws(QueryError) -> Person.ID?,
    name: @escaping (Person.ID) throws(QueryError) -> String?,
    names: @escaping (_ like: String) throws(QueryError) -> [String],
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
      id: { byName[$0] }, name: { byID[$0] }, names: { _ in byName.keys.sorted() })
  }

  /// Everybody: each is looked up where a query names them.
  ///
  /// What goes wrong there is told to `failed` and is the query's error `unreadable`.
  package init(
    reading store: any PeopleReading, failed: @escaping (any Error) -> Void = { _ in },
  ) {
    func reading<Found>(_ read: () throws -> Found) throws(QueryError) -> Found {
      do {
        return try read()
      } catch {
        failed(error)
        throw .unreadable(Text(of: error))
      }
    }
    self.init(
      id: { name throws(QueryError) in try reading { try store.person(named: name)?.id } },
      name: { id throws(QueryError) in try reading { try store.person(id)?.name } },
      names: { name throws(QueryError) in try reading { try store.names(like: name) } })
  }

  /// The same people for one who may not see who there is: no names are suggested.
  package var unsuggested: QueryPeople { QueryPeople(id: id, name: name, names: { _ in [] }) }

  /// The same people but for one, whom nobody has the name of.
  package func without(_ person: String) -> QueryPeople {
    QueryPeople(
      id: { name throws(QueryError) in
        NameKey.isSame(name, person) ? nil : try id(name)
      }, name: name, names: names)
  }

  /// The same people, one of whom has another name.
  package func calling(_ person: Person.ID, _ called: String) -> QueryPeople {
    QueryPeople(
      id: { name throws(QueryError) in
        NameKey.isSame(name, called) ? person : try id(name)
      }, name: { id throws(QueryError) in id == person ? called : try name(id) }, names: names)
  }

  /// The same people; `body` is called with each name that nobody has.
  func noting(unknown body: @escaping (String) -> Void) -> QueryPeople {
    QueryPeople(
      id: { name throws(QueryError) in
        let found = try id(name)
        if found == nil { body(name) }
        return found
      }, name: name, names: names)
  }
}
