import Texts

extension Pipeline {
  /// Derives the action from the category change, and makes the edits that follow from it.
  ///
  /// Called after the proposal and after each round of hooks, since a hook may change the stage.
  func settle(_ proposal: Proposal) {
    if proposal.edit(of: TicketField.type.rawValue) != nil { renewCategory(proposal) }
    proposal.action = proposal.meaning ?? (proposal.request.verb == .create ? .create : .update)
    // An undo restores what these edits would overwrite.
    guard proposal.edit(of: TicketField.stage.rawValue) != nil, let before = proposal.before,
      proposal.undo == nil
    else { return }
    let category = proposal.after.category
    if proposal.action == .postpone, let wake = proposal.after.wake,
      proposal.edit(of: TicketField.wake.rawValue) != nil,
      !proposal.request.set.contains(where: { $0.field == TicketField.due.rawValue })
    {
      proposal.place(.time(wake), in: TicketField.due.rawValue)
    }
    if category != .closed, category != .discarded { clearEvidence(proposal, of: before) }
    // A discarded ticket keeps its time, so that a postponed one can be restored.
    if category != .postponed, category != .discarded, before.wake != nil {
      proposal.place(.none, in: TicketField.wake.rawValue)
    }
  }

  /// Writes what the stage means in the life cycle of another type, where that differs.
  private func renewCategory(_ proposal: Proposal) {
    let stage = proposal.after.stage
    guard let category = rulebook.lifecycle(ofType: proposal.after.type)?.category(of: stage)
    else { return }
    proposal.place(.stage(stage, category), in: TicketField.stage.rawValue)
  }

  /// Empties the reason and what it was proved by.
  private func clearEvidence(_ proposal: Proposal, of before: Ticket) {
    guard !before.closeReason.isEmpty else { return }
    proposal.place(.none, in: TicketField.closeReason.rawValue)
    for field in rulebook.closeReasons[before.closeReason]?.clears ?? [] {
      proposal.place(.none, in: field)
    }
  }

  /// The events that the change is, for hooks: the verb's, the derived action's, and its fields'.
  func isEvent(_ event: HookEvent, of proposal: Proposal) -> Bool {
    switch event {
    case .anyChange: true
    case .field(let name): proposal.edit(of: name) != nil
    case .action(let action):
      action == proposal.request.action
        || action == .verb(proposal.action) && isDerived(proposal)
    case .other: false
    }
  }

  /// Whether the derived action is one: a bare note or reply that edits nothing is no update.
  private func isDerived(_ proposal: Proposal) -> Bool {
    proposal.action != .update || !proposal.edits.isEmpty
  }
}

extension Proposal {
  /// The verb that the change of category means; `nil` if the category stays.
  var meaning: Verb? {
    before.flatMap { Verb.meaning(from: $0.category, to: after.category) }
  }
}

extension Pipeline {
  /// Checks the kernel's rules on the final proposal; all that is wrong comes back together.
  ///
  /// Each rule is a step of the trace that names the plugin whose data it goes by.
  func checkRules(of proposal: Proposal, journal: Journal) throws -> [Refusal.Problem] {
    let context = context(of: proposal)
    var problems: [Refusal.Problem] = []
    func check(_ name: String, _ found: [Refusal.Problem]) {
      problems += found
      journal.add(
        TraceStep(
          "rule", name: name,
          lines: found.isEmpty ? [.words(Text.traceKept)] : found.map(TraceStep.Line.refused)))
    }
    check("limits", LimitRule(proposal: proposal).problems)
    check("fields", try fieldProblems(of: proposal, in: context))
    if let edit = proposal.edit(of: TicketField.stage.rawValue), proposal.request.obeysRules,
      proposal.undo == nil
    {
      let lifecycle = rulebook.lifecycle(ofType: proposal.after.type)
      let owner = lifecycle.map { " (\($0.plugin))" } ?? ""
      check(
        "move\(owner)",
        MoveRule(
          proposal: proposal, edit: edit,
          authority: authority(for: proposal.request, person: proposal.person), context: context
        ).problems)
    }
    if touchesClosing(proposal) {
      let reason = rulebook.closeReasons[proposal.after.closeReason]
      let rule = Text.traceCloseReason
      let name = reason.map { Text.frameBy(problem: rule, plugin: $0.plugin) } ?? rule
      check(name.description, CloseRule(proposal: proposal).problems)
    }
    return problems
  }

  /// Whether the change closes, gives a reason, or edits what a reason is proved by.
  private func touchesClosing(_ proposal: Proposal) -> Bool {
    if proposal.action == .close || proposal.edit(of: TicketField.closeReason.rawValue) != nil {
      return true
    }
    let evidence = rulebook.closeReasons[proposal.after.closeReason]?.requires ?? []
    let isClosed = [.closed, .discarded].contains(proposal.after.category)
    let isRestored = proposal.action == .restore && proposal.after.category == .closed
    return isRestored || isClosed && evidence.contains { proposal.edit(of: $0) != nil }
  }

  private func fieldProblems(of proposal: Proposal, in context: EvaluationContext) throws
    -> [Refusal.Problem]
  {
    var problems = KernelFieldRule(proposal: proposal).problems
    problems += try AssigneeRule(proposal: proposal).problems()
    let rule = CustomFieldRule(proposal: proposal, context: context, host: host)
    let among = AmongRule(proposal: proposal, context: context)
    for field in rulebook.registry.fields {
      let wrong = rule.problems(of: field)
      problems += wrong
      guard wrong.isEmpty, let edit = proposal.edit(of: field.name) else { continue }
      if let stranger = try among.problem(with: edit, of: field) { problems.append(stranger) }
    }
    let circles = try CircleRule(proposal: proposal).problems()
    return problems
      + circles.filter { circle in !problems.contains { $0.field == circle.field } }
  }
}
