import Kernel
import Lua
import Texts

/// Makes requests of what plugins, importers and specs ask for: an action, a ticket, arguments.
struct RequestReader {
  let context: SandboxContext
  /// What was called, for messages.
  let path: String

  /// The request; wrong or unknown arguments raise.
  func request(
    action: Action, ticket: Ticket.ID?, arguments: LuaValue, actor: Actor,
    source: Source = .plugin,
  ) throws(HostError) -> Request {
    var table = SpecTable("\(path) \(action.name)", arguments, keys(of: action))
    var request = Request(actor: actor, source: source, action: action, ticket: ticket)
    // What a spec's person says is on the clock of that person.
    if context.lane != .spec { request.zone = context.desk.zone }
    let needsTicket = action.needsTicket
    if !needsTicket, ticket != nil { table.fail(nil, Text.apiTakesNoTicket) }
    if needsTicket, ticket == nil { table.fail(nil, Text.apiWantsTicket) }
    try readFields(&table, into: &request)
    try readVerb(&table, into: &request)
    try readCommon(&table, into: &request)
    try table.check()
    return request
  }

  /// The keys that the action's table may have; those of an unknown one do not matter.
  private func keys(of action: Action) -> [APIPart] {
    switch action {
    case .verb(let verb): VerbUsage.of(verb).keys(place)
    case .plugin:
      context.rulebook?.spec(of: action).map { VerbUsage.keys(of: $0, at: place) }
        ?? VerbUsage.others.keys(place)
    }
  }

  private var place: VerbUsage.Place {
    switch context.occupation {
    case .reacting, .byHand: .reacting
    case .collecting, .proving: .spec
    case .importing: .importing
    case .loading, .declaring, .deciding, .computing, .reporting, .answering: .deciding
    }
  }

  private func readFields(
    _ table: inout SpecTable, into request: inout Request,
  ) throws(HostError) {
    if request.verb == .create {
      for field in TicketField.allCases where field.isEditable {
        guard let value = table.value(field.rawValue) else { continue }
        request.set.append((field.rawValue, try assignment(value, for: field.rawValue)))
      }
      try set("fields", of: &table, into: &request)
    } else {
      try set("set", of: &table, into: &request)
    }
  }

  private func set(
    _ key: String, of table: inout SpecTable, into request: inout Request,
  ) throws(HostError) {
    for pair in table.pairs(key) {
      request.set.append((pair.key, try assignment(pair.value, for: pair.key)))
    }
  }

  private func assignment(
    _ value: LuaValue, for name: String,
  ) throws(HostError) -> Request.Assignment {
    try ValueConversion.assignment(context.stored(value), for: definition(of: name))
  }

  private func definition(of name: String) -> FieldDefinition? {
    if let field = FieldDefinition.kernel[name] { return field }
    return context.layout.definitions[name] ?? context.rulebook?.field(name)
  }

  private func readVerb(
    _ table: inout SpecTable, into request: inout Request,
  ) throws(HostError) {
    switch request.action {
    case .verb(.create), .verb(.update), .verb(.reopen), .verb(.wake), .verb(.restore): break
    case .verb(.note): request.text = try words(&table, "text")
    case .verb(.reply):
      request.text = try words(&table, "text", in: try requesterLanguage(of: request.ticket))
    case .verb(.close): try readClose(&table, into: &request)
    case .verb(.assign):
      guard let to = table.value("to") else { break }
      request.set.append(("assignee", try assignment(to, for: "assignee")))
    case .verb(.postpone): request.params["till"] = postponement(&table)
    case .verb(.discard): request.params["to"] = table.text("to").map(Value.text)
    case .verb(.attach): readAttachment(&table, into: &request)
    case .verb(.detach): request.params["name"] = .text(table.required("name"))
    case .verb(.purge): readOnly(&table, into: &request)
    case .verb(.redact): readRedaction(&table, into: &request)
    case .verb(.forward): try readForward(&table, into: &request)
    case .verb(.undo): readUndo(&table, into: &request)
    case .plugin(let name): try readParams(of: name, &table, into: &request)
    }
  }

  private func readClose(
    _ table: inout SpecTable, into request: inout Request,
  ) throws(HostError) {
    if let reason = table.text("reason") {
      request.set.append(("close_reason", .value(.text(reason))))
    }
    if let causes = table.value("root_causes") {
      request.set.append(("root_causes", try assignment(causes, for: "root_causes")))
    }
    request.isPublic = table.boolean("public") ?? false
    let language = request.isPublic ? try requesterLanguage(of: request.ticket) : nil
    request.text = try words(&table, "comment", in: language)
  }

  private func postponement(_ table: inout SpecTable) -> Value? {
    let now = context.reading?.now
    let till = table.read("till", Text.valueSecondsOrDate) { value in
      ValueConversion.instant(value) ?? value.text.flatMap(moment)
    }
    if let till { return .time(till) }
    let span = table.read("by", Text.valueSpan) { value in
      value.text.flatMap { try? TimeSpan(parsing: $0) }
    }
    guard let span, let now else {
      if !table.has("by") { table.fail("till", Text.apiTillOrBy) }
      return nil
    }
    return .time(context.desk.zone.adding(span, to: now))
  }

  /// The moment that a text says, as people write it.
  private func moment(_ text: String) -> Instant? {
    guard let now = context.reading?.now else { return nil }
    return try? Moment.parse(
      text, now: now, zone: context.desk.zone, language: context.languageOfHand)
  }

  /// The parameters of a plugin's action.
  private func readParams(
    of action: String, _ table: inout SpecTable, into request: inout Request,
  ) throws(HostError) {
    guard let spec = context.rulebook?.actions[action] else {
      let known = Verb.names + (context.rulebook?.actions.keys.sorted() ?? [])
      throw HostError(
        Text.apiUnknownAction(path: path, unknown: Names.unknown(action, among: known)))
    }
    for param in spec.params {
      guard let value = table.value(param.name) else { continue }
      request.params[param.name] = try ValueConversion.given(
        context.stored(value), for: FieldDefinition(param))
    }
  }

  private func readCommon(
    _ table: inout SpecTable, into request: inout Request,
  ) throws(HostError) {
    request.note = try words(&table, "note")
    request.expectedVersion = table.integer("version")
    for item in table.items("attachments") {
      var file = SpecTable(
        "\(path) \(request.action.name): attachments", item, VerbUsage.file(place))
      try readFile(&file, into: &request)
      try file.check()
    }
    if let key = table.text("once") { request.key = context.namespace.key(once: key) }
    request.tellsPeople = table.boolean("notify") ?? true
    guard context.lane == .spec || Lanes.writing.contains(context.lane) else { return }
    request.isDryRun = table.boolean("dry_run") ?? false
    try readPerson(&table, into: &request)
  }

  /// `as`: in whose name a plugin acts, within what both may.
  private func readPerson(
    _ table: inout SpecTable, into request: inout Request,
  ) throws(HostError) {
    guard let reaction = context.occupation.reaction, let name = table.text("as") else { return }
    guard context.manifest.permissions.contains(where: { $0.permission == Permission.as.rawValue })
    else {
      return table.fail("as", Text.apiNeedsAs(plugin: context.plugin))
    }
    let desk = try context.desk(for: path)
    guard let person = try context.reading({ try desk.person(named: name) }) else {
      return table.fail("as", Text.apiUnknownPerson(name: name))
    }
    request.actor = .person(person.id)
    request.through = reaction.hook
  }

  func words(
    _ table: inout SpecTable, _ key: String, in language: String? = nil,
  ) throws(HostError) -> String {
    let language = language ?? context.desk.language
    let words = try table.read(key, Text.valueText) { value throws(HostError) in
      try context.words(value, in: language)
    }
    return words ?? ""
  }

  private func requesterLanguage(of id: Ticket.ID?) throws(HostError) -> String? {
    guard let id, let desk = context.reading else { return nil }
    return try context.requesterLanguage(of: context.reading { try desk.ticket(id) })
  }
}

extension SandboxContext {
  /// What a ticket's requester reads: public words are written in it; `nil` where that is not known.
  func requesterLanguage(of ticket: Ticket?) throws(HostError) -> String? {
    guard let requester = ticket?.requester, let desk = reading else { return nil }
    let language = try reading { try desk.person(requester)?.language }
    return language.flatMap { $0.isEmpty ? nil : $0 }
  }
}
