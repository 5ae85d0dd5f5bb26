import Kernel
import Lua
import Texts

/// The methods of a case's `desk`.
enum SpecDeskAPI {
  static let functions: [APIFunction] = [
    method(
      "person", "makes a person", [.table(personKeys)], gives: .init(.person, "the name"),
      #"desk:person{ name = "eve", roles = { "customer" } }"#
    ) { call, context, desk throws(HostError) in
      var table = SpecTable("desk:person", call.argument(0), personKeys)
      let name = table.required("name")
      var person = SpecPerson(name: name, roles: table.texts("roles"))
      for role in person.roles where !desk.has(role: role) {
        table.fail("roles", Text.specNoRole(role: role))
      }
      person.email = table.text("email") ?? ""
      person.language = table.text("language") ?? ""
      person.zone =
        table.read("zone", Text.valueZone) { value in
          value.text.flatMap { (try? Zone.named($0)) == nil ? nil : $0 }
        } ?? ""
      person.fields = try table.personFields(of: desk.rulebook)
      try table.check()
      do {
        try desk.add(person)
      } catch let refusal as Refusal {
        throw HostError(Text.frameOf(owner: "desk:person", problem: refusal.text))
      } catch {
        throw HostError(Text.frameOf(owner: "desk:person", problem: Text(of: error)))
      }
      call.results.string(name)
    },
    method(
      "queue", "makes a queue", [.init("name", .text, "where tickets wait")],
      #"desk:queue("billing")"#
    ) { call, context, desk throws(HostError) in
      let name = call.text(0)
      try context.reading { try desk.add(queue: name) }
    },
    method(
      "subscribe", "lets somebody be told of changes", [.table(Draft.tellingKeys)],
      #"desk:subscribe{ to = "assignee", event = "ticket.reply" }"#
    ) { call, context, desk throws(HostError) in
      var table = SpecTable("desk:subscribe", call.argument(0), Draft.tellingKeys)
      var draft = SubscriptionDraft(to: table.required("to"), event: table.required("event"))
      draft.when = table.text("when")
      draft.channel = table.text("channel")
      draft.tellsOwn = table.boolean("own") ?? false
      try table.check()
      do {
        try desk.subscribe(draft)
      } catch let refusal as Refusal {
        throw HostError(Text.specSubscribe(problem: refusal.text))
      } catch {
        throw HostError(Text.specSubscribe(problem: Text(of: error)))
      }
    },
    method(
      "create", "creates a ticket as admin; gives its number",
      [.table(VerbUsage.of(.create).keys(.spec))],
      gives: .init(.ticket, "the ticket's number; a refusal fails the case"),
      #"local id = desk:create{ subject = "It burns", priority = "high" }"#
    ) { call, context, desk throws(HostError) in
      let (outcome, _) = try perform(
        .verb(.create), nil, call.argument(0), by: "admin", context, desk)
      let receipt = try done(outcome, "desk:create")
      call.results.integer(receipt.ticket.rawValue)
    },
    method(
      "act", "asks for an action; a refusal fails the case", request,
      gives: .init(
        .shape("result"), "{ ticket, seq, edits, data, answer, refused, trace, outbox }"),
      #"desk:act("ann", "note", 1, { text = "Called back" })"#
    ) { call, context, desk throws(HostError) in
      let (outcome, isDryRun) = try perform(&call, context, desk)
      _ = try done(outcome, "desk:act")
      try ResultWriter(context, "desk:act")
        .write(outcome, of: Action(call.text(1)), isDryRun: isDryRun, into: &call.results)
    },
    method(
      "try", "asks for an action; gives what became of it", request,
      gives: .init(
        .either(.shape("result"), .shape("refusal")),
        "as desk:act, or { refused = true, code, message, fields }"),
      #"local outcome = desk:try("carl", "close", 1)"#
    ) { call, context, desk throws(HostError) in
      let (outcome, isDryRun) = try perform(&call, context, desk)
      guard case .refused(let refusal) = outcome.verdict else {
        return try ResultWriter(context, "desk:try")
          .write(outcome, of: Action(call.text(1)), isDryRun: isDryRun, into: &call.results)
      }
      var pairs = refusal.lua.pairs ?? []
      pairs.append(LuaPair("refused", .boolean(true)))
      call.results.value(.table(pairs), keys: context.layout.layout.keys)
    },
    method(
      "get", "a ticket as a person sees it, or nil",
      [ticket, reader, .init("at", .optional(.time), "as it was then")],
      gives: .init(.optional(.shape("ticket")), "the ticket (docket help api ticket), or nil"),
      #"spec.equal(desk:get(1, "carl").stage, "new")"#
    ) { call, context, desk throws(HostError) in
      let id = call.ticketID(0)
      let at = call.isMissing(2) ? nil : call.instant(2)
      let sight = Sight.ofSpec(as: try viewer(call, 1, context, desk))
      let found = try context.reading { () -> Seen<Ticket>? in
        guard let present = try desk.ticket(id) else { return nil }
        guard let at else { return sight.ticket(present) }
        let entries = try desk.entries(of: id).prefix { $0.at <= at }
        guard !entries.isEmpty else { return nil }
        return sight.ticket(Ticket(id: id, folding: entries), allowedAs: present)
      }
      guard let found else { return call.results.null() }
      context.writer.ticket(found, into: &call.results)
    },
    method(
      "find", "the tickets that a person finds",
      [.init("query", .query, "as docket help queries says"), reader],
      gives: .init(.listOf(.shape("ticket")), "a list of tickets"),
      #"spec.equal(#desk:find("is:open"), 1)"#
    ) { call, context, desk throws(HostError) in
      let text = call.text(0)
      let viewer = try viewer(call, 1, context, desk)
      let sight = Sight.ofSpec(as: viewer)
      let found = try context.reading { () -> [Seen<Ticket>] in
        let query = try Query(
          parsing: text, schema: viewer.schema, people: QueryPeople(reading: desk),
          zone: viewer.context.zone)
        return try desk.tickets(
          matching: viewer.listed(query), access: viewer.access, in: viewer.context, limit: 1000
        ).compactMap { try desk.ticket($0).flatMap { sight.ticket($0) } }
      }
      let mark = call.results.beginList()
      for ticket in found { context.writer.ticket(ticket, into: &call.results) }
      call.results.end(mark)
    },
    method(
      "history", "the entries of a ticket as a person sees them", [ticket, reader],
      gives: .init(.listOf(.shape("entry")), "a list of entries (docket help api entry)"),
      #"spec.equal(desk:history(1)[1].action, "create")"#
    ) { call, context, desk throws(HostError) in
      let id = call.ticketID(0)
      let sight = Sight.ofSpec(as: try viewer(call, 1, context, desk))
      let entries = try context.reading { () -> [Seen<Entry>] in
        guard let ticket = try desk.ticket(id), sight.ticket(ticket) != nil else { return [] }
        return try sight.history(on: desk).conversation(of: ticket)
      }
      let mark = call.results.beginList()
      for entry in entries { context.writer.entry(entry, into: &call.results) }
      call.results.end(mark)
    },
    method(
      "at", "sets the clock",
      [.init("time", .either(.time, .text), #"as "2026-02-01 09:00", or in seconds"#)],
      #"desk:at("2026-02-01 09:00")"#
    ) { call, context, desk throws(HostError) in
      let value = call.argument(0)
      guard let moment = SpecCases.moment(value, now: desk.now, in: desk.rulebook.settings.zone)
      else { throw APIFunction.wrong("time", Text.valueSecondsOrDate, value) }
      try context.reading { try desk.setClock(moment) }
    },
    method(
      "advance", "lets time pass, with the timers and deliveries due in it",
      [.init("duration", .duration, #"as "90m", or seconds"#)], #"desk:advance("2d")"#
    ) { call, context, desk throws(HostError) in
      guard let length = Durations.milliseconds(call.argument(0)), length >= 0 else {
        throw HostError(Text.specAdvance(got: call.argument(0).kindName))
      }
      let end = desk.now.advanced(byMilliseconds: length)
      guard end.isOfCalendar else {
        throw HostError(Text.frameOf(owner: "desk:advance", problem: Text.timeYears))
      }
      try context.reading { try desk.advance(to: end) }
    },
    method(
      "deliver", "runs the rows of the outbox that are due", [], "desk:deliver()"
    ) { _, context, desk throws(HostError) in
      try context.reading { try desk.deliver() }
    },
  ]

  /// Where the sandbox has them; a case is given them as its desk's.
  static let prefix = "spec.desk."
  static let personKeys = ImportCalls.personKeys + [APIPart("zone", .text, "as Europe/Berlin")]
  private static let request: [APIPart] = [
    .init("person", .person, "who asks"),
    .init("action", .text, "as update, note, or a plugin's action"),
    .init("id", .optional(.any), "the ticket; not of a create"),
    .init("args", .optional(.table), "as of docket.tickets.ACTION"),
  ]
  private static let ticket = APIPart("id", .ticket, "the ticket's number")
  private static let reader = APIPart(
    "person", .optional(.person), "who looks; left out, everything is seen")

  static func method(
    _ name: String, _ summary: String, _ parameters: [APIPart], gives: APIResult = .nothing,
    _ example: String,
    _ body:
      @escaping @Sendable (inout HostCall, SandboxContext, any SpecDesk) throws(HostError) ->
      Void,
  ) -> APIFunction {
    run(name, summary, parameters, gives: gives, example) { call, context, run throws(HostError) in
      try body(&call, context, run.desk)
    }
  }

  static func run(
    _ name: String, _ summary: String, _ parameters: [APIPart], gives: APIResult = .nothing,
    _ example: String,
    _ body:
      @escaping @Sendable (inout HostCall, SandboxContext, SpecRun) throws(HostError) -> Void,
  ) -> APIFunction {
    APIFunction(
      prefix + name, summary, parameters, gives: gives, example: example, lanes: [.spec]
    ) { (call: inout HostCall, context, _) throws(HostError) in
      guard case .proving(let run) = context.occupation else {
        throw HostError(Text.specNoCase(name: name))
      }
      try body(&call, context, run)
    }
  }
}

extension SpecDeskAPI {
  private static func perform(
    _ call: inout HostCall, _ context: SandboxContext, _ desk: any SpecDesk,
  ) throws(HostError) -> (outcome: Outcome, isDryRun: Bool) {
    let (person, action) = (call.text(0), Action(call.text(1)))
    let id = action.needsTicket ? try ticket(call.argument(2)) : nil
    let position = !action.needsTicket && call.argument(2).pairs != nil ? 2 : 3
    return try perform(action, id, call.argument(position), by: person, context, desk)
  }

  private static func ticket(_ value: LuaValue) throws(HostError) -> Ticket.ID {
    guard let number = value.integer else {
      throw APIFunction.wrong("id", Text.valueInteger, value)
    }
    return Ticket.ID(rawValue: number)
  }

  /// Asks for an action as a person; `adjust` gives the request what no argument says.
  static func perform(
    _ action: Action, _ id: Ticket.ID?, _ arguments: LuaValue, by name: String,
    _ context: SandboxContext, _ desk: any SpecDesk,
    adjust: (inout Request) -> Void = { _ in },
  ) throws(HostError) -> (outcome: Outcome, isDryRun: Bool) {
    let person = try known(name, context, desk)
    if let role = SpecRunner.role(missedBy: person, on: desk) {
      throw HostError(Text.specNoRoleOf(person: person.name, role: role))
    }
    if !action.needsTicket, desk.rulebook.registry.types.isEmpty {
      throw HostError(Text.specNoTypes)
    }
    var request = try RequestReader(context: context, path: "desk:\(action.name)").request(
      action: action, ticket: id, arguments: arguments == .null ? .table([]) : arguments,
      actor: .person(person.id), source: .spec)
    adjust(&request)
    let outcome = try context.reading {
      try request.submitted(findingUndo: desk.undoOrder, by: desk.perform)
    }
    context.occupation.run?.note(outcome.trace)
    return (outcome, request.isDryRun)
  }

  static func known(
    _ name: String, _ context: SandboxContext, _ desk: any SpecDesk,
  ) throws(HostError) -> Person {
    if let person = try context.reading({ try desk.person(named: name) }) { return person }
    let names = try context.reading { try desk.names(like: name) }
    throw HostError(Text.specPerson(unknown: Names.unknown(name, among: names)))
  }

  static func done(_ outcome: Outcome, _ path: String) throws(HostError) -> Receipt {
    switch outcome.verdict {
    case .done(let receipt): return receipt
    case .refused(let refusal):
      throw HostError(Text.specRefused(path: path, problem: refusal.text))
    }
  }

  /// What the person at that position sees; without one, everything.
  private static func viewer(
    _ call: borrowing HostCall, _ position: Int, _ context: SandboxContext, _ desk: any SpecDesk,
  ) throws(HostError) -> Viewer {
    guard !call.isMissing(position) else {
      return Viewer(
        authority: Rulebook.deskAuthority, rulebook: desk.rulebook,
        context: desk.rulebook.context(at: desk.now, reading: desk))
    }
    let person = try known(call.text(position), context, desk)
    return Viewer(
      authority: desk.rulebook.authority(of: person), rulebook: desk.rulebook,
      context: desk.rulebook.context(at: desk.now, me: person.id, reading: desk))
  }
}
