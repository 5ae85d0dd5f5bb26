import Texts

/// Whether the life cycle allows the move from stage to stage.
struct MoveRule {
  let change: Change
  let submission: Submission
  let edit: Edit
  let authority: Authority
  let context: EvaluationContext

  var problems: [Refusal.Problem] {
    guard case .stage(let to, _) = edit.to,
      let lifecycle = submission.rulebook.lifecycle(ofType: change.after.type)
    else { return [problem(Text.moveNoLifecycle, nil)] }
    guard let before = submission.before else {
      guard to != lifecycle.initial else { return [] }
      return [problem(Text.moveNotFirst(stage: lifecycle.initial), lifecycle)]
    }
    let earlier = submission.rulebook.lifecycle(ofType: before.type)
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
    var problems = move.requires.filter { change.after.value(of: $0).isBlank }.map { field in
      Refusal.Problem(
        .refused, field: field, Text.moveRequires(stage: move.to),
        by: move.plugin ?? lifecycle.plugin)
    }
    if let when = move.when, !submission.rulebook.holds(when, on: change.after, in: context) {
      problems.append(problem(Text.moveWants(stage: move.to, condition: when), lifecycle))
    }
    if let permission = move.permission, !submission.isMovedByItself(in: change),
      !authority.decide(permission, for: submission, after: change.after).isAllowed
    {
      problems.append(
        Refusal.Problem(
          .denied, field: TicketField.stage.rawValue,
          Text.moveNeeds(stage: move.to, permission: permission),
          by: move.plugin ?? lifecycle.plugin))
    }
    guard let key = move.refusal, !problems.isEmpty else { return problems }
    let words = words(of: key, by: move.plugin ?? lifecycle.plugin)
    var said: [Refusal.Problem] = []
    for problem in problems {
      let own = Refusal.Problem(problem.kind, field: problem.field, words, by: problem.by)
      if !said.contains(where: { $0.field == own.field }) { said.append(own) }
    }
    return said
  }

  /// What the plugin says where the move may not be, in the language of who asks.
  private func words(of key: String, by plugin: String) -> Text {
    let (registry, settings) = (submission.rulebook.registry, submission.rulebook.settings)
    let labels = Labels(
      registry.labels, language: submission.readerLanguage ?? settings.languageCode)
    // A desk that took the plugin over before its texts were kept says what it has.
    return Text(words: labels.refusal(key, of: plugin) ?? key)
  }

  private func notAllowed(from before: Ticket, to: String, _ lifecycle: LifecycleSpec) -> Text {
    let allowed = (lifecycle.transitions[before.stage] ?? []).compactMap { move in
      move.to == LifecycleSpec.before ? before.stagesBefore.last : move.to
    }
    guard !allowed.isEmpty else { return Text.moveNowhere(from: before.stage, to: to) }
    return Text.moveElsewhere(from: before.stage, to: to, stages: allowed.joined(separator: ", "))
  }

  private func problem(_ text: Text, _ lifecycle: LifecycleSpec?) -> Refusal.Problem {
    Refusal.Problem(.refused, field: TicketField.stage.rawValue, text, by: lifecycle?.plugin)
  }
}
