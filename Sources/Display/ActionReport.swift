import Desk
import Kernel
import Texts

/// Tells what came of a request, to the one who asked: no more than they may see.
package struct ActionReport {
  package let outcome: Outcome
  package let isDryRun: Bool
  package let action: Action
  package let session: DeskSession
  package let output: Output
  /// Whom a dry run would add: who has a name only here.
  package let introduced: Person?

  package init(
    outcome: Outcome, isDryRun: Bool, action: Action, session: DeskSession, output: Output,
    introduced: Person? = nil,
  ) {
    self.outcome = outcome
    self.isDryRun = isDryRun
    self.action = action
    self.session = session
    self.output = output
    self.introduced = introduced
  }

  /// Writes the result; a refusal itself is left to whoever ends the program.
  package func write() throws {
    switch outcome.verdict {
    case .done(let receipt) where output.isJSON: try output.write(try json(of: receipt))
    case .done(let receipt) where isDryRun: try output.write(try preview(of: receipt))
    case .done(let receipt): try tell(receipt)
    case .refused where isDryRun && !output.isJSON: try output.write(trace(on: output.standard))
    case .refused: break
    }
    guard case .done(let receipt) = outcome.verdict else { return }
    try tellOfAbsence(receipt)
    try tellOfPlugins()
  }

  /// Says to the staff that whom the ticket was given to is not there.
  private func tellOfAbsence(_ receipt: Receipt) throws {
    guard session.rulebook.isStaff(session.person),
      let edit = receipt.edits.last(where: { $0.field == TicketField.assignee.rawValue }),
      case .person(let id) = edit.to, id != session.person.id,
      let absence = session.rulebook.absence(of: id, at: session.now)
    else { return }
    let standIn = try absence.standIn.map { try session.name(of: $0) }
    try output.say(
      Text.saidAway(person: try session.name(of: id), absence: absence.words(standIn: standIn)))
  }

  /// Says to the staff in a line each which plugins had no say, though they should have had one.
  package func tellOfPlugins() throws {
    guard session.rulebook.isStaff(session.person) else { return }
    for plugin in outcome.idlePlugins {
      guard let idleness = session.rulebook.idleness(of: plugin, at: session.now) else { continue }
      try output.say(Text.pluginLeftOut(idleness: idleness))
    }
    for plugin in Set(outcome.faults.map(\.plugin)).sorted() {
      try output.say(Text.pluginFailed(plugin: plugin))
    }
  }

  /// A create says the new ticket's number and nothing else; what hooks did is said aside.
  private func tell(_ receipt: Receipt) throws {
    let edits = visibleEdits(of: receipt)
    if !action.needsTicket {
      try output.write("\(receipt.ticket.rawValue)")
      let made = try lines(of: edits.filter { $0.by != nil }, receipt, on: output.error)
      for line in made { try output.say(line) }
      return
    }
    if receipt.isRepeated {
      try output.say(
        seesNotes
          ? Text.saidDoneBeforeAs(request: receipt.request) : Text.saidDoneBefore)
    } else if edits.isEmpty, receipt.seq == nil {
      try output.say(Text.saidNothingToChange)
    } else {
      let lines = try lines(of: edits, receipt, on: output.standard)
      try output.write(
        lines.isEmpty ? [output.standard.words(Text.saidDone(action: values.deed(action)))] : lines)
    }
    let given = try answer(of: receipt).lines(on: output.standard)
    if !given.isEmpty { try output.write(given) }
    for ticket in try made(by: receipt) {
      try output.say(Text.saidMade(ticket: ticket.id.rawValue, subject: ticket.subject.visible))
    }
    try tellUndone(receipt)
    for gone in receipt.erasedCopies {
      let entry = gone.entry
      try output.say(
        Text.redactAlong(
          entry: entry.seq.rawValue, ticket: entry.ticket.rawValue, action: values.deed(of: entry)))
    }
  }

  /// What an undo left, and how to do again what it took back.
  private func tellUndone(_ receipt: Receipt) throws {
    guard let undone = receipt.undone else { return }
    let report = UndoReport(session: session, surface: output.error)
    for line in report.lines(undone, isDone: true) { try output.say(line) }
    if receipt.seq != nil { try output.say(Text.saidUndoWith(request: receipt.request)) }
  }

  /// What would be changed and said, a line each, under a heading; for who is asked before it is done.
  package func plan(of receipt: Receipt) throws -> [String] {
    [output.error.styled(output.error.words(Text.saidWouldBe), .heading)]
      + (try lines(of: visibleEdits(of: receipt), receipt, on: output.error, indent: 2))
      + (try PreviewPage(session: session, surface: output.error).lines(of: receipt))
  }

  private func lines(
    of edits: [Edit], _ receipt: Receipt, on surface: Surface, indent: Int = 0,
  ) throws -> [String] {
    let page = EditLines(
      values: try values.on(receipt.ticket, receipt.edits), surface: surface, indent: indent)
    return try edits.flatMap(page.lines)
  }

  private func preview(of receipt: Receipt) throws -> [String] {
    let edits = try lines(
      of: visibleEdits(of: receipt), receipt, on: output.standard, indent: 2)
    let heading = output.standard.styled(
      output.standard.words(Text.saidWouldBe), .heading)
    let undone = receipt.undone.map {
      UndoReport(session: session, surface: output.standard).lines($0, isDone: false)
    }
    let words = try PreviewPage(session: session, surface: output.standard).lines(of: receipt)
    let given = try answer(of: receipt).lines(on: output.standard).map { "  \($0)" }
    let changes = edits + words + given
    return trace(on: output.standard) + [heading]
      + (changes.isEmpty ? ["  " + output.standard.words(Text.saidNoEdit)] : changes)
      + (undone ?? [])
  }

  /// The steps; they tell of notes, so they are for those who see notes.
  package func trace(on surface: Surface) -> [String] {
    guard seesNotes else { return [] }
    return TraceTree(steps: outcome.trace, surface: surface, deed: values.deed, words: words).lines
  }

  /// A line of the trace; people by their names and actions by their labels, as everywhere else.
  private func words(_ line: TraceStep.Line) -> String {
    let text = output.standard.rendered(line.text)
    switch line {
    case .edit(var edit):
      edit.by = nil
      return (try? traced.line(edit)) ?? text
    case .entry(let action, let visibility, let version):
      return output.standard.rendered(
        Text.traceEntry(
          action: values.deed(Action(action)), visibility: visibility, version: version))
    case .words, .note, .told, .refused: return text
    }
  }

  private func json(of receipt: Receipt) throws -> JSON {
    var members: [(String, JSON)] = [
      ("id", .integer(receipt.ticket.rawValue)), ("ticket", .integer(receipt.ticket.rawValue)),
      (
        "version",
        session.viewer.mayName(TicketField.version.rawValue) ? .integer(receipt.version) : .null
      ),
      ("edits", .array(try visibleEdits(of: receipt).map(values.json))),
      ("refused", .array([])), ("dry_run", .boolean(isDryRun)),
      ("repeated", .boolean(receipt.isRepeated)),
    ]
    members += try answer(of: receipt).members()
    if let undone = receipt.undone {
      members += UndoReport(session: session, surface: output.standard).members(undone)
    }
    let made = try made(by: receipt)
    if !made.isEmpty {
      members.append(("made", .array(made.map { .integer($0.id.rawValue) })))
    }
    let forwarded = isDryRun ? try session.forwarded(by: receipt.outbox) : []
    if !forwarded.isEmpty {
      members.append(("forwarded", .array(forwarded.map(ValueText.json))))
    }
    if !receipt.erasedCopies.isEmpty {
      members.append(
        ("along", .array(receipt.erasedCopies.map { .integer($0.entry.seq.rawValue) })))
    }
    if seesNotes {
      members.append(("request", .string(receipt.request)))
      members.append(("seq", receipt.seq.map { .integer($0.rawValue) } ?? .null))
      members.append(("trace", .array(isDryRun ? outcome.trace.map { $0.json(words) } : [])))
      members.append(("outbox", .array(try receipt.outbox.map(row))))
    }
    return .object(members)
  }

  /// Something to be done; who has a role may be nobody that whoever acts sees.
  private func row(_ row: OutboxRow) throws -> JSON {
    try values.json(row, isNamed: row.recipient.map(session.sees) ?? true)
  }

  /// The tickets that were made along with it, as far as whoever asked sees them.
  private func made(by receipt: Receipt) throws -> [Ticket] {
    isDryRun ? [] : try receipt.made.compactMap { try session.ticket($0) }
  }

  private var values: ValueText { session.values.naming(introduced) }

  /// The same for the steps of what was done to the ticket.
  private var traced: ValueText {
    get throws {
      guard case .done(let receipt) = outcome.verdict else { return values }
      return try values.on(receipt.ticket, receipt.edits)
    }
  }

  private func answer(of receipt: Receipt) throws -> ActionAnswer {
    try ActionAnswer(of: receipt, action, in: session)
  }

  /// Whether notes on every ticket exist for who asks.
  private var seesNotes: Bool { session.viewer.seesNotesEverywhere }

  private func visibleEdits(of receipt: Receipt) -> [Edit] {
    receipt.edits.filter { session.viewer.mayName($0.field) }
  }
}

extension ValueText {
  /// Who gets what a row tells: a person by name, or the address that a ticket is forwarded to.
  package func recipient(of row: OutboxRow) throws -> String? {
    if let person = row.recipient { return try name(person) }
    guard row.kind == .notify, let payload = try? JSON(parsing: row.payload) else { return nil }
    return Forward(payload: payload)?.address
  }

  /// What a forward would give to whom.
  static func json(_ message: ForwardedMessage) -> JSON {
    .object([
      ("to", .array(message.recipients.map(JSON.string))), ("channel", .string(message.channel)),
      ("subject", .string(message.subject)), ("text", .string(message.text)),
      ("files", .array(message.files.map(\.json))),
    ])
  }

  /// An outbox row: what is to be done, for which ticket, for whom, when.
  ///
  /// For whom is left out unless the recipient is to be named.
  package func json(_ row: OutboxRow, isNamed: Bool = true) throws -> JSON {
    .object([
      ("id", .integer(row.id)), ("kind", .string(row.kind.rawValue)),
      ("plugin", .string(row.plugin)), ("name", .string(row.name)),
      ("ticket", row.ticket.map { .integer($0.rawValue) } ?? .null),
      ("entry", row.entry.map { .integer($0.rawValue) } ?? .null),
      ("recipient", isNamed ? try recipient(of: row).map(JSON.string) ?? .null : .null),
      ("not_before", .string(row.notBefore.iso)), ("tries", .integer(row.tries)),
      ("state", .string(row.state.rawValue)), ("last_error", .string(row.lastError)),
    ])
  }
}
