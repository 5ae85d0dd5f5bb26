import Texts

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
