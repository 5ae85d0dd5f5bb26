import Kernel
import Storage
import Texts

extension WriteTransaction {
  /// Does something to the desk itself; refuses what leaves nobody who could mend it.
  ///
  /// All that changes roles, people or plugins goes through here. Who may do it, and by which means, does
  /// not matter: the desk is looked at as it has become. `rulebook` is the one before.
  func keepingKeepers<Result>(
    under rulebook: Rulebook, _ body: () throws -> Result,
  ) throws -> Result {
    let stamp = try RuleStamp(readingFrom: self)
    let earlier = try keepers(under: rulebook)
    let result = try body()
    let rules =
      try RuleStamp(readingFrom: self) == stamp
      ? rulebook
      : try RulebookSource(
        readingFrom: self, registry: StoredRegistry(of: rulebook, at: epoch), file: .silent
      ).rulebook()
    guard try keepers(under: rules) >= earlier else {
      throw Refusal(
        .refused,
        Text.deskNobodyLeft(powers: Keepers.powers.map(\.rawValue).joined(separator: ", "))
      )
    }
    return result
  }

  private func keepers(under rulebook: Rulebook) throws -> Keepers {
    try Keepers(of: rulebook, people: people(withRole:))
  }
}

extension Desk {
  /// Whether there is somebody who can mend the desk.
  package func keepers() throws -> Keepers {
    try read { reader, rulebook in
      try Keepers(of: rulebook, people: reader.people(withRole:))
    }
  }

  /// Gives a desk back that nobody can mend any more, in the name of whoever owns its file.
  ///
  /// The role `admin` loses its denials, and plugins that make another role of it are switched off;
  /// whoever has that login becomes an admin and nothing else. Each is an entry of the desk's chain.
  package func giveBack(toLogin login: String) throws {
    guard try keepers() < .present else { return }
    try administer(as: .desk, source: .doctor) { try $0.openAdminRole() }
    guard try keepers() < .present else { return }
    let others = try read { _, rulebook in
      rulebook.registry.roles.filter { $0.name == RoleSpec.admin.name }.map(\.plugin)
    }
    for plugin in Set(others).sorted() { try disablePlugin(plugin, as: .desk) }
    guard try keepers() < .present else { return }
    try administer(as: .desk, source: .doctor) { try $0.makeAdmin(login: login) }
  }
}

extension Administration {
  /// Takes from the kernel's own role whatever the desk denies to it of what it is mended with.
  fileprivate func openAdminRole() throws {
    let admin = RoleSpec.admin.name
    for grant in try transaction.role(named: admin)?.grants ?? []
    where grant.isDenial && grant.rulesTheDesk {
      try revoke(only: grant, from: admin)
    }
  }

  /// Makes whoever has the login an admin; else an admin without a login gets it, or there is a new
  /// person.
  fileprivate func makeAdmin(login: String) throws {
    let admin = RoleSpec.admin.name
    let draft = PersonDraft(login: login, roles: [admin])
    let holder = try transaction.person(withLogin: login)
    let idle = try transaction.people(withRole: admin).first(where: \.login.isEmpty)
    if let person = holder ?? idle {
      _ = try setPerson(person.name, draft)
    } else {
      let names = [admin] + (2...1_000).map { "\(admin)\($0)" }
      let free = try names.first { try transaction.person(named: $0) == nil }
      try addPerson(free ?? admin, draft)
    }
  }
}

/// Open tickets that lack a field which is required of them.
package struct LackingTickets: Sendable {
  package let field: FieldSpec
  package let tickets: [BulkTarget]
}

extension Desk {
  /// The open tickets from before a rule: for each required field of those plugins, those without it.
  package func lacking(requiredBy plugins: [String]) throws -> [LackingTickets] {
    try read { reader, rulebook in
      try rulebook.registry.fields.compactMap { field -> LackingTickets? in
        guard field.isRequired || field.requiredIf != nil, plugins.contains(field.plugin) else {
          return nil
        }
        let ids = try reader.ids(
          matching: try question(field, rulebook), access: .always, notes: .always,
          in: rulebook.context(at: clock.now(), reading: reader), limit: .max)
        return ids.isEmpty ? nil : LackingTickets(field: field, tickets: try reader.targets(ids))
      }
    }
  }

  private func question(_ field: FieldSpec, _ rulebook: Rulebook) throws -> Query {
    var parts = ["no:\(field.name)", "is:open,waiting,postponed"]
    if !field.types.isEmpty { parts.append("type:\(field.types.joined(separator: ","))") }
    if let condition = field.showIf { parts.append("(\(condition))") }
    if let condition = field.requiredIf, !field.isRequired { parts.append("(\(condition))") }
    return try Query(
      parsing: parts.joined(separator: " "), schema: rulebook.schema, context: .condition,
      people: QueryPeople([]), zone: rulebook.settings.zone)
  }
}

extension Desk {
  /// The conditions and queries kept on the desk that mean nothing now, as where the plugin is gone
  /// whose field they name: of grants, plugins, subscriptions, views, settings and bulks.
  package func idleConditions() throws -> [IdleCondition] {
    try read { reader, rulebook in
      let people = QueryPeople(reading: reader)
      let names = DeskNames(
        rulebook.registry, roles: try reader.roles(), queues: try reader.queues())
      let kept = try reader.keptQuestions().compactMap { question in
        question.problem(with: names, people: people)
      }
      // What plugins brought is checked when it is loaded: here is what its neighbours took away.
      let owners = Set(kept.map(\.owner))
      return kept + rulebook.idleConditions.filter { !owners.contains($0.owner) }
    }
  }

  /// What the desk itself keeps that means something now, and would mean nothing with that schema,
  /// or without that person.
  package func questions(
    idleWith schema: (Rulebook) -> QuerySchema, without person: String? = nil,
  ) throws -> [IdleCondition] {
    try read { reader, rulebook in
      let people = QueryPeople(reading: reader)
      let left = person.map { people.without($0) } ?? people
      let (present, coming) = (rulebook.schema, schema(rulebook))
      return try reader.keptQuestions().compactMap { question in
        guard question.problem(schema: present, people: people) == nil else { return nil }
        return question.problem(schema: coming, people: left)
      }
    }
  }

  /// What the desk itself keeps that names a person, and how.
  package func questions(naming person: Person) throws -> [Text] {
    try read { reader, rulebook in
      let people = QueryPeople(reading: reader)
      return try reader.keptQuestions().compactMap { question in
        guard case .query(let words, let context) = question.content else { return nil }
        let schema = rulebook.schema
        let query = try? Query(
          parsing: words, schema: schema, context: context, people: people,
          zone: rulebook.settings.zone)
        let renamed = query?.renaming(person.id, from: person.name, to: "", in: schema)
        guard renamed != nil else { return nil }
        return Text.frameOf(owner: question.owner, problem: Text(words: words))
      }
    }
  }
}
