import Kernel
import Lua
import Texts

/// `docket.people.*`: who there is, and what they may.
enum PeopleAPI {
  static let functions: [APIFunction] = [
    read(
      "get", "a person, or nil and why", [.init("name", .person, "the person's name")],
      gives: .init(.shape("person"), "the person", else: "nil and why"),
      example: #"local ann = docket.people.get("ann")"#
    ) { (call: inout HostCall, context, _) throws(HostError) in
      let name = call.text(0)
      guard let person = try person(named: name, in: context) else {
        return call.fail(.notFound, Text.apiNoPerson(name: name))
      }
      context.writer.person(person, into: &call.results)
    },
    read(
      "find",
      "people by name: those of a query as `role:agent organization:acme`, or whose name or email begins so",
      [.init("query", .optional(.query), "role: name: email: language: and fields of people")],
      gives: .init(.listOf(.shape("person")), "a list of people, by name"),
      example: #"local agents = docket.people.find("role:agent")"#
    ) { (call: inout HostCall, context, _) throws(HostError) in
      let text = call.argument(0).text ?? ""
      if text.contains(":") { return try matching(text, context, into: &call.results) }
      try list(context, into: &call.results) { try $0.people(beginning: text, limit: $1) }
    },
    read(
      "with_role", "the people with a role, by name, behind a name",
      [
        role,
        .options([
          .init("after", .person, "only people whose names come behind this one"),
          .init("limit", .integer, "how many at most"), worksOn,
        ]),
      ],
      gives: .init(.listOf(.shape("person")), "a list of people, by name"),
      example: #"local next = docket.people.with_role("agent", { after = "ann", limit = 1 })"#
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let role = call.text(0)
      var options = function.options(call, 1)
      let after = options.text("after") ?? ""
      let limit = options.integer("limit")
      if let limit, !(1...Int64(context.rows.most)).contains(limit) {
        options.fail(
          "limit", Text.tableOutOfRange(number: limit, most: context.rows.most))
      }
      let id = options.integer("works_on").map(Ticket.ID.init(rawValue:))
      try options.check()
      guard let id else {
        return try list(context, into: &call.results) { desk, most in
          try desk.people(withRole: role, after: after, limit: limit.map { Int($0) } ?? most)
        }
      }
      guard let ticket = try ticket(id, in: context) else {
        return call.fail(.notFound, Text.ticketMissing(ticket: id.rawValue))
      }
      try list(context, into: &call.results) { desk, most in
        try workers(
          on: ticket, desk, role: role, after: after, limit: limit.map { Int($0) } ?? most)
      }
    },
    read(
      "next", "who with a role comes behind a name, by name and around, or nil",
      [
        role, .init("name", .optional(.person), "behind whom; nil for the first"),
        .options([worksOn]),
      ],
      gives: .init(.optional(.shape("person")), "a person, or nil where nobody has the role"),
      example: #"local turn = docket.people.next("agent", docket.state.get("last"))"#
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let role = call.text(0)
      let name = call.argument(1).text ?? ""
      var options = function.options(call, 2)
      let id = options.integer("works_on").map(Ticket.ID.init(rawValue:))
      try options.check()
      var work: Ticket?
      if let id {
        work = try ticket(id, in: context)
        guard work != nil else {
          return call.fail(.notFound, Text.ticketMissing(ticket: id.rawValue))
        }
      }
      let desk = try context.desk(for: function.path)
      let person = try next(role, after: name, on: work, desk, context)
      guard let seen = person.flatMap({ Sight(of: context, on: desk).people([$0]).first }) else {
        return call.results.null()
      }
      context.writer.person(seen, into: &call.results)
    },
    read(
      "may", "whether a person may do it, and why",
      [
        .init("name", .person, "the person's name"),
        .init("permission", .text, "as ticket.close"),
        .init("id", .optional(.ticket), "the ticket; nil for whether they may ever"),
        .options([
          .init("following", .boolean, "as if the person followed the ticket"),
          .init("field", .fieldName, "whether with that field of the ticket, too"),
        ]),
      ],
      gives: .init(.boolean, "true or false, and why"),
      example: #"local may, why = docket.people.may("ann", "ticket.close", 7)"#
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let (name, permission) = (call.text(0), call.text(1))
      let id = call.isMissing(2) ? nil : call.ticketID(2)
      var options = function.options(call, 3)
      let isFollowing = options.boolean("following") ?? false
      let field = options.text("field")
      if let field { try requireField(field, with: id, in: context, &options) }
      try options.check()
      guard let person = try person(named: name, in: context) else {
        return call.fail(.notFound, Text.apiNoPerson(name: name))
      }
      let asker = try Asker(context, function.path)
      let desk = asker.desk
      let ticket = try context.reading { () -> Ticket? in
        guard let id else { return nil }
        return try asker.present(id)
      }
      // The plugin learns nothing of a ticket that it does not see.
      if let id, ticket == nil {
        return call.fail(.notFound, Text.ticketMissing(ticket: id.rawValue))
      }
      let authority = desk.rulebook.authority(of: person.value)
      let asks = [permission] + (field.map { desk.rulebook.permissions(toSee: $0) } ?? [])
      if let ticket,
        !asks.allSatisfy({ authority.isKnowable($0, on: ticket, to: asker.sight.viewer) })
      {
        return call.fail(
          .denied,
          Text.permissionHiddenGrounds(person: name, ticket: ticket.id.rawValue))
      }
      let asked = isFollowing ? ticket?.followed(by: person.value.id) : ticket
      let personal = desk.rulebook.context(
        at: desk.now, me: person.value.id, reading: desk)
      let decision = authority.decide(
        permission, before: asked, after: asked, fields: field.map { [$0] } ?? [], in: personal)
      let viewer = Viewer(authority: authority, rulebook: desk.rulebook, context: personal)
      // Who may do it to the field sees it first.
      if decision.isAllowed, let field, let asked, !viewer.sees(field, of: asked) {
        call.results.boolean(false)
        return call.results.string(Text.apiFieldHidden(field: field).description)
      }
      call.results.boolean(decision.isAllowed)
      call.results.string(words(for: decision, permission).description)
    },
  ]

  private static let role = APIPart("role", .text, "the role's name")
  private static let worksOn = APIPart(
    "works_on", .ticket, "only who may view and update this ticket and is not away")

  private static func read(
    _ name: String, _ summary: String, _ parameters: [APIPart], gives: APIResult, example: String,
    _ body: @escaping APIFunction.Body,
  ) -> APIFunction {
    APIFunction(
      "docket.people.\(name)", summary, parameters, gives: gives, example: example, lanes: .reading,
      permission: .personView, body)
  }

  /// Raises for a field that the plugin does not know, or of no ticket.
  private static func requireField(
    _ field: String, with id: Ticket.ID?, in context: SandboxContext, _ options: inout SpecTable,
  ) throws(HostError) {
    guard id != nil else { return options.fail("field", Text.apiFieldOfTicket) }
    let asker = try Asker(context, "docket.people.may")
    let names = TicketField.allCases.map(\.rawValue) + asker.desk.rulebook.fields.keys.sorted()
    let known = names.filter(asker.sight.viewer.mayName)
    guard !known.contains(field) else { return }
    options.fail("field", Names.unknown(field, among: known))
  }

  private static func person(
    named name: String, in context: SandboxContext,
  ) throws(HostError) -> Seen<Person>? {
    let desk = try context.desk(for: "docket.people")
    try context.rows.take(1)
    let person = try context.reading { try desk.person(named: name) }
    return person.flatMap { Sight(of: context, on: desk).people([$0]).first }
  }

  /// Writes people in the order of their names; `find` gives at most one more than may be read.
  private static func list(
    _ context: SandboxContext, into results: inout WireWriter,
    _ find: (_ desk: any DeskReading, _ most: Int) throws -> [Person],
  ) throws(HostError) {
    let desk = try context.desk(for: "docket.people")
    let wanted = try context.reading { try find(desk, context.rows.enough) }
      .sorted { $0.name.precedesByBytes($1.name) }
    let people = Sight(of: context, on: desk).people(wanted)
    try context.rows.take(people.count)
    let writer = context.writer
    let mark = results.beginList()
    for person in people { writer.person(person, into: &results) }
    results.end(mark)
  }

  /// The ticket of the change in hand as it is to be, else one that the plugin sees.
  private static func ticket(
    _ id: Ticket.ID, in context: SandboxContext,
  ) throws(HostError) -> Ticket? {
    if case .deciding(let call) = context.occupation, call.proposal.submission.id == id {
      return call.proposal.change.after
    }
    let asker = try Asker(context, "docket.people.with_role")
    return try context.reading { try asker.present(id) }
  }

  /// Who comes next, of those who may work on the ticket where there is one.
  private static func next(
    _ role: String, after name: String, on ticket: Ticket?, _ desk: any DeskReading,
    _ context: SandboxContext,
  ) throws(HostError) -> Person? {
    var (name, first) = (name, Person.ID?.none)
    while true {
      try context.rows.take(1)
      let found = try context.reading { try desk.nextPerson(withRole: role, after: name) }
      guard let person = found, person.id != first else { return nil }
      if ticket.map({ isThere(person, for: $0, desk) }) ?? true { return person }
      first = first ?? person.id
      name = person.name
    }
  }

  /// Whether the person may work on the ticket, were it theirs, and is not away.
  private static func isThere(
    _ person: Person, for ticket: Ticket, _ desk: any DeskReading,
  ) -> Bool {
    let (rulebook, now) = (desk.rulebook, desk.now)
    guard rulebook.absence(of: person.id, at: now) == nil else { return false }
    if rulebook.mayWorkOnAll(person) { return true }
    var theirs = ticket
    theirs.assignee = person.id
    return rulebook.mayWork(person, on: theirs, at: now, reading: desk)
  }

  /// Those who may work on the ticket and are not away, at most so many.
  private static func workers(
    on ticket: Ticket, _ desk: any DeskReading, role: String, after: String, limit: Int,
  ) throws -> [Person] {
    var (found, last, size) = ([Person](), after, limit)
    while true {
      let page = try desk.people(withRole: role, after: last, limit: size)
      found += page.filter { isThere($0, for: ticket, desk) }
      guard found.count < limit, page.count == size, let next = page.last else {
        return Array(found.prefix(limit))
      }
      // Where some were passed over, more may have to be.
      (last, size) = (next.name, max(limit, 64))
    }
  }

  private static func matching(
    _ text: String, _ context: SandboxContext, into results: inout WireWriter,
  ) throws(HostError) {
    let desk = try context.desk(for: "docket.people.find")
    let query: PersonQuery
    let viewer = Sight(of: context, on: desk).viewer
    do {
      query = try PersonQuery(
        parsing: text, roles: desk.rulebook.roles.keys.sorted(), fields: viewer.personFields,
        people: QueryPeople(reading: desk), zone: viewer.context.zone)
    } catch { throw HostError("\(error)") }
    let asked = viewer.context
    try list(context, into: &results) { desk, _ in
      let found = try query.role.map { try desk.people(withRole: $0) } ?? desk.people()
      return found.filter { query.matches($0, in: asked) }
    }
  }

  private static func words(for decision: Authority.Decision, _ permission: String) -> Text {
    let owners = decision.grants.map(\.owner).joined(separator: ", ")
    if decision.isAllowed {
      return owners.isEmpty ? Text.apiAlways : Text.apiAllowedBy(owners: owners)
    }
    return owners.isEmpty
      ? Text.apiNotGranted(permission: permission)
      : Text.apiDeniedBy(owners: owners)
  }
}

extension Ticket {
  /// The ticket as it would be if the person followed it.
  fileprivate func followed(by person: Person.ID) -> Ticket {
    guard !followers.contains(person) else { return self }
    var ticket = self
    ticket.followers.append(person)
    return ticket
  }
}
