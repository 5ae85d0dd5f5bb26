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

  package func write(_ person: Person) throws {
    known.people[person.id] = nil
    known.everybody = nil
    known.peopleByRole.removeAll()
    try change(
      DeskRow(.person, "\(person.id.rawValue)"), PersonColumn.put,
      PersonColumn.values([
        .id: .integer(person.id.rawValue), .name: .text(person.name), .email: .text(person.email),
        .login: .text(person.login), .language: .text(person.language), .zone: .text(person.zone),
        .roles: .text(JSON.texts(person.roles).text), .fields: .text(person.fieldsText),
      ]))
    try connection.writeNameKey(of: person)
    try connection.writeValues(of: person)
    let id = SQLValue.integer(person.id.rawValue)
    try connection.run("DELETE FROM person_role WHERE person = $1", [id])
    for role in Set(person.roles) {
      try connection.insert(into: PersonRoleColumn.self, [.role: .text(role), .person: id])
    }
  }

  package func write(_ role: RoleSpec) throws {
    try change(
      DeskRow(.role, role.name), RoleColumn.put,
      RoleColumn.values([
        .name: .text(role.name), .side: .text(role.side.rawValue),
        .grants: .text(JSON.array(role.grants.map(\.json)).text), .plugin: .text(role.plugin),
      ]))
  }

  package func addQueue(_ name: String) throws {
    try change(
      DeskRow(.queue, name), QueueColumn.put, [.text(name)])
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
      DeskRow(.setting, name), SettingColumn.put,
      SettingColumn.values([.name: .text(name), .value: .text(value)]))
  }
}
