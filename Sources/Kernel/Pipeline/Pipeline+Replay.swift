import Crypto
import Texts

extension Pipeline {
  /// Writes an entry of another desk's history as it was, marked with the import that brought it.
  ///
  /// It was decided there: hooks, permissions and moves have no say any more. What is checked is
  /// what this desk must hold true: the order of numbers and times, that what it says follows from
  /// what is here, that names are known here, and the limits: see `ReplayRule`. Of fields that are
  /// `unknown` the words were redacted; `later` is what became another name after the entry, as the
  /// ticket's own history goes on to say. Throws a `Refusal` where one of these fails.
  package func replay(
    _ recorded: RecordedEntry, named name: String, unknown: Set<String> = [],
    before later: [Renaming] = [],
  ) throws -> Receipt {
    if let distrust = rulebook.distrust { throw Refusal(.refused, distrust) }
    let before = try transaction.ticket(recorded.ticket)
    // What it says is judged under the names that this desk has for it, and written as it was said.
    let names = RecordedNames(later + rulebook.formerNames, by: rulebook)
    let present = recorded.renamed(by: names.renamings, on: before)
    let submission = try submission(
      for: present, before: before?.renamed(by: names.renamings, at: recorded.at))
    var change = change(of: submission, in: present)
    let problems =
      if recorded.isOf(.rename) {
        names.problems(of: recorded, on: before)
      } else {
        names.told(
          try typeProblem(of: change.after)
            + ReplayRule(
              recorded: present, change: change, submission: submission, unknown: unknown,
              host: host
            ).problems(), of: recorded, on: before)
      }
    guard problems.isEmpty else { throw Refusal(.invalid, problems) }
    let entry = try write(recorded, on: before, named: name)
    var ticket = before ?? Ticket(id: recorded.ticket)
    ticket.apply(entry)
    try transaction.write(ticket, before: before)
    change.after = ticket
    if let row = try wakeRow(of: change, for: submission, entry: entry) {
      try transaction.enqueue(row)
    }
    return Receipt(
      ticket: ticket.id, seq: entry.seq, request: name, edits: entry.edits, version: ticket.version)
  }

  /// The entry as a request; refuses what is out of order.
  private func submission(for recorded: RecordedEntry, before: Ticket?) throws -> Submission {
    let last = before?.number ?? 0
    guard recorded.number == last.addingSaturated(1) else {
      let numbers = (recorded.number, last)
      throw recorded.number <= last
        ? Refusal(.invalid, Text.importNoNews(number: numbers.0, last: numbers.1))
        : Refusal(
          .missingPredecessor, Text.importFollows(number: numbers.0, last: numbers.1))
    }
    guard recorded.at >= before?.touched ?? recorded.at, recorded.at <= clock else {
      throw Refusal(
        .invalid,
        Text.importTimeBack(time: recorded.at),
        field: "at")
    }
    let request = Request(
      actor: recorded.actor, source: .import, action: Action(recorded.action),
      ticket: before?.id, text: recorded.text)
    return Submission(
      request: request, rulebook: rulebook, transaction: transaction, now: recorded.at,
      isDryRun: isDryRun, before: before, id: recorded.ticket, person: nil)
  }

  /// The change as rules look at it.
  private func change(of submission: Submission, in recorded: RecordedEntry) -> Change {
    let proposal = Proposal(submission)
    for edit in recorded.edits { proposal.place(edit.to, in: edit.field) }
    // What an action was given and gave is as long as data may be.
    proposal.change.data = recorded.data.merging(recorded.params) { data, _ in data }
    if recorded.visibility == .public {
      proposal.change.publicText = recorded.text
    } else {
      proposal.change.notes = [.init(text: recorded.text)]
    }
    return proposal.change
  }

  private func typeProblem(of ticket: Ticket) -> [Refusal.Problem] {
    guard rulebook.lifecycle(ofType: ticket.type) == nil else { return [] }
    let types = rulebook.types.keys.sorted().joined(separator: ", ")
    return [
      .init(
        .invalid, field: TicketField.type.rawValue,
        Text.importNoType(type: ticket.type, types: types))
    ]
  }

  private func write(
    _ recorded: RecordedEntry, on before: Ticket?, named name: String,
  ) throws -> Entry {
    let version = (before?.version ?? 0).addingSaturated(recorded.visibility == .public ? 1 : 0)
    var entry = Entry(
      seq: try transaction.nextEntryID(), ticket: recorded.ticket, number: recorded.number,
      version: version, at: recorded.at, recorded: clock, request: name, actor: recorded.actor,
      source: recorded.source, action: recorded.action, params: recorded.params,
      edits: recorded.edits, text: recorded.text, visibility: recorded.visibility,
      data: recorded.data, hook: recorded.hook, previous: before?.head)
    entry.imported = recorded.imported
    if before != nil, recorded.text.isEmpty, recorded.visibility == .public {
      entry.veil = Entry.veil(
        of: recorded.edits, recorded.data, params: recorded.params,
        action: Action(recorded.action), rulebook)
    }
    let payloads = entry.makePayloads { RandomBytes.make(count: Payload.saltCount) }
    for part in recorded.redacted { entry.parts[part] = Payload.gone }
    entry.digest = Digest(of: entry.canonicalForm)
    try transaction.write(entry, payloads: payloads)
    return entry
  }
}
