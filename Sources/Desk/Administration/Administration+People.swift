import Kernel
import PluginHost
import Storage
import Texts

/// What is to be known of a person, where it is given.
package struct PersonDraft: Equatable, Sendable {
  package var email: String?
  package var login: String?
  package var language: String?
  package var zone: String?
  /// The roles that the person is to have; `nil` to leave them.
  package var roles: [String]?
  /// Roles besides those, or besides those that the person has.
  package var addedRoles: [String] = []
  package var removedRoles: [String] = []
  /// What is asked of fields that plugins declare, in order.
  package var fields: [PersonFieldChange] = []
  /// Whose clock times in the fields are on that have no zone; `nil` for the one who gives them.
  package var clock: Zone?
  /// The language that the fields are typed in; `nil` for that of the one who gives them.
  package var typed: Language?

  package init(
    email: String? = nil, login: String? = nil, language: String? = nil, zone: String? = nil,
    roles: [String]? = nil, fields: [PersonFieldChange] = [], clock: Zone? = nil,
    typed: Language? = nil,
  ) {
    self.fields = fields
    self.typed = typed
    self.clock = clock
    self.email = email
    self.login = login
    self.language = language
    self.zone = zone
    self.roles = roles
  }

  /// Whether it says only what people choose for themselves: the language and time zone.
  var isPersonal: Bool {
    var rest = self
    (rest.language, rest.zone, rest.clock) = (nil, nil, nil)
    return rest == PersonDraft() && (language != nil || zone != nil)
  }
}

extension Administration {
  /// Adds a person; the name is theirs for good.
  @discardableResult
  package func addPerson(_ name: String, _ draft: PersonDraft) throws -> Person {
    try requireAdding(draft)
    return try addPersonUnchecked(name, draft, requiringFields: true)
  }

  /// Adds a person on behalf of an importer, whose runner needs no more than `import`.
  ///
  /// `edits` are what else the entry tells of. Fields that are required may be left out, unless
  /// `requiringFields` holds.
  func addPersonUnchecked(
    _ name: String, _ draft: PersonDraft, telling edits: [Edit] = [],
    requiringFields: Bool = false,
  ) throws -> Person {
    let name = try checked(newName: name)
    var person = try filled(Person(id: try transaction.nextPersonID(), name: name), draft)
    try fieldRule(draft).complete(&person, requiring: requiringFields)
    return try write(person, before: nil, telling: edits)
  }

  /// Refuses values of fields that nobody could be given.
  func check(_ fields: [PersonFieldChange]) throws {
    var nobody = Person(id: Person.ID(rawValue: 0), name: "")
    try fieldRule(PersonDraft()).apply(fields, to: &nobody)
  }

  /// What reads the fields of a draft.
  private func fieldRule(_ draft: PersonDraft) throws -> PersonFieldRule {
    let person = try actor.person.flatMap { try transaction.person($0) }
    let typist: FieldResolver.Typist =
      draft.clock.map { .zone($0) } ?? person.map { .person($0) } ?? .desk
    return PersonFieldRule(
      viewer: Viewer(
        authority: authority, rulebook: rulebook,
        context: rulebook.context(at: chain.clock, me: actor.person, reading: transaction)),
      transaction: transaction, now: chain.clock, typist: typist, typed: draft.typed,
      patterns: PatternBox())
  }

  /// Changes what is known of a person; their own language and time zone people choose themselves.
  package func setPerson(_ name: String, _ draft: PersonDraft) throws -> Person {
    let person = try managed(name, isPersonal: draft.isPersonal)
    if rulebook.absence(of: person.id, at: chain.clock)?.kind == .removed {
      throw Refusal(.refused, Text.personWasRemoved(person: person.name), field: "name")
    }
    return try write(try filled(person, draft), before: person)
  }

  /// The person of that name, whom the actor may change; where only what everybody chooses for
  /// themselves is to change, that is also the actor, unless some role denies it.
  func managed(_ name: String, isPersonal: Bool) throws -> Person {
    let own = try isPersonal ? actor.person.flatMap { try transaction.person($0) } : nil
    if let own, own.name == name.composed, !deniesOwn { return own }
    try require(.personManage)
    return try managed(name)
  }

  /// Whether a role of the actor's denies to change people, themselves included.
  private var deniesOwn: Bool {
    let context = rulebook.deskContext(at: chain.clock, me: actor.person)
    let decision = authority.decide(Permission.personManage.rawValue, in: context)
    return !decision.isAllowed && decision.grants.contains { $0.grant.isDenial }
  }

  /// The person of that name, whom the actor may change.
  func managed(_ name: String) throws -> Person {
    guard let person = try transaction.person(named: name) else {
      throw Refusal(.notFound, Text.personMissing(name: name), field: "name")
    }
    // Who manages people does not take over, or take down, those who may do more.
    if person.roles.contains(where: isPrivileged) { try require(.roleManage) }
    return person
  }

  func filled(_ person: Person, _ draft: PersonDraft) throws -> Person {
    var person = person
    if let email = draft.email { person.email = try checked(email: email) }
    if let language = draft.language { person.language = try checked(language: language) }
    if let zone = draft.zone { person.zone = try checked(zone: zone) }
    if let login = draft.login {
      if let holder = try transaction.person(withLogin: login), holder.id != person.id {
        throw Refusal(
          .refused, Text.personLoginTaken(person: holder.name, login: login),
          field: "login")
      }
      person.login = try oneLine(login, "login")
    }
    person.roles = try roles(of: person, draft)
    if !draft.fields.isEmpty { try fieldRule(draft).apply(draft.fields, to: &person) }
    return person
  }

  /// The roles that the person is to have by the draft, in order.
  private func roles(of person: Person, _ draft: PersonDraft) throws -> [String] {
    guard draft.roles != nil || !(draft.addedRoles + draft.removedRoles).isEmpty else {
      return person.roles
    }
    let given = try draft.roles?.map { try existing(role: $0) }
    var roles = Set(given ?? person.roles).union(
      try draft.addedRoles.map { try existing(role: $0) })
    for role in draft.removedRoles
    where roles.remove(rulebook.role(named: role)?.name ?? role) == nil {
      throw Refusal(
        .refused, Text.personNoRole(person: person.name, role: role), field: "roles")
    }
    if roles.contains(where: isPrivileged) { try require(.roleManage) }
    try keepAdmin(besides: person, Array(roles))
    return roles.sorted()
  }

  /// A role's own name, as it is spelled.
  func existing(role name: String, for field: String = "roles") throws -> String {
    guard let role = rulebook.role(named: name) else {
      throw Refusal(.invalid, unknown(name), field: field)
    }
    return role.name
  }

  /// Whether a role gives power over the desk itself, which only `role.manage` may hand out.
  func isPrivileged(_ role: String) -> Bool {
    // Who manages people gives them roles, and so may give what managing people takes.
    rulebook.roles[role]?.grants.contains {
      !$0.grant.isDenial && $0.grant.rulesTheDesk
        && $0.grant.permission != Permission.personManage.rawValue
    } ?? false
  }

  /// Whether there is such a role, and the actor may hand it out.
  func mayGive(_ role: String) -> Bool {
    let context = rulebook.deskContext(at: chain.clock, me: actor.person)
    return rulebook.roles[role] != nil
      && authority.may(isPrivileged(role) ? Permission.roleManage : .personManage, in: context)
  }

  /// Somebody must be left who may do everything, or nobody could ever give a role again.
  func keepAdmin(besides person: Person, _ roles: [String]) throws {
    let admin = RoleSpec.admin.name
    guard person.roles.contains(admin), !roles.contains(admin) else { return }
    let admins = try transaction.people(withRole: admin)
    guard admins.allSatisfy({ $0.id == person.id }) else { return }
    throw Refusal(
      .refused, Text.personLastAdmin(role: admin),
      field: "roles")
  }

  /// Which roles there are is told to who sees people.
  func unknown(_ role: String) -> Text {
    let names = viewer(of: nil).seesPeople ? rulebook.roles.keys.sorted() : []
    let nearest = Text.nearest(rulebook.nearest(to: role, among: names, as: .role))
    let known = names.isEmpty ? nil : Text.hintKnown(names: names.joined(separator: ", "))
    return Text.roleUnknown(role: role, hint: nearest ?? known)
  }

  func write(
    _ person: Person, before: Person?, as action: DeskAction? = nil, telling more: [Edit] = [],
  ) throws -> Person {
    let edits = more + Administration.edits(from: before, to: person)
    guard !edits.isEmpty else { return person }
    try transaction.write(person)
    try chain.append(action ?? (before == nil ? .addPerson : .setPerson), edits: edits)
    // Rules are made of no people but those whom conditions name; names are kept beside them.
    let concernsRules =
      before.map { $0.name != person.name } ?? rulebook.mayHaveMeant(person.name)
    if concernsRules { try chain.bumpRevision() }
    return person
  }

  private static func edits(from before: Person?, to after: Person) -> [Edit] {
    let parts: [(String, (Person) -> Value)] = [
      ("name", { .naming($0.name) }), ("email", { .naming($0.email) }),
      ("login", { .naming($0.login) }), ("language", { .naming($0.language) }),
      ("zone", { .naming($0.zone) }), ("roles", { .texts($0.roles) }),
    ]
    let own = "person.\(after.id.rawValue)"
    let edits = parts.compactMap { name, value in
      let from = before.map(value) ?? .none
      let to = value(after)
      return from == to ? nil : Edit(field: "\(own).\(name)", from: from, to: to)
    }
    return edits + fieldEdits(from: before?.fields ?? [:], to: after)
  }

  /// What changed of the fields that plugins declare, by name.
  static func fieldEdits(from before: [String: Value], to person: Person) -> [Edit] {
    Set(before.keys).union(person.fields.keys).sorted { $0.precedesByBytes($1) }
      .compactMap { name in
        let (from, to) = (before[name] ?? .none, person.fields[name] ?? .none)
        guard from != to else { return nil }
        return Edit(
          field: DeskEntry.personField(name, of: person.id), from: from, to: to)
      }
  }
}
