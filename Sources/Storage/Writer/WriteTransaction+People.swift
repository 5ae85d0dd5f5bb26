import Kernel

extension WriteTransaction {
  package func person(_ id: Person.ID) throws -> Person? {
    if let known = known.people[id] { return known }
    let person = try connection.person(id)
    known.people[id] = .some(person)
    return person
  }

  package func person(named name: String) throws -> Person? {
    let person = try connection.person(named: name)
    if let person { known.people[person.id] = .some(person) }
    return person
  }

  package func people() throws -> [Person] {
    if let known = known.everybody {
      try connection.bill(rows: known.count)
      return known
    }
    let people = try connection.people()
    known.everybody = people
    return people
  }

  package func people(withRole role: String) throws -> [Person] {
    if let known = known.peopleByRole[role] {
      try connection.bill(rows: known.count)
      return known
    }
    let people = try connection.people(withRole: role)
    known.peopleByRole[role] = people
    return people
  }

  package func people(withRole role: String, after name: String, limit: Int) throws -> [Person] {
    try connection.people(withRole: role, after: name, limit: limit)
  }

  package func nextPerson(withRole role: String, after name: String) throws -> Person? {
    try connection.nextPerson(withRole: role, after: name)
  }

  package func people(beginning prefix: String, limit: Int) throws -> [Person] {
    try connection.people(beginning: prefix, limit: limit)
  }

  package func names(like name: String) throws -> [String] {
    try connection.names(like: name)
  }

  /// Whoever has that login of the system.
  package func person(withLogin login: String) throws -> Person? {
    try connection.person(withLogin: login)
  }

  package func write(_ person: Person) throws {
    known.people[person.id] = nil
    known.everybody = nil
    known.peopleByRole.removeAll()
    try change(
      DeskRow(.person, "\(person.id.rawValue)"),
      """
      INSERT INTO person (id, name, email, login, language, zone, roles)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email,
        login = excluded.login, language = excluded.language, zone = excluded.zone,
        roles = excluded.roles
      """,
      [
        .integer(person.id.rawValue), .text(person.name), .text(person.email),
        .text(person.login), .text(person.language), .text(person.zone),
        .text(JSON.texts(person.roles).text),
      ])
    try connection.writeNameKey(of: person)
    let id = SQLValue.integer(person.id.rawValue)
    try connection.run("DELETE FROM person_role WHERE person = $1", [id])
    for role in Set(person.roles) {
      try connection.run(
        "INSERT INTO person_role (role, person) VALUES ($1, $2)", [.text(role), id])
    }
  }

  package func roles() throws -> [RoleSpec] {
    try connection.roles()
  }

  /// One of the desk's own roles.
  package func role(named name: String) throws -> RoleSpec? {
    try connection.role(named: name)
  }

  package func write(_ role: RoleSpec) throws {
    try change(
      DeskRow(.role, role.name),
      """
      INSERT INTO role (name, side, grants, plugin) VALUES ($1, $2, $3, $4)
      ON CONFLICT (name) DO UPDATE SET side = excluded.side, grants = excluded.grants,
        plugin = excluded.plugin
      """,
      [
        .text(role.name), .text(role.side.rawValue),
        .text(JSON.array(role.grants.map(\.json)).text), .text(role.plugin),
      ])
  }

  package func queues() throws -> [String] {
    try connection.queues()
  }

  package func addQueue(_ name: String) throws {
    try change(
      DeskRow(.queue, name),
      "INSERT INTO queue (name) VALUES ($1) ON CONFLICT (name) DO NOTHING", [.text(name)])
  }

  package func removeQueue(_ name: String) throws {
    try change(DeskRow(.queue, name), "DELETE FROM queue WHERE name = $1", [.text(name)])
  }

  package func setting(_ name: String) throws -> String? {
    if let known = known.settings[name] { return known }
    let value = try connection.setting(name)
    known.settings[name] = .some(value)
    return value
  }

  package func set(_ name: String, to value: String) throws {
    known.settings[name] = nil
    try change(
      DeskRow(.setting, name),
      """
      INSERT INTO setting (name, value) VALUES ($1, $2)
      ON CONFLICT (name) DO UPDATE SET value = excluded.value
      """, [.text(name), .text(value)])
  }
}
