import Kernel
import Lua
import Texts

/// Who a plugin reads as: itself within its manifest, and with `as` also within what a person may.
struct Asker {
  let desk: any DeskReading
  let viewers: [Viewer]
  let context: EvaluationContext

  /// Takes the option `as` of a table; the person must exist.
  init(_ table: inout SpecTable, _ sandbox: SandboxContext, _ path: String) throws(HostError) {
    desk = try sandbox.desk(for: path)
    let desk = desk
    let name = table.text("as")
    let person = try name.flatMap { name throws(HostError) in
      try sandbox.reading { try desk.person(named: name) }
    }
    if let name, person == nil { table.fail("as", "is `\(name)`, whom nobody knows here") }
    context = EvaluationContext(
      now: desk.now, zone: sandbox.desk.zone, me: (person ?? sandbox.person)?.id)
    let rulebook = desk.rulebook
    let own =
      sandbox.person.map(rulebook.authority(of:)) ?? rulebook.authority(ofPlugin: sandbox.plugin)
    var viewers = [Viewer(authority: own, rulebook: rulebook, context: context)]
    if let person {
      viewers.append(
        Viewer(authority: rulebook.authority(of: person), rulebook: rulebook, context: context))
    }
    self.viewers = viewers
  }

  /// The ticket as this one sees it; `nil` where it does not exist for this one.
  func view(of ticket: Ticket) -> Ticket? {
    guard viewers.allSatisfy({ $0.sees(ticket) }) else { return nil }
    return viewers.reduce(ticket) { $1.view(of: $0) }
  }

  func entries(_ entries: [Entry], of ticket: Ticket) -> [Entry] {
    viewers.reduce(entries) { $1.entries($0, of: ticket) }
  }

  /// What every ticket must be like for this one to see it.
  var access: Condition {
    .conjunction(viewers.map(\.access))
  }

  /// Parses a query that names only what this one may see.
  func query(
    _ text: String, values: [LuaPair], path: String,
  ) throws(HostError) -> Query {
    let rulebook = desk.rulebook
    let names = TicketField.allCases.map(\.rawValue) + rulebook.fields.keys
    let hidden = Set(names.filter { name in viewers.contains { !$0.mayName(name) } })
    let schema = QuerySchema(custom: rulebook.registry.fields, hidden: hidden)
    var bound: [String: Value] = [:]
    for pair in values { bound[pair.key] = try ValueConversion.given(pair.value, for: nil) }
    let everybody: [Person]
    do {
      everybody = try desk.people()
    } catch {
      throw HostError("\(path): the desk cannot be read: \(error)")
    }
    do throws(QueryError) {
      return try Query(
        parsing: text, schema: schema, values: bound, people: QueryPeople(everybody),
        zone: context.zone)
    } catch {
      throw HostError("\(path): \(error.description)")
    }
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
