import Kernel
import Texts

enum PersonColumn: Int, TableColumn {
  case id, name, email, login, language, zone, roles, fields

  static let table = Table("person", of: Self.self)
  static let put = upsert(on: .id)
  /// Two smallest names, which take no sorting.
  static let next = {
    let first = """
      SELECT min(name) FROM person_role JOIN person ON person.id = person_role.person
      WHERE person_role.role = $1
      """
    return table.select + " WHERE name = coalesce((\(first) AND name > $2), (\(first)))"
  }()
}

enum PersonRoleColumn: Int, TableColumn {
  case role, person

  static let table = Table("person_role", of: Self.self)
}

enum RoleColumn: Int, TableColumn {
  case name, side, grants, plugin

  static let table = Table("role", of: Self.self)
  static let put = upsert(on: .name)
}

enum QueueColumn: Int, TableColumn {
  case name

  static let table = Table("queue", of: Self.self)
  static let put = upsert(on: .name)
}

enum SettingColumn: Int, TableColumn {
  case name, value

  static let table = Table("setting", of: Self.self)
  static let put = upsert(on: .name)
}

extension DeskReader {
  /// The person of that number.
  package func person(_ id: Person.ID) throws -> Person? {
    try connection.first(Self.people + " WHERE id = $1", [.integer(id.rawValue)], person)
  }

  /// Whoever has that login of the system.
  package func person(withLogin login: String) throws -> Person? {
    try connection.first(Self.people + " WHERE login = $1 AND login <> ''", [.text(login)], person)
  }

  /// All people by their ids.
  package func people() throws -> [Person] {
    try connection.all(Self.people + " ORDER BY id", [], person)
  }

  /// Everybody with a role, by their ids.
  package func people(withRole role: String) throws -> [Person] {
    let sql = """
      \(Self.people) JOIN person_role ON person_role.person = id WHERE person_role.role = $1
      ORDER BY id
      """
    // The person's own list says what is true; the table of roles only finds them.
    return try connection.all(sql, [.text(role)], person).filter { $0.roles.contains(role) }
  }

  /// The people with a role by name, behind that name, at most so many.
  package func people(withRole role: String, after name: String, limit: Int) throws -> [Person] {
    let sql = """
      \(Self.people) JOIN person_role ON person_role.person = id
      WHERE person_role.role = $1 AND name > $2 ORDER BY name LIMIT $3
      """
    return try connection.all(sql, [.text(role), .text(name), .integer(Int64(limit))], person)
  }

  /// Who with a role is next behind a name, by name and around.
  package func nextPerson(withRole role: String, after name: String) throws -> Person? {
    try connection.first(PersonColumn.next, [.text(role), .text(name)], person)
  }

  /// The people whose name or address begins so, by name, at most so many.
  package func people(beginning prefix: String, limit: Int) throws -> [Person] {
    guard !prefix.isEmpty else {
      return try connection.all(
        Self.people + " ORDER BY name LIMIT $1", [.integer(Int64(limit))], person)
    }
    let found = try ["name", "email"].flatMap { column in
      // `<> ''` is what the index on addresses asks for.
      // No text has bytes above the last scalar's, so this ends behind all that begin so.
      try connection.all(
        Self.people
          + " WHERE \(column) <> '' AND \(column) >= $1 AND \(column) < $2 ORDER BY \(column) LIMIT $3",
        [.text(prefix), .text(prefix + "\u{10FFFF}"), .integer(Int64(limit))], person)
    }
    var seen: Set<Person.ID> = []
    return Array(
      found.filter { seen.insert($0.id).inserted }
        .sorted { $0.name.precedesByBytes($1.name) }.prefix(limit))
  }

  /// Names that begin as that one does, with a small letter or a capital one.
  package func names(like name: String) throws -> [String] {
    guard let first = name.first else { return [] }
    return try [first.lowercased(), first.uppercased()].flatMap { start in
      let values: [SQLValue] = [
        .text(start), .text(start + "\u{10FFFF}"), .integer(Self.mostNamesLike),
      ]
      return try connection.texts(
        "SELECT name FROM person WHERE name >= $1 AND name < $2 ORDER BY name LIMIT $3", values)
    }
  }

  /// So many names are looked at for the one that was meant; a suggestion is worth no more.
  private static var mostNamesLike: Int64 { 500 }

  /// The desk's own roles by name.
  package func roles() throws -> [RoleSpec] {
    try connection.all(RoleColumn.table.select + " ORDER BY name", [], role)
  }

  /// One of the desk's own roles.
  package func role(named name: String) throws -> RoleSpec? {
    try connection.first(RoleColumn.table.select + " WHERE name = $1", [.text(name)], role)
  }

  private func role(from row: Row<RoleColumn>) throws -> RoleSpec {
    guard let side = RoleSpec.Side(rawValue: row.text(.side)) else {
      throw RecordError(RoleColumn.side, of: row.text(.name))
    }
    guard let json = try? JSON(parsing: row.text(.grants)), let grants = Grant.grants(from: json)
    else {
      throw RecordError(RoleColumn.grants, of: row.text(.name))
    }
    return RoleSpec(name: row.text(.name), side: side, grants: grants, plugin: row.text(.plugin))
  }

  /// The desk's own queues by name.
  package func queues() throws -> [String] {
    try connection.texts("SELECT name FROM queue ORDER BY name")
  }

  /// A setting of the desk; `nil` if it has not been set.
  package func setting(_ name: String) throws -> String? {
    try connection.text("SELECT value FROM setting WHERE name = $1", [.text(name)])
  }

  /// All settings by name.
  package func settings() throws -> [String: String] {
    let pairs = try connection.all(SettingColumn.table.select) { (row: Row<SettingColumn>) in
      (row.text(.name), row.text(.value))
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  static var people: String { PersonColumn.table.select }

  func person(from row: Row<PersonColumn>) throws -> Person {
    let text = row.text(.roles)
    guard let roles = connection.knownRoles[text] ?? JSON.texts(in: text) else {
      throw RecordError(PersonColumn.roles, of: "\(row.integer(.id))")
    }
    connection.knownRoles[text] = roles
    guard let fields = Person.fields(in: row.text(.fields)) else {
      throw RecordError(PersonColumn.fields, of: "\(row.integer(.id))")
    }
    return Person(
      id: Person.ID(rawValue: row.integer(.id)), name: row.text(.name), email: row.text(.email),
      login: row.text(.login), language: row.text(.language), zone: row.text(.zone), roles: roles,
      fields: fields)
  }

  /// Everybody with a value in a field, by their ids.
  package func people(withField field: String) throws -> [Person] {
    let sql = """
      \(Self.people) WHERE id IN (SELECT person FROM person_value WHERE field = $1) ORDER BY id
      """
    return try connection.all(sql, [.text(field)], person)
  }
}

extension Person {
  /// The values as they stand in the person's row: a JSON object by field, in the order of names.
  var fieldsText: String {
    guard !fields.isEmpty else { return Person.noFields }
    return JSON.object(
      fields.sorted { $0.key.precedesByBytes($1.key) }.map { ($0.key, $0.value.json) }
    ).text
  }

  /// What stands there of a person without any.
  static var noFields: String { "{}" }

  /// Reads what `fieldsText` gives; `nil` for anything else.
  static func fields(in text: String) -> [String: Value]? {
    guard text != noFields else { return [:] }
    guard let members = (try? JSON(parsing: text))?.members else { return nil }
    var fields: [String: Value] = [:]
    for (name, json) in members {
      guard let value = Value(json: json), !value.isEmpty else { return nil }
      fields[name] = value
    }
    return fields
  }
}

extension Connection {
  /// Writes what the person is found by of their fields.
  func writeValues(of person: Person) throws {
    let id = SQLValue.integer(person.id.rawValue)
    try run("DELETE FROM person_value WHERE person = $1", [id])
    for (field, value) in person.fields.sorted(by: { $0.key.precedesByBytes($1.key) }) {
      for row in ValueRecord.rows(of: value, person: person.id, field: field) {
        try run(PersonValueColumn.table.insert, row)
      }
    }
  }

  /// The people of whom other values can be found than they have.
  func peopleWithWrongValues() throws -> [Int64] {
    var stored: [Int64: [[SQLValue]]] = [:]
    try rows(
      PersonValueColumn.table.select + " ORDER BY person, field, position"
    ) { (row: Row<PersonValueColumn>) in
      stored[row.integer(.person), default: []].append(row.members.map(\.value))
    }
    var wrong: [Int64] = []
    for person in try people() {
      let expected = person.fields.sorted { $0.key.precedesByBytes($1.key) }
        .flatMap { ValueRecord.rows(of: $1, person: person.id, field: $0) }
      let found = stored.removeValue(forKey: person.id.rawValue) ?? []
      if found != expected { wrong.append(person.id.rawValue) }
    }
    return (wrong + stored.keys).sorted()
  }

  /// Writes what all people are found by anew.
  func rewritePersonValues() throws {
    try execute(["DELETE FROM person_value"])
    for person in try people() where !person.fields.isEmpty { try writeValues(of: person) }
  }
}

extension Grant {
  /// The grant as it stands in table `role`.
  var json: JSON {
    var members: [(String, JSON)] = [("permission", .string(permission))]
    if isDenial { members.append(("deny", .boolean(true))) }
    if !fields.isEmpty { members.append(("fields", .texts(fields))) }
    if let when { members.append(("when", .string(when))) }
    return .object(members)
  }

  /// The grants of an array of what `json` gives; `nil` for anything else.
  static func grants(from json: JSON) -> [Grant]? {
    guard let items = json.array else { return nil }
    var grants: [Grant] = []
    for item in items {
      guard let permission = item["permission"]?.string else { return nil }
      grants.append(
        Grant(
          permission, isDenial: item["deny"]?.boolean ?? false,
          fields: (item["fields"]?.array ?? []).compactMap(\.string), when: item["when"]?.string))
    }
    return grants
  }
}

/// A row that does not say what Docket writes: somebody else has changed the database.
package struct RecordError: TextError, Equatable {
  package let table: String
  /// What finds the row in its table.
  package let key: String
  package let column: String

  package var description: String { text.description }

  package var text: Text {
    Text.storageBadRow(key: key, table: table, column: column)
  }
}

extension RecordError {
  init(_ column: some TableColumn, of key: String) {
    (table, self.key, self.column) = (type(of: column).table.name, key, column.name)
  }
}
