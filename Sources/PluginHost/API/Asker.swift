import Kernel
import Lua
import Texts

/// Who a plugin reads as: itself within its manifest, and with `as` also within what a person may.
struct Asker {
  let desk: any DeskReading
  let sight: Sight
  /// The history as this one sees it, for one answer.
  let history: SightedHistory
  /// Whose words of dates its queries may have besides English ones.
  private let language: Language?
  var context: EvaluationContext { sight.viewer.context }

  /// The option that says whose eyes to read with.
  static let part = APIPart("as", .person, "a person: no more than they may see")

  /// Takes the option `as` of a table; the person must exist.
  init(_ table: inout SpecTable, _ sandbox: SandboxContext, _ path: String) throws(HostError) {
    desk = try sandbox.desk(for: path)
    let desk = desk
    let name = table.text("as")
    let person = try name.flatMap { name throws(HostError) in
      try sandbox.reading { try desk.person(named: name) }
    }
    if let name, person == nil { table.fail("as", Text.apiUnknownPerson(name: name)) }
    if let caller = sandbox.person, let name, let person {
      Asker.check(person, named: name, by: caller, on: desk, &table)
    }
    language = sandbox.languageOfHand
    sight = Sight(of: sandbox, on: desk, as: person)
    history = sight.history(on: desk)
  }

  /// Refuses eyes that would tell a person more than their own: a script run by hand is theirs.
  private static func check(
    _ person: Person, named name: String, by caller: Person, on desk: any DeskReading,
    _ table: inout SpecTable,
  ) {
    let rulebook = desk.rulebook
    let viewer = Viewer(
      authority: rulebook.authority(of: caller), rulebook: rulebook,
      context: rulebook.context(at: desk.now, me: caller.id, reading: desk))
    guard viewer.sees(person) else {
      return table.fail("as", Text.apiUnknownPerson(name: name))
    }
    guard viewer.mayLook(with: rulebook.authority(of: person)) else {
      return table.fail("as", Text.permissionHiddenEyes(person: name))
    }
  }

  /// The ticket as this one sees it, by what may be seen of it now; of the past, where its history
  /// exists for this one.
  func ticket(_ id: Ticket.ID) throws -> Seen<Ticket>? {
    guard let ticket = try desk.ticket(id) else { return nil }
    guard desk.moment != nil else { return sight.ticket(ticket) }
    guard let present = try desk.present(id), sight.seesHistory(of: present) else { return nil }
    return sight.ticket(ticket, allowedAs: present)
  }

  /// The tickets as this one sees them, in that order, without those that it does not see.
  func tickets(_ ids: [Ticket.ID]) throws -> SeenTickets {
    guard desk.moment == nil else { return .tickets(try ids.compactMap(ticket)) }
    if sight.viewer.seesTicketsWhole, let rows = try desk.rows(of: ids),
      let seen = sight.rows(rows)
    {
      return .rows(seen)
    }
    return .tickets(try desk.tickets(ids).compactMap { sight.ticket($0) })
  }

  /// Whether the past is looked at of a ticket of which only the present exists for this one.
  func hidesPast(of id: Ticket.ID) throws -> Bool {
    guard desk.moment != nil, let present = try desk.present(id) else { return false }
    return sight.ticket(present) != nil && !sight.seesHistory(of: present)
  }

  /// The ticket as it is now, by which permissions on it are judged, where `ticket` gives one.
  func present(_ id: Ticket.ID) throws -> Ticket? {
    guard desk.moment != nil else {
      return try desk.ticket(id).flatMap { sight.ticket($0) == nil ? nil : $0 }
    }
    return try ticket(id) == nil ? nil : desk.present(id)
  }

  /// The asker of a call that takes no options.
  init(_ sandbox: SandboxContext, _ path: String) throws(HostError) {
    var options = SpecTable(path, .table([]), [Asker.part])
    try self.init(&options, sandbox, path)
  }

  /// What every ticket must be like for this one to see it.
  var access: TicketAccess { sight.viewer.access }

  /// Parses a query that names only what this one may see.
  func query(
    _ text: String, values: [LuaPair], path: String,
  ) throws(HostError) -> Query {
    let bound = try bound(values)
    do throws(QueryError) {
      return try Query(
        parsing: text, schema: schema, values: bound, people: people, zone: context.zone,
        language: language)
    } catch {
      throw HostError(Text.frameOf(owner: path, problem: error))
    }
  }

  /// Parses a query over entries that names only what this one may see.
  func entryQuery(
    _ text: String, values: [LuaPair], path: String,
  ) throws(HostError) -> EntryQuery {
    let bound = try bound(values)
    do throws(QueryError) {
      return try EntryQuery(
        parsing: text, schema: QuerySchema(entriesFor: sight.viewer, knowsPeople: false),
        values: bound, people: people, zone: context.zone, language: language)
    } catch {
      throw HostError(Text.frameOf(owner: path, problem: error))
    }
  }

  /// The fields that this one may name.
  var schema: QuerySchema {
    let rulebook = desk.rulebook
    let names = TicketField.allCases.map(\.rawValue) + rulebook.fields.keys
    return QuerySchema(
      custom: rulebook.registry.fields, people: rulebook.registry.personFields ?? [],
      hidden: Set(names.filter { !sight.viewer.mayQuery($0) } + sight.viewer.hiddenSteps))
  }

  /// What to count by: a field that may be named, or the periods of one that holds times.
  func groupKey(_ name: String, for path: String) throws(HostError) -> GroupKey {
    func wrongGroup(_ problem: Text) -> HostError {
      HostError(Text.frameOf(owner: path, problem: Text.tableKey(key: "by", problem: problem)))
    }
    let schema = schema
    let (part, period) = schema.groupParts(of: name)
    guard let field = schema.field(named: part) else {
      let why =
        schema.isComputed(name)
        ? Text.apiCountComputed(name: name)
        : Names.unknown(name, among: schema.names)
      throw wrongGroup(why)
    }
    guard period == nil || GroupKey.hasPeriods(field) else {
      throw wrongGroup(Text.queryNoPeriods(field: field.name))
    }
    return GroupKey(field, by: period)
  }

  private func bound(_ values: [LuaPair]) throws(HostError) -> [String: Value] {
    var bound: [String: Value] = [:]
    for pair in values { bound[pair.key] = try ValueConversion.given(pair.value, for: nil) }
    return bound
  }

  /// Names of people whom the asker does not see are known, and never suggested.
  private var people: QueryPeople {
    let all = QueryPeople(reading: desk)
    return sight.viewer.seesPeople ? all : all.unsuggested
  }
}

extension Optional {
  /// `flatMap` that keeps the type of what is thrown.
  func flatMap<Result, Failure: Error>(
    _ body: (Wrapped) throws(Failure) -> Result?,
  ) throws(Failure) -> Result? {
    guard let self else { return nil }
    return try body(self)
  }
}
