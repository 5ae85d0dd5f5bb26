import Texts

extension Request {
  /// A reply on a joined ticket, which is continued on the ticket that its conversation stands on.
  struct Passed: Sendable {
    let entry: EntryID
    let origin: EntryID
    /// The ticket that it was written to.
    let ticket: Ticket
    let author: Person.ID?
    /// Whether it came from the customer's side of that ticket.
    let isFromCustomer: Bool
    /// Whether it may move the ticket that it is continued on.
    let moves: Bool
  }
}

/// What is written to a ticket whose conversation stands on another one acts as a reply there.
///
/// Its words stay where they were written. The other ticket is moved by its own life cycle, its hooks
/// see a reply, and its people are told.
extension Pipeline {
  /// The ticket at the end of the chain that a ticket's conversation stands on; `nil` where there is
  /// none that is worked on, or where it is a conversation aside, which is worked on for itself.
  func host(of ticket: Ticket) throws -> Ticket? {
    guard !rulebook.joiningFields.isEmpty, !ticket.isAside(by: rulebook) else { return nil }
    var (last, seen) = (ticket, Set([ticket.id]))
    while !last.isAside(by: rulebook), let id = last.host(by: rulebook), seen.insert(id).inserted,
      let next = try transaction.ticket(id)
    {
      last = next
    }
    return last.id == ticket.id || last.category == .discarded ? nil : last
  }

  /// Continues a reply where its conversation stands too; gives the rows that follow there.
  ///
  /// What refuses it there takes nothing away from the reply.
  func passOn(
    _ change: Change, of submission: Submission, entries: [Entry], named name: String,
    journal: Journal,
  ) throws -> [OutboxRow] {
    let request = submission.request
    // What hooks write moves nothing anywhere, and must not go round between two tickets.
    guard request.verb == .reply || change.isReply, !request.isImport, request.cause == nil,
      request.passed == nil, !change.after.isAside(by: rulebook),
      let reply = entries.first(where: \.isMessage), let host = try host(of: change.after)
    else { return [] }
    var passed = Request(
      actor: .desk, source: request.source, action: .verb(.reply), ticket: host.id,
      text: reply.text)
    passed.passed = Request.Passed(
      entry: reply.seq, origin: reply.origin ?? reply.seq, ticket: change.after,
      author: request.actor.person,
      isFromCustomer: submission.isFromCustomer(ofNew: change.after.requester),
      moves: !request.isAutomatic && request.actor.person != nil && request.obeysRules)
    (passed.name, passed.isAutomatic) = (name, request.isAutomatic)
    (passed.isDryRun, passed.hasEffects) = (request.isDryRun, request.hasEffects)
    passed.tellsPeople = request.tellsPeople
    return try perform(passed, on: host, journal: journal)
  }

  private func perform(
    _ passed: Request, on host: Ticket, journal: Journal,
  ) throws -> [OutboxRow] {
    let inner = Journal()
    inner.viewer = journal.viewer
    defer {
      journal.faults += inner.faults
      journal.idlePlugins.formUnion(inner.idlePlugins)
      if journal.viewer?.seesNotes(of: host) == true, journal.viewer?.sees(host) == true {
        journal.add(
          TraceStep(
            "pass", title: Text.tracePass(ticket: host.id.rawValue),
            steps: inner.steps))
      }
    }
    do {
      return try transaction.undoingIfThrown { try perform(passed, journal: inner).outbox }
    } catch let refusal as Refusal {
      inner.add(TraceStep("refuse", lines: refusal.problems.map(TraceStep.Line.refused)))
      return []
    }
  }
}

extension Entry {
  /// The reply on a joined ticket that this one only says the coming of; `nil` for other entries.
  ///
  /// A reply of its own is never internal.
  package var passedReply: EntryID? { isOf(.reply) && visibility == .internal ? cause : nil }

  /// Whether it has words that everybody may read.
  var isMessage: Bool { visibility == .public && !text.isEmpty }
}
