import Texts

/// The way that every change takes: propose, authorize, before hooks, rules, validate hooks, write.
///
/// A `Submission` (what is asked) comes to a `Change` (what results), which has `Effects` (what
/// follows). Only verbs and hooks, which have the `Proposal` in hand, can put anything into them; the
/// other steps are handed what they look at.
///
/// One value serves one request inside one transaction, on the writer's thread. A refusal leaves
/// half-done work in the transaction: the caller rolls its savepoint back.
package struct Pipeline {
  let rulebook: Rulebook
  let transaction: any Transaction
  let host: any HookHost
  /// The clock's reading when the request began.
  let clock: Instant
  let isDryRun: Bool

  package init(
    rulebook: Rulebook, transaction: any Transaction, host: any HookHost, clock: Instant,
    isDryRun: Bool = false,
  ) {
    self.rulebook = rulebook
    self.transaction = transaction
    self.host = host
    self.clock = clock
    self.isDryRun = isDryRun
  }

  /// Carries the request out, or says why not.
  ///
  /// Throws only where the store fails; whatever is wrong with the request is in the outcome.
  package func run(_ request: Request) throws -> Outcome {
    host.beginRequest()
    let journal = Journal()
    journal.tellings = request.explainsTelling ? [] : nil
    do {
      if let distrust = rulebook.distrust { throw Refusal(.refused, distrust) }
      let receipt = try perform(request, journal: journal)
      return outcome(.done(try seen(receipt, by: request)), journal)
    } catch let refusal as Refusal {
      var refused = outcome(.refused(refusal), journal)
      if try !mayKnowFaults(request.actor) { refused.hideFaults() }
      return refused
    }
  }

  /// The receipt with the version that the ticket has for who asks.
  private func seen(_ receipt: Receipt, by request: Request) throws -> Receipt {
    guard rulebook.hasSecretFields, let ticket = try transaction.ticket(receipt.ticket),
      !ticket.veiled.isEmpty
    else { return receipt }
    let person = try request.actor.person.flatMap { try transaction.person($0) }
    let viewer = viewer(for: request, person)
    var seen = receipt
    seen.version -= Int64(
      try transaction.entries(of: ticket.id).count { entry in
        entry.version <= receipt.version
          && entry.veil.map { !viewer.sees(veiled: $0, of: ticket) } ?? false
      })
    return seen
  }

  /// Whether it is told what is wrong with plugins: that is the staff's business.
  private func mayKnowFaults(_ actor: Actor) throws -> Bool {
    guard let person = actor.person else { return true }
    return try transaction.person(person).map(rulebook.isStaff) ?? false
  }

  private func outcome(_ verdict: Outcome.Verdict, _ journal: Journal) -> Outcome {
    Outcome(
      verdict: verdict, trace: journal.steps, faults: journal.faults,
      idlePlugins: journal.idlePlugins.sorted(), tellings: journal.tellings ?? [])
  }

  /// One request, its follow-ups included; throws a `Refusal` where it is refused.
  func perform(_ request: Request, journal: Journal) throws -> Receipt {
    if let key = request.key, let earlier = try earlierReceipt(forKey: key, of: request) {
      let line = TraceStep.Line.words(Text.traceRepeated(request: earlier.request))
      journal.add(TraceStep("repeat", name: key, lines: [line]))
      return earlier
    }
    let proposal = try makeProposal(for: request)
    let submission = proposal.submission
    journal.begin(
      proposal.change.after, isNew: submission.isCreate,
      as: journal.viewer ?? viewer(for: submission))
    try propose(proposal, journal: journal)
    try authorize(proposal.change, of: submission, journal: journal)
    if proposal.isChange { try decide(proposal, journal: journal) }
    try submission.people?.check()
    let (change, effects) = (proposal.change.asWritten, proposal.effects)
    let name = try request.name ?? transaction.nextRequestName()
    let written = try write(change, of: submission, named: name, journal: journal)
    if !written.entries.isEmpty { try settleInboxes(by: change, of: submission) }
    let passed = try passOn(
      change, of: submission, entries: written.entries, named: name, journal: journal)
    let rows = try enqueue(
      effects, of: change, for: submission, entries: written.entries, besides: passed,
      journal: journal)
    var receipt = Receipt(
      ticket: submission.id, seq: written.entries.first?.seq, request: name, edits: change.edits,
      version: written.entries.last?.version ?? change.after.version, outbox: rows + passed)
    (receipt.data, receipt.answer) = (change.data, change.answer)
    // What follows may change the ticket again.
    if effects.followUps.isEmpty { receipt.written = written.ticket }
    receipt.preview = preview(of: change, written.entries, journal: journal)
    receipt.undone = try undoEffects(of: change, for: submission, journal: journal)
    if let first = written.entries.first {
      receipt.erasedCopies = try erase(
        effects.copies, for: submission, entry: first, named: name, journal: journal)
      try forgetReports(saying: effects.erasedWords)
      try perform(
        effects.followUps, of: submission, entry: first, named: name, into: &receipt,
        journal: journal)
    }
    if let key = request.key { try transaction.remember(receipt, forKey: key) }
    return receipt
  }

  /// Lets hooks and rules have their say.
  private func decide(_ proposal: Proposal, journal: Journal) throws {
    try runBeforeHooks(on: proposal, journal: journal)
    let (change, submission) = (proposal.change, proposal.submission)
    var problems = try checkRules(of: change, for: submission, journal: journal)
    problems += try runValidateHooks(on: proposal, journal: journal)
    guard problems.isEmpty else {
      // Whoever only lacks a permission is told so by the code as well.
      let isDenied = problems.allSatisfy { $0.kind.code == .denied }
      throw Refusal(isDenied ? .denied : .refused, problems)
    }
    try checkLaps(of: change, for: submission)
  }

  /// Requests that hooks asked for, now that what they follow from is written.
  private func perform(
    _ followUps: [FollowUp], of submission: Submission, entry: Entry, named name: String,
    into receipt: inout Receipt, journal: Journal,
  ) throws {
    for followUp in followUps {
      var request = followUp.request
      request.name = name
      request.imported = submission.request.imported
      request.cause = Cause(
        entry: entry.seq, origin: entry.origin ?? entry.seq, depth: entry.depth.addingSaturated(1),
        hook: followUp.hook.signature, laps: followUp.hook.laps, plugin: followUp.hook.plugin)
      let inner = Journal()
      inner.viewer = journal.viewer
      inner.tellings = journal.tellings.map { _ in [] }
      defer {
        journal.tellings? += inner.tellings ?? []
        journal.faults += inner.faults
        journal.idlePlugins.formUnion(inner.idlePlugins)
        if request.verb?.isInternal != true || journal.showsNotes {
          journal.add(
            TraceStep(
              .init(action: request.action, hook: followUp.hook.signature), steps: inner.steps))
        }
      }
      let done = try perform(request, journal: inner)
      receipt.outbox += done.outbox
      receipt.made += (request.verb == .create && !done.isRepeated ? [done.ticket] : []) + done.made
    }
  }
}

extension Pipeline {
  /// What came of the request with that key, if it was done; refused to who may not ask for it.
  ///
  /// The request is authorized first, so that nobody learns from a key what they could not learn
  /// without it: the actor must have the verb's permission, and must see the ticket. Whether the
  /// permission holds for the ticket as it is by now does not count: the request itself may have
  /// made it another one. Nothing is left of a purged ticket that its receipt could show.
  func earlierReceipt(forKey key: String, of request: Request) throws -> Receipt? {
    guard !request.isImport else { return try repeated(key) }
    let person = try request.actor.person.flatMap { try transaction.person($0) }
    let authority = authority(for: request, person: person)
    // Who is refused here is refused in the usual way, which looks at all of the request.
    guard mayAsk(request, as: authority),
      try request.ticket.map({ try sees($0, request, person) }) != false
    else { return nil }
    guard let earlier = try repeated(key) else { return nil }
    guard try sees(earlier.ticket, request, person) else {
      throw Refusal(.notFound, Text.ticketMissing(ticket: earlier.ticket.rawValue))
    }
    return earlier
  }

  /// Whether there is any ticket to which the actor may do it; an update is asked about its fields.
  private func mayAsk(_ request: Request, as authority: Authority) -> Bool {
    request.verb == .update || authority.mayEver(rulebook.permission(for: request.action))
  }

  private func repeated(_ key: String) throws -> Receipt? {
    guard var earlier = try transaction.receipt(forKey: key) else { return nil }
    earlier.isRepeated = true
    if let seq = earlier.seq { earlier.data = try transaction.entry(seq)?.data ?? [:] }
    return earlier
  }

  private func sees(_ id: Ticket.ID, _ request: Request, _ person: Person?) throws -> Bool {
    guard let ticket = try transaction.ticket(id) else { return true }
    return maySee(ticket, for: request, by: person)
  }
}
