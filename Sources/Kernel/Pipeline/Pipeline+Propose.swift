import Texts

extension Pipeline {
  /// The proposal before anything is in it; refuses what cannot even be looked at.
  func makeProposal(for request: Request) throws -> Proposal {
    let person = try request.actor.person.flatMap { try transaction.person($0) }
    if request.actor.person != nil, person == nil {
      throw Refusal(.notFound, Text.ticketNoSuchPerson)
    }
    let before = try request.ticket.map { try existing($0, for: request, by: person) }
    let id = try before?.id ?? transaction.nextTicketID()
    return Proposal(
      Submission(
        request: request, rulebook: rulebook, transaction: transaction,
        now: request.at ?? moment(after: before), isDryRun: isDryRun, before: before, id: id,
        person: person))
  }

  /// Now, or the ticket's last moment where the clock went back.
  private func moment(after before: Ticket?) -> Instant {
    max(clock, before?.touched ?? clock)
  }

  /// The ticket, where there is one that the actor may see and that is as the asker saw it.
  private func existing(_ id: Ticket.ID, for request: Request, by person: Person?) throws -> Ticket
  {
    guard id.rawValue > 0, let ticket = try transaction.ticket(id) else {
      throw Refusal(.notFound, Text.ticketMissing(ticket: id.rawValue))
    }
    guard maySee(ticket, for: request, by: person) else {
      throw Refusal(.notFound, Text.ticketMissing(ticket: id.rawValue))
    }
    try checkVersion(of: ticket, for: request, person)
    return ticket
  }

  /// Refuses what was asked of an earlier version, by the changes that exist for who asks.
  private func checkVersion(of ticket: Ticket, for request: Request, _ person: Person?) throws {
    guard request.isOfVersion else { return }
    let viewer = viewer(for: request, person)
    let version = try viewer.version(of: ticket) { try transaction.entries(of: ticket.id) }
    // What was read by the desk's own count is the same where only hidden changes came since.
    let read = try request.readVersion.flatMap { read in
      read == ticket.version
        ? nil : read + version - ticket.version + (try unseen(since: read, of: ticket, by: viewer))
    }
    let handle = request.handleVersion.flatMap { $0 == ticket.version ? nil : $0 }
    guard let seen = request.expectedVersion ?? read ?? handle, seen != version else { return }
    throw Refusal(
      .stale,
      Text.ticketChangedSince(
        ticket: ticket.id.rawValue, seen: seen, version: version,
        later: try laterEntries(of: ticket, since: seen, for: viewer)),
      field: TicketField.version.rawValue)
  }

  /// How many changes came after a version that do not exist for that viewer.
  private func unseen(
    since version: Int64, of ticket: Ticket, by viewer: Viewer,
  ) throws -> Int64 {
    guard !ticket.veiled.isEmpty || viewer.hidesFields else { return 0 }
    return Int64(
      try transaction.entries(of: ticket.id).count { entry in
        entry.version > version && viewer.isUnseenChange(entry, in: ticket)
      })
  }

  /// Whether the ticket is there for who asks; rows of an import need nothing.
  func maySee(_ ticket: Ticket, for request: Request, by person: Person?) -> Bool {
    let context = rulebook.context(at: clock, me: person?.id, reading: transaction)
    return request.isImport || request.erasure != nil
      || authority(for: request, person: person).may(.ticketView, on: ticket, in: context)
  }

  /// So many of the entries that came since are told one by one, the last ones.
  private static let mostLater = 5

  /// What came after the version that the asker saw, as far as they may see it.
  private func laterEntries(
    of ticket: Ticket, since version: Int64, for viewer: Viewer,
  ) throws -> Text? {
    let entries = try viewer.entries(transaction.entries(of: ticket.id), of: ticket)
      .filter { $0.version > version && $0.visibility == .public }
    // Those before are only counted, so nobody asks who made them.
    let lines = try entries.enumerated().map { index, entry in
      guard entries.count - index <= Pipeline.mostLater else { return Text(words: "") }
      let name = try entry.actor.person.flatMap { try transaction.person($0)?.name }
      return Text.ticketLaterEntry(
        version: entry.version, action: entry.actionText,
        actor: name.map { Text(words: $0) } ?? entry.actor.words)
    }
    guard !lines.isEmpty else { return nil }
    let shown = Text(joining: lines.suffix(Pipeline.mostLater), by: ", ")
    guard lines.count > Pipeline.mostLater else {
      return Text.ticketLaterEntries(entries: shown)
    }
    return Text.ticketLaterMore(entries: shown, count: lines.count - Pipeline.mostLater)
  }

  /// What the one who asks may see.
  func viewer(for request: Request, _ person: Person?) -> Viewer {
    Viewer(
      authority: authority(for: request, person: person), rulebook: rulebook,
      context: rulebook.context(at: clock, me: person?.id, reading: transaction))
  }

  func viewer(for submission: Submission) -> Viewer {
    viewer(for: submission.request, submission.person)
  }

  /// Puts what the request asks for into the proposal.
  func propose(_ proposal: Proposal, journal: Journal) throws {
    let request = proposal.submission.request
    try admit(proposal.submission)
    if proposal.submission.before == nil { try proposeDefaults(proposal) }
    try assign(request.set, in: proposal)
    try proposeVerb(proposal, journal: journal)
    try proposeUploads(proposal)
    if !request.note.isBlank { proposal.change.notes.append(.init(text: request.note)) }
    try settle(proposal)
    journal.add(
      TraceStep(
        "propose", title: Text(name: proposal.change.action.rawValue, of: .verb),
        lines: journal.lines(of: proposal.change.edits, on: proposal.change.after)))
  }

  /// Sets the fields of a request; all that is wrong with them comes back together.
  private func assign(
    _ assignments: [(field: String, assignment: Request.Assignment)], in proposal: Proposal,
  ) throws {
    let resolver = FieldResolver(
      rulebook: rulebook, transaction: transaction,
      now: proposal.submission.request.asked ?? proposal.submission.now,
      typist: proposal.submission.typist, typed: proposal.submission.request.language,
      viewer: proposal.submission.request.isImport ? nil : viewer(for: proposal.submission))
    var problems: [Refusal.Problem] = []
    var closed: [Refusal.Problem] = []
    let gate = gate(for: proposal.submission)
    // The type comes first: it decides what a stage is.
    let isType = { (field: String) in field == TicketField.type.rawValue }
    let ordered =
      assignments.filter { isType($0.field) } + assignments.filter { !isType($0.field) }
    for (field, assignment) in ordered {
      do {
        let value = try resolver.resolve(assignment, for: field, of: proposal.change.after)
        if value == proposal.change.after.value(of: field), !isChosen(value, for: field, proposal) {
          proposal.change.repeated.append(field)
        } else if let problem = gate.problem(of: field, on: proposal.change.after) {
          closed.append(problem)
        } else {
          proposal.place(value, in: field)
        }
      } catch let problem as Refusal.Problem {
        if let own = gate.problem(ofUnresolved: field, on: proposal.change.after) {
          closed.append(own)
        } else {
          problems.append(problem)
        }
      }
    }
    // Who may not set a field hears of nothing else.
    guard closed.isEmpty else { throw Refusal(.denied, closed) }
    guard problems.isEmpty else { throw Refusal(.invalid, problems) }
  }

  /// Whether a new ticket starts with the value only because it was asked for: its type.
  private func isChosen(_ value: Value, for field: String, _ proposal: Proposal) -> Bool {
    proposal.submission.isCreate && field == TicketField.type.rawValue
      && value.text != rulebook.settings.defaultType
  }

  /// What a new ticket starts with: its type's defaults, its life cycle's first stage.
  private func proposeDefaults(_ proposal: Proposal) throws {
    let request = proposal.submission.request
    let asked = request.set.last { $0.field == TicketField.type.rawValue }
    var type = rulebook.settings.defaultType
    if case .value(.text(let name)) = asked?.assignment { type = name }
    guard let spec = rulebook.types[type], let lifecycle = rulebook.lifecycle(ofType: type) else {
      throw Refusal(.invalid, unknownType(type), field: TicketField.type.rawValue)
    }
    proposal.place(.text(type), in: TicketField.type.rawValue)
    if let category = lifecycle.category(of: lifecycle.initial) {
      proposal.place(.stage(lifecycle.initial, category), in: TicketField.stage.rawValue)
    }
    proposal.place(.text(Priority.normal.rawValue), in: TicketField.priority.rawValue)
    proposal.place(
      .text(request.source.ofTickets), in: TicketField.source.rawValue)
    for field in rulebook.registry.fields where field.plugin != request.without {
      if let standard = field.standard, field.types.isEmpty || field.types.contains(type) {
        proposal.place(standard.withoutBlanks, in: field.name)
      }
    }
    for (field, value) in spec.defaults.sorted(by: { $0.key < $1.key }) {
      proposal.place(value.withoutBlanks, in: field)
    }
    if let person = proposal.submission.person, !rulebook.isStaff(person) {
      proposal.place(.person(person.id), in: TicketField.requester.rawValue)
    }
  }

  private func unknownType(_ type: String) -> Text {
    let known = rulebook.types.keys.sorted()
    guard !known.isEmpty else { return Text.ticketNoTypes }
    if let nearest = rulebook.nearest(to: type, among: known, as: .value(of: .type)) {
      return Text.ticketNoType(type: type, hint: Text.nearest(nearest))
    }
    return Text.ticketUnknownType(type: type, known: known.joined(separator: ", "))
  }
}

extension Value {
  /// The value in a line, for traces; an empty one is a dash.
  package var plainText: String {
    switch self {
    case .none: "–"
    case .boolean(let value): value ? "yes" : "no"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let value): value
    case .time(let value): value.iso
    case .person(let value): Text.personNumber(number: value.rawValue).description
    case .ticket(let value): "\(value.rawValue)"
    case .stage(let name, _): name
    case .attachment(let attachment): attachment.name
    case .list(let values): values.map(\.plainText).joined(separator: ", ")
    }
  }
}

extension Request {
  /// Whether it says which version it is about, in any way.
  fileprivate var isOfVersion: Bool {
    expectedVersion != nil || readVersion != nil || handleVersion != nil
  }
}
