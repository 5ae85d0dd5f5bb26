import Kernel

enum PersonNameColumn: Int, TableColumn {
  case key, person

  static let table = Table("person_name", of: Self.self)
}

/// People by how their names compare, as opposed to how they are spelled.
///
/// A name in small letters is its own key and has no row: it is found in the table of people.
extension DeskReader {
  /// Whoever has that name, as names compare: exactly, else the only one but for capitals.
  package func person(named name: String) throws -> Person? {
    let exact = try connection.first(
      Self.people + " WHERE name = $1", [.text(name.composed)], person(from:))
    if let exact { return exact }
    let same = try people(withNameLike: name).filter { NameKey.isSame($0.name, name) }
    return same.count == 1 ? same[0] : nil
  }

  /// Everybody whose name looks like that one.
  package func people(withNameLike name: String) throws -> [Person] {
    let key = SQLValue.text(NameKey.key(of: name))
    // The key itself may be somebody's name, who then has no row.
    let own = try connection.first(Self.people + " WHERE name = $1", [key], person(from:))
    let others = try connection.all(
      Self.people + " JOIN person_name ON person_name.person = id WHERE person_name.key = $1",
      [key], person(from:))
    return (own.map { [$0] } ?? []) + others.filter { $0.id != own?.id }
  }
}

extension Connection {
  /// Notes how a person's name compares.
  func writeNameKey(of person: Person) throws {
    let id = SQLValue.integer(person.id.rawValue)
    try run("DELETE FROM person_name WHERE person = $1", [id])
    guard let key = Self.nameKey(of: person.name) else { return }
    try insert(into: PersonNameColumn.self, [.key: .text(key), .person: id])
  }

  /// Writes how all names compare anew.
  func rewriteNameKeys() throws {
    try execute(["DELETE FROM person_name"])
    for (id, name) in try names() {
      guard let key = Self.nameKey(of: name) else { continue }
      try insert(into: PersonNameColumn.self, [.key: .text(key), .person: .integer(id)])
    }
  }

  /// The people whose rows in the table of keys are not what follows from their names.
  func wrongNameKeys() throws -> [Int64] {
    var wanted: [Int64: String] = [:]
    for (id, name) in try names() { wanted[id] = Self.nameKey(of: name) }
    var wrong: [Int64] = []
    try rows(PersonNameColumn.table.select) { (row: Row<PersonNameColumn>) in
      let id = row.integer(.person)
      if wanted.removeValue(forKey: id) != row.text(.key) { wrong.append(id) }
    }
    return (wrong + wanted.keys).sorted()
  }

  private func names() throws -> [(id: Int64, name: String)] {
    enum Found: Int, RowColumn { case id, name }
    return try all("SELECT id, name FROM person") { (row: Row<Found>) in
      (row.integer(.id), row.text(.name))
    }
  }

  /// The key of a name; `nil` where the name is its own.
  private static func nameKey(of name: String) -> String? {
    NameKey.isItsOwn(name) ? nil : NameKey.key(of: name)
  }
}

extension Reader {
  /// The names that look like each other, as desks of older versions may have them.
  package func namesAlike() throws -> [[String]] {
    enum Found: Int, RowColumn { case key, name }
    let sql = """
      SELECT person_name.key, person.name FROM person_name
      JOIN person ON person.id = person_name.person
      UNION SELECT name, name FROM person WHERE name IN (SELECT key FROM person_name) ORDER BY 1, 2
      """
    let pairs = try connection.all(sql) { (row: Row<Found>) in (row.text(.key), row.text(.name)) }
    return Dictionary(grouping: pairs, by: \.0).values.map { $0.map(\.1) }
      .filter { $0.count > 1 }.sorted { $0[0].precedesByBytes($1[0]) }
  }
}
