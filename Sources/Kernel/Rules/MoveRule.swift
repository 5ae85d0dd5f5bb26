/// Whether the life cycle allows the move from stage to stage.
struct MoveRule {
  let proposal: Proposal
  let edit: Edit
  let authority: Authority
  let context: EvaluationContext

  var problems: [Refusal.Problem] {
    guard case .stage(let to, _) = edit.to,
      let lifecycle = proposal.rulebook.lifecycle(ofType: proposal.after.type)
    else { return [problem("the ticket has no life cycle", nil)] }
    guard let before = proposal.before else {
      guard to != lifecycle.initial else { return [] }
      return [problem("a new ticket begins as \(lifecycle.initial)", lifecycle)]
    }
    let earlier = proposal.rulebook.lifecycle(ofType: before.type)
    // In another life cycle there is no move: its stage is checked with the type.
    guard earlier?.name == lifecycle.name else { return [] }
    // The same stage in another type is no move.
    guard to != before.stage else { return [] }
    guard let move = lifecycle.transition(from: before.stage, to: to, of: before) else {
      return [problem(notAllowed(from: before, to: to, lifecycle), lifecycle)]
    }
    return problems(of: move, lifecycle)
  }

  private func problems(of move: LifecycleSpec.Transition, _ lifecycle: LifecycleSpec)
    -> [Refusal.Problem]
  {
    var problems = move.requires.filter { proposal.after.value(of: $0).isEmpty }.map { field in
      Refusal.Problem(field: field, "moving to \(move.to) requires it", by: lifecycle.plugin)
    }
    if let when = move.when, !proposal.rulebook.holds(when, on: proposal.after, in: context) {
      problems.append(problem(move.refusal ?? "moving to \(move.to) wants \(when)", lifecycle))
    }
    if let permission = move.permission, !isMovedByItself,
      !authority.may(permission, on: proposal.before, in: context)
    {
      problems.append(problem("moving to \(move.to) needs \(permission)", lifecycle))
    }
    return problems
  }

  /// Whether the life cycle moved the ticket, as it does on a reply, without being asked to.
  private var isMovedByItself: Bool {
    proposal.request.action == "reply"
      && !proposal.request.set.contains { $0.field == TicketField.stage.rawValue }
  }

  private func notAllowed(from before: Ticket, to: String, _ lifecycle: LifecycleSpec) -> String {
    let allowed = (lifecycle.transitions[before.stage] ?? []).compactMap { move in
      move.to == LifecycleSpec.before ? before.stagesBefore.last : move.to
    }
    let others = allowed.isEmpty ? "nowhere" : "to \(allowed.joined(separator: ", "))"
    return "a ticket does not go from \(before.stage) to \(to); from there it goes \(others)"
  }

  private func problem(_ message: String, _ lifecycle: LifecycleSpec?) -> Refusal.Problem {
    Refusal.Problem(field: TicketField.stage.rawValue, message, by: lifecycle?.plugin)
  }
}
