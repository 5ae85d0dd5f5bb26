import Texts

extension Pipeline {
  /// A plugin's action: who asks must have its permission before any of its code runs.
  func proposeAction(_ name: String, of proposal: Proposal, journal: Journal) throws {
    let action = try action(named: name)
    if !proposal.submission.request.isImport {
      let authority = authority(for: proposal.submission)
      try require(
        action.permission, fields: [], of: authority, for: proposal.submission,
        after: proposal.change.after)
    }
    if let idleness = rulebook.idleness(of: action.plugin, at: clock) {
      throw Refusal(.idlePlugin, idleness, by: action.plugin)
    }
    try requireCondition(of: action, for: proposal)
    let values = values(for: proposal, owner: action.name, kind: .parameter(of: action.name))
    proposal.change.params = try values.read(proposal.change.params, by: action.params)
    proposeNote(proposal)
    try propose(action, on: proposal, journal: journal)
    guard proposal.problems.isEmpty else { throw Refusal(.refused, proposal.problems) }
  }

  /// A plugin's backfill: its function gives the fields, as long as the ticket is one that it is for.
  func proposeBackfill(_ proposal: Proposal, journal: Journal) throws {
    let request = proposal.submission.request
    guard let name = request.backfill, case .plugin(let plugin) = request.actor else { return }
    let own = rulebook.registry.backfills(of: plugin)
    guard let backfill = own.first(where: { $0.name == name }) else {
      throw Refusal(
        .invalid,
        Text.backfillNone(
          plugin: plugin, name: name,
          hint: Text.nearest(nearestName(to: name, among: own.map(\.name)))))
    }
    if let idleness = rulebook.idleness(of: plugin, at: clock) {
      throw Refusal(.idlePlugin, idleness, by: plugin)
    }
    let submission = proposal.submission
    guard let ticket = submission.before,
      rulebook.holds(backfill.query, on: ticket, in: submission.context)
    else { return }
    let before = Checkpoint(proposal)
    var step = TraceStep("backfill", name: backfill.hook.signature)
    do throws(HookFault) {
      step.instructions = try host.fill(backfill, on: proposal).instructions
    } catch {
      journal.faults.append(error)
      step.lines += error.traceLines
      journal.add(step)
      throw Refusal(
        .pluginFault, Text.actionFault(plugin: plugin, message: error.message), by: plugin)
    }
    before.add(to: &step.lines, upTo: proposal, in: journal)
    journal.add(step)
    guard before.hasOtherEdits(than: proposal) else { return }
    try settle(proposal, amendedBy: backfill.hook, since: before)
  }

  private func action(named name: String) throws -> ActionSpec {
    if let action = rulebook.actions[name] { return action }
    let known = rulebook.actions.keys.sorted()
    let nearest = Text.nearest(rulebook.nearest(to: name, among: known, as: .action))
    let list = known.joined(separator: ", ")
    let others = known.isEmpty ? nil : Text.ticketPluginActions(actions: list)
    throw Refusal(
      .invalid, Text.ticketNoAction(action: name, others: nearest ?? others),
      field: "action")
  }

  /// An action that is not for the ticket as it is, is refused; the condition is told to who may
  /// name all that it speaks of.
  private func requireCondition(of action: ActionSpec, for proposal: Proposal) throws {
    guard let text = action.when, let condition = rulebook.conditions[text],
      !condition.matches(proposal.change.after, in: proposal.submission.context)
    else { return }
    let viewer = viewer(for: proposal.submission)
    let mayKnow = condition.fields.allSatisfy(viewer.mayName)
    let which = mayKnow ? Text.actionIsFor(condition: text) : nil
    throw Refusal(
      .refused,
      Text.actionNotAsItIs(
        action: action.name, ticket: proposal.submission.id.rawValue, which: which),
      by: action.plugin)
  }

  private func values(
    for proposal: Proposal, owner: any TextConvertible, kind: Labelled,
  ) -> ActionValues {
    ActionValues(
      resolver: FieldResolver(
        rulebook: rulebook, transaction: transaction, now: proposal.submission.now,
        typist: proposal.submission.typist, typed: proposal.submission.request.language,
        viewer: proposal.submission.request.isImport ? nil : viewer(for: proposal.submission)),
      rule: ValueRule(ticket: proposal.change.after, rulebook: rulebook, host: host),
      ticket: proposal.change.after, owner: owner, kind: kind)
  }

  /// Runs the plugin's `propose`; a fault of it, or wrong data, changes nothing and is logged.
  private func propose(_ action: ActionSpec, on proposal: Proposal, journal: Journal) throws {
    let before = Checkpoint(proposal)
    var step = TraceStep("action", name: action.signature)
    do {
      let proposed = try host.propose(action, on: proposal)
      step.instructions = proposed.instructions
      proposal.change.data = try data(proposed.values, of: action, for: proposal)
      proposal.change.answer = proposed.answer
    } catch let fault as HookFault {
      journal.faults.append(fault)
      step.lines += fault.traceLines
      journal.add(step)
      throw Refusal(
        .pluginFault,
        Text.actionFault(plugin: fault.plugin, message: fault.message), by: fault.plugin)
    }
    before.add(to: &step.lines, upTo: proposal, in: journal)
    journal.add(step)
    guard proposal.problems.isEmpty else { return }
    if before.hasOtherEdits(than: proposal) {
      try settle(proposal, amendedBy: action.hook, since: before)
    }
    // The reply is the person's: it moves the ticket as theirs do.
    guard proposal.change.isReply, try moveOnReply(proposal) else { return }
    proposal.change.isMovedByReply = true
    try settle(proposal)
  }

  /// The data that the plugin gives must be what it declared: else the plugin is at fault.
  private func data(
    _ given: [String: Value], of action: ActionSpec, for proposal: Proposal,
  ) throws -> [String: Value] {
    let values = ActionValues(
      resolver: FieldResolver(
        rulebook: rulebook, transaction: transaction, now: proposal.submission.now),
      rule: ValueRule(ticket: proposal.change.after, rulebook: rulebook, host: host),
      ticket: proposal.change.after, owner: Text.actionDataOf(action: action.name),
      kind: .parameter(of: action.name))
    do {
      return try values.read(given, by: action.data)
    } catch let refusal as Refusal {
      throw HookFault(
        hook: action.signature, plugin: action.plugin,
        message: Text.frameOf(owner: Text.actionDataOf(action: action.name), problem: refusal.text)
          .description)
    }
  }
}
