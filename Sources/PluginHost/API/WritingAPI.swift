import Crypto
import Kernel
import Lua
import Texts

/// `docket.tickets.ACTION`, `docket.notify`, `docket.schedule`: requests of the reacting lane.
enum WritingAPI {
  static let functions: [APIFunction] =
    Verb.allCases.map { action(.verb($0)) }
    + Verb.allCases.filter(\.needsTicket).map { method(.verb($0)) }
    + [notify, schedule]

  /// `docket.tickets.ACTION(id, args)`.
  static func action(_ action: Action) -> APIFunction {
    let usage = VerbUsage.of(action)
    let (name, needsTicket) = (action.name, action.needsTicket)
    let example = needsTicket ? "(7, \(usage.example))" : usage.example
    let id = APIPart(
      "id", .ticket, "the ticket's number; ticket:\(name)(args) goes without, with its version")
    return APIFunction(
      "docket.tickets.\(name)", "asks the desk to \(name)",
      needsTicket ? [id, arguments(usage)] : [.table(usage.keys(.reacting))], gives: result,
      example: "local result, err = docket.tickets.\(name)\(example)",
      lanes: .writing, judgedBy: action.verb?.permission.rawValue, isMetered: true,
    ) { (call: inout HostCall, context, _) throws(HostError) in
      let id = needsTicket ? call.ticketID(0) : nil
      let position = needsTicket ? 1 : 0
      let arguments = call.isMissing(position) ? .table([]) : call.argument(position)
      try submit(action, id, arguments, &call, context)
    }
  }

  /// `t:ACTION(args)`: the same, refused where the ticket was changed since it was read.
  static func method(_ action: Action) -> APIFunction {
    let usage = VerbUsage.of(action)
    return APIFunction(
      "ticket:\(action.name)", "asks the desk to \(action.name) this ticket",
      [arguments(usage)], gives: result,
      example: "local result, err = change.after:\(action.name)(\(usage.example))",
      lanes: .writing, judgedBy: action.verb?.permission.rawValue,
      isMetered: true
    ) { (call: inout HostCall, context, _) throws(HostError) in
      let handle = TicketHandle(rawValue: call.integer(0))
      let arguments = call.isMissing(1) ? .table([]) : call.argument(1)
      try submit(action, handle.id, arguments, seen: handle.version, &call, context)
    }
  }

  private static func arguments(_ usage: VerbUsage) -> APIPart {
    APIPart("args", .keys(usage.keys(.reacting)), "what it takes")
  }

  private static let result = APIResult(
    .shape("result"), "{ ticket, seq, edits, data, answer, refused, trace, outbox }",
    else: "nil and { code, message, fields }")

  private static func submit(
    _ action: Action, _ id: Ticket.ID?, _ arguments: LuaValue, seen version: Int64? = nil,
    _ call: inout HostCall, _ context: SandboxContext,
  ) throws(HostError) {
    let path = "docket.tickets.\(action.name)"
    guard let reaction = context.occupation.reaction else {
      throw HostError(Text.apiNothingToWrite(path: path))
    }
    var request = try RequestReader(context: context, path: path).request(
      action: action, ticket: id, arguments: arguments,
      actor: context.actor, source: context.occupation.source)
    request.cause = reaction.cause
    if request.expectedVersion == nil { request.handleVersion = version }
    if request.key == nil, !request.isDryRun, context.lane != .byHand {
      request.key = reaction.key(action: action.name, ticket: id, arguments: arguments)
    }
    let asked = request
    let outcome = try context.reading {
      try context.waiting {
        try asked.submitted(findingUndo: reaction.bulk?.undoOrder, by: reaction.submit)
      }
    }
    try ResultWriter(context, path)
      .write(outcome, of: action, isDryRun: request.isDryRun, into: &call.results)
  }

  /// Whether the ticket exists for who asks, as does the one that they have in hand.
  private static func sees(
    _ id: Ticket.ID, _ context: SandboxContext, _ path: String,
  ) throws(HostError) -> Bool {
    guard context.occupation.reaction?.ticket != id else { return true }
    let desk = try context.desk(for: path)
    let ticket = try context.reading { try desk.ticket(id) }
    return ticket.flatMap { Sight(of: context, on: desk).ticket($0) } != nil
  }

  private static let notify = APIFunction(
    "docket.notify", "tells people about a ticket",
    [.table([.init("about", .ticket, "the ticket")] + NotificationReader.keys)],
    gives: .init(.boolean, "true", else: "nil and why"),
    example: """
      docket.notify{ about = 7, to = "requester", text = "Soon", visibility = "public" }
      """,
    lanes: .writing, isMetered: true,
  ) { (call: inout HostCall, context, function) throws(HostError) in
    guard let reaction = context.occupation.reaction else {
      throw HostError(Text.apiNoDesk(path: function.path))
    }
    if let stop = reaction.stop { throw HostError(stop.text) }
    guard let number = call.argument(0)["about"]?.integer else {
      throw HostError(Text.apiNotifyAbout)
    }
    let about = Ticket.ID(rawValue: number)
    if let refusal = try refusal(of: call.argument(0), about: about, in: context) {
      return call.fail(refusal.code, refusal.text)
    }
    let rest = (call.argument(0).pairs ?? []).filter { $0.key != "about" }
    var told = try NotificationReader.notification(
      .table(rest), by: reaction.hook, in: context, path: function.path)
    if told.event == nil { told.event = reaction.event(about: about) }
    reaction.effects.append(.notify(about, told))
    call.results.boolean(true)
  }

  /// Why people may not be told about the ticket; `nil` where they may.
  ///
  /// What a person tells who runs a script by hand are words about a ticket, as those of a note, and
  /// of a reply where they are public.
  private static func refusal(
    of value: LuaValue, about id: Ticket.ID, in context: SandboxContext,
  ) throws(HostError) -> Refusal? {
    guard try sees(id, context, "docket.notify") else {
      return Refusal(.notFound, Text.ticketMissing(ticket: id.rawValue))
    }
    guard let person = context.person else { return nil }
    let asker = try Asker(context, "docket.notify")
    guard let ticket = try context.reading({ try asker.desk.ticket(id) }) else { return nil }
    let isPublic = value["visibility"]?.text == "public"
    let needed = [Permission.noteAdd] + (isPublic ? [.ticketReply] : [])
    let missing = needed.first { permission in
      !asker.sight.viewer.authority.may(permission, on: ticket, in: asker.context)
    }
    return missing.map { permission in
      Refusal(
        .denied,
        Text.apiPersonNeeds(path: "docket.notify", person: person.name, permission: permission))
    }
  }

  private static let schedule = APIFunction(
    "docket.schedule", "sets, moves or cancels a ticket's timer",
    [
      .table(
        [
          .needed("ticket", .ticket, "the ticket")
        ] + APIPart.timer(.time, .any))
    ],
    example: #"docket.schedule{ ticket = 7, name = "remind", at = docket.time.now() + 60 }"#,
    // A script that is run by hand is gone when its timer would fire.
    lanes: [.reacting], isMetered: true,
  ) { (call: inout HostCall, context, function) throws(HostError) in
    guard let reaction = context.occupation.reaction else {
      throw HostError(Text.apiNoDesk(path: function.path))
    }
    var table = function.options(call, 0)
    let id = table.integer("ticket")
    let name = table.required("name")
    if !name.isEmpty, !Names.isHookName(name) {
      table.fail("name", Text.tablePluginName(name: name))
    }
    let moment = table.read("at", Text.valueSeconds, ValueConversion.instant)
    let data = table.read("data", Text.valuePlain) { $0.json }
    try table.check()
    let ticket = Ticket.ID(rawValue: id ?? 0)
    guard try sees(ticket, context, function.path) else {
      return call.fail(.notFound, Text.ticketMissing(ticket: ticket.rawValue))
    }
    reaction.effects.append(
      .schedule(
        ticket,
        TimerChange(plugin: context.namespace.name, name: name, at: moment, data: data?.text ?? ""))
    )
  }
}

extension Refusal {
  /// `{ code, message, fields }` as Lua has it.
  var lua: LuaValue {
    var fields: [String: String] = [:]
    for problem in problems {
      guard let field = problem.field else { continue }
      fields[field] = fields[field].map { "\($0); \(problem.message)" } ?? problem.message
    }
    let pairs = fields.sorted { $0.key.precedesByBytes($1.key) }
      .map { LuaPair($0.key, .string($0.value)) }
    return .table([
      LuaPair("code", .string(code.rawValue)), LuaPair("fields", .table(pairs)),
      LuaPair("message", .string(message)),
    ])
  }
}
