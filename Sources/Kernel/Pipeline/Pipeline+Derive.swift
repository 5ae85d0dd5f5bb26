import Texts

extension Pipeline {
  /// Derives the action from the category change, and makes the edits that follow from it.
  ///
  /// Called after the proposal and after each round of hooks, since a hook may change the stage.
  func settle(_ proposal: Proposal) throws {
    let submission = proposal.submission
    if proposal.change.edit(of: TicketField.type.rawValue) != nil { renewCategory(proposal) }
    proposal.change.action =
      proposal.meaning ?? (submission.request.verb == .create ? .create : .update)
    // An undo restores what these edits would overwrite.
    guard proposal.change.edit(of: TicketField.stage.rawValue) != nil,
      let before = submission.before, proposal.change.undo == nil
    else { return }
    let category = proposal.change.after.category
    if proposal.change.action == .postpone, let wake = proposal.change.after.wake,
      proposal.change.edit(of: TicketField.wake.rawValue) != nil,
      !submission.request.set.contains(where: { $0.field == TicketField.due.rawValue })
    {
      proposal.place(.time(wake), in: TicketField.due.rawValue)
    }
    if category != .closed, category != .discarded { clearEvidence(proposal, of: before) }
    // A discarded ticket keeps its time, so that a postponed one can be restored.
    if category != .postponed, category != .discarded, before.wake != nil {
      proposal.place(.none, in: TicketField.wake.rawValue)
      try giveBackDue(proposal, of: before)
    }
  }

  /// A postponement that ends before its time gives back the due time that it had replaced, unless
  /// somebody has set another one since.
  private func giveBackDue(_ proposal: Proposal, of before: Ticket) throws {
    let (due, submission) = (TicketField.due.rawValue, proposal.submission)
    guard before.category == .postponed, let wake = before.wake, before.due == wake,
      submission.now < wake, !submission.request.isImport, proposal.change.edit(of: due) == nil,
      !submission.request.set.contains(where: { $0.field == due })
    else { return }
    var replaced: Value?
    for entry in try transaction.entries(of: before.id).reversed() {
      let dueEdit = entry.edits.first { $0.field == due }
      let wakeEdit = entry.edits.first { $0.field == TicketField.wake.rawValue }
      if let dueEdit, let wakeEdit, dueEdit.to == wakeEdit.to {
        replaced = dueEdit.from
        // What was not the time of the postponement before is somebody's own.
        if dueEdit.from != wakeEdit.from { break }
      }
      let stage = entry.edits.first { $0.field == TicketField.stage.rawValue }
      guard case .stage(_, let category)? = stage?.to, category == .postponed else { continue }
      // Renamed, or restored after a discard, it is the same postponement.
      if case .stage(_, let earlier)? = stage?.from, [.postponed, .discarded].contains(earlier) {
        continue
      }
      break
    }
    if let replaced { proposal.place(replaced, in: due) }
  }

  /// Writes what the stage means in the life cycle of another type, where that differs.
  private func renewCategory(_ proposal: Proposal) {
    let stage = proposal.change.after.stage
    guard let category = rulebook.lifecycle(ofType: proposal.change.after.type)?.category(of: stage)
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
}

extension Pipeline {
  /// Checks the kernel's rules on the final change; all that is wrong comes back together.
  ///
  /// Each rule is a step of the trace that names the plugin whose data it goes by.
  func checkRules(
    of change: Change, for submission: Submission, journal: Journal,
  ) throws -> [Refusal.Problem] {
    let context = submission.context
    var problems: [Refusal.Problem] = []
    func check(_ title: Text, _ found: [Refusal.Problem]) {
      problems += found
      journal.add(
        TraceStep(
          "rule", title: title,
          lines: found.isEmpty ? [.words(Text.traceKept)] : found.map(TraceStep.Line.refused)))
    }
    check(Text(name: "limits", of: .check), LimitRule(change: change).problems)
    check(
      Text(name: "fields", of: .check),
      try fieldProblems(of: change, for: submission, in: context))
    if let edit = change.edit(of: TicketField.stage.rawValue), submission.request.obeysRules,
      change.undo == nil
    {
      let lifecycle = rulebook.lifecycle(ofType: change.after.type)
      let rule = Text(name: "move", of: .check)
      check(
        lifecycle.map { Text.frameBy(problem: rule, plugin: $0.plugin) } ?? rule,
        MoveRule(
          change: change, submission: submission, edit: edit,
          authority: authority(for: submission), context: context
        ).problems)
    }
    if touchesClosing(change) {
      let reason = rulebook.closeReasons[change.after.closeReason]
      let rule = Text.traceCloseReason
      check(
        reason.map { Text.frameBy(problem: rule, plugin: $0.plugin) } ?? rule,
        CloseRule(change: change, submission: submission).problems)
    }
    return problems
  }

  /// Whether the change closes, gives a reason, or edits what a reason is proved by.
  private func touchesClosing(_ change: Change) -> Bool {
    if change.action == .close || change.edit(of: TicketField.closeReason.rawValue) != nil {
      return true
    }
    let evidence = rulebook.closeReasons[change.after.closeReason]?.requires ?? []
    let isClosed = [.closed, .discarded].contains(change.after.category)
    let isRestored = change.action == .restore && change.after.category == .closed
    return isRestored || isClosed && evidence.contains { change.edit(of: $0) != nil }
  }

  private func fieldProblems(
    of change: Change, for submission: Submission, in context: EvaluationContext,
  ) throws -> [Refusal.Problem] {
    var problems = KernelFieldRule(change: change, submission: submission).problems
    problems += try AssigneeRule(change: change, submission: submission).problems()
    let rule = CustomFieldRule(change: change, submission: submission, context: context, host: host)
    let among = AmongRule(change: change, submission: submission, context: context)
    for field in rulebook.registry.fields {
      let wrong = rule.problems(of: field)
      problems += wrong
      guard wrong.isEmpty, let edit = change.edit(of: field.name) else { continue }
      if let stranger = try among.problem(with: edit, of: field) { problems.append(stranger) }
    }
    let circles = try CircleRule(change: change, submission: submission).problems()
    return problems
      + circles.filter { circle in !problems.contains { $0.field == circle.field } }
  }
}
