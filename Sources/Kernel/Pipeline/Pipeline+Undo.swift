import Texts

extension Pipeline {
  /// Proposes the way back from what the request names: the inverse edits of its entries.
  ///
  /// It skips the move table and evidence. Texts stay; a create is discarded. Refused where a later
  /// entry edited the same field, with the list.
  func proposeUndo(_ proposal: Proposal) throws {
    let submission = proposal.submission
    guard let scope = submission.request.undoes, let before = submission.before else {
      throw Refusal(.invalid, Text.undoNothingNamed)
    }
    let viewer = viewer(for: submission)
    let undo = TicketUndo(
      scope, in: try transaction.entries(of: before.id),
      names: try GivenNames(readingFrom: transaction, by: rulebook), sums: rulebook.sums)
    guard !undo.members.isEmpty, viewer.seesNotes(of: before),
      viewer.authority.may(.historyView, on: before, in: viewer.context)
    else {
      throw Refusal(
        .notFound,
        Text.undoNotHere(request: scope.request, ticket: before.id.rawValue))
    }
    if !submission.request.set.isEmpty || !submission.request.text.isEmpty {
      throw Refusal(.invalid, Text.undoOnlyBack)
    }
    proposeNote(proposal)
    try check(undo, of: before, as: viewer)
    proposal.change.undo = undo
    if undo.isCreate {
      try proposeDiscard(ofCreated: before, to: scope.discard, in: proposal)
    } else {
      try place(undo, in: proposal)
    }
  }

  /// Refuses what cannot be taken back, or not by this one.
  private func check(_ undo: TicketUndo, of ticket: Ticket, as viewer: Viewer) throws {
    let id = ticket.id.rawValue
    let fields = undo.inverses.map(\.field)
    if fields.contains(where: { viewer.hides($0, of: ticket) }) {
      throw Refusal(.denied, Text.undoNotAll(ticket: id))
    }
    if let earlier = undo.undoneBy {
      throw Refusal(
        .conflict, Text.undoDoneBefore(ticket: id, request: earlier.request))
    }
    guard !undo.inverses.isEmpty else {
      throw Refusal(.refused, Text.undoOnlyWords(ticket: id))
    }
    if let field = undo.redacted.first {
      throw Refusal(.refused, Text.undoRedacted, field: field)
    }
    guard undo.conflicts.isEmpty else {
      throw Refusal(.conflict, try undo.conflicts.compactMap(problem))
    }
  }

  /// Who edited the field last, when, in which entry, and what to undo first.
  private func problem(_ conflict: TicketUndo.Conflict) throws -> Refusal.Problem? {
    guard let entry = conflict.entries.first else { return nil }
    let undos = conflict.entries.prefix(Pipeline.mostUndos).map { entry in
      Text.undoCommand(entry: entry.seq.rawValue)
    }
    let rest = conflict.entries.count > undos.count ? [Text(words: "…")] : []
    let name = try entry.actor.person.flatMap { try transaction.person($0)?.name }
    return Refusal.Problem(
      .conflict,
      field: conflict.field,
      Text.undoEditedSince(
        who: name ?? entry.actor.text, at: entry.at, ticket: entry.ticket.rawValue,
        entry: entry.seq.rawValue, undos: Text(joining: undos + rest, by: ", ")))
  }

  /// So many undos that come first are named.
  private static let mostUndos = 5

  private func place(_ undo: TicketUndo, in proposal: Proposal) throws {
    let resolver = FieldResolver(
      rulebook: rulebook, transaction: transaction, now: proposal.submission.now, viewer: nil)
    var problems: [Refusal.Problem] = []
    let isType = { (inverse: TicketUndo.Inverse) in inverse.field == TicketField.type.rawValue }
    for inverse in undo.inverses.filter(isType) + undo.inverses.filter({ !isType($0) }) {
      // Files are not set, and so have no value that could be read: they are put back as they were.
      guard TicketField(named: inverse.field)?.kind != .attachment else {
        proposal.place(inverse.value, in: inverse.field)
        continue
      }
      do {
        let value = try resolver.resolve(
          .value(inverse.value), for: inverse.field, of: proposal.change.after)
        proposal.place(value, in: inverse.field)
      } catch let problem as Refusal.Problem {
        problems.append(problem)
      }
    }
    guard problems.isEmpty else { throw Refusal(.invalid, problems) }
  }

  /// Where an undone create goes: what was asked, the lead `undo`, or the only discard there is.
  private func proposeDiscard(
    ofCreated ticket: Ticket, to word: String?, in proposal: Proposal,
  ) throws {
    guard let lifecycle = rulebook.lifecycle(ofType: ticket.type) else {
      throw Refusal(
        .refused, Text.ticketTypeWithoutPlugin(type: ticket.type), field: "type")
    }
    let words = lifecycle.discards.keys.sorted()
    let stage: String?
    if let word {
      stage = lifecycle.discards[word]
    } else {
      let only = words.count == 1 ? lifecycle.discards[words[0]] : nil
      stage = lifecycle.lead(.undo, from: ticket) ?? only
    }
    guard let stage, let category = lifecycle.category(of: stage) else {
      throw Refusal(
        .invalid,
        Text.undoDiscardWhere(ticket: ticket.id.rawValue, choices: words.joined(separator: ", ")),
        field: "to")
    }
    guard stage != ticket.stage else {
      throw Refusal(
        .conflict, Text.undoThereAlready(ticket: ticket.id.rawValue, stage: stage),
        field: "stage")
    }
    proposal.place(.stage(stage, category), in: TicketField.stage.rawValue)
  }

  /// What followed from the entries that were taken back, with the rows not delivered yet dropped.
  func undoEffects(
    of change: Change, for submission: Submission, journal: Journal,
  ) throws -> UndoneEffects? {
    guard let undo = change.undo else { return nil }
    let viewer = viewer(for: submission)
    var effects = UndoneEffects()
    effects.texts = undo.texts
    let members = Set(undo.members.map(\.seq))
    for row in try transaction.outboxRows(of: members.sorted(), on: submission.id) {
      switch row.state {
      case .done: effects.delivered.append(row)
      case .waiting:
        let isDropped = try transaction.dropIdleOutboxRow(key: row.key, now: clock)
        if isDropped { effects.dropped.append(row) } else { effects.delivered.append(row) }
      case .dead, .dropped: break
      }
    }
    for entry in undo.members {
      let chain = try transaction.chain(from: entry.origin ?? entry.seq)
      effects.texts += try said(elsewhere: chain, by: entry, to: viewer)
      for later in chain.following(members) {
        guard later.request != entry.request,
          !effects.followed.contains(where: { $0.seq == later.seq }),
          let ticket = try transaction.ticket(later.ticket),
          viewer.sees(ticket), viewer.seesNotes(of: ticket)
        else { continue }
        effects.followed.append(FollowedRequest(later))
      }
    }
    let dropped = effects.dropped
    if !dropped.isEmpty {
      let lines = dropped.map { row in
        TraceStep.Line.words(
          Text.traceDrop(kind: row.kind, name: row.name))
      }
      journal.add(TraceStep("outbox", lines: lines))
    }
    return effects
  }

  /// How many texts the request left on tickets of which it only said something: they stay.
  private func said(
    elsewhere chain: CauseChain, by entry: Entry, to viewer: Viewer,
  ) throws -> Int {
    let said = chain.caused(by: entry.seq).filter {
      $0.request == entry.request && $0.ticket != entry.ticket && $0.parts[.text] != nil
    }
    guard !said.isEmpty else { return 0 }
    let edited = Set(
      chain.entries.lazy.filter { $0.request == entry.request && !$0.edits.isEmpty }.map(\.ticket))
    return try said.count { later in
      guard !edited.contains(later.ticket), let ticket = try transaction.ticket(later.ticket)
      else { return false }
      return viewer.sees(ticket) && viewer.seesNotes(of: ticket)
    }
  }
}
