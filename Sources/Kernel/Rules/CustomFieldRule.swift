import Texts

/// What plugins declared for their fields: type of ticket, choices, bounds, when needed.
struct CustomFieldRule {
  let change: Change
  let submission: Submission
  let context: EvaluationContext
  let host: any HookHost

  /// What is wrong with that field on the final proposal.
  func problems(of field: FieldSpec) -> [Refusal.Problem] {
    let edit = change.edit(of: field.name)
    guard edit != nil || field.isRequired || field.requiredIf != nil else { return [] }
    let value = change.after.value(of: field.name).withoutBlanks
    let isShown = isShown(field, on: change.after)
    if edit != nil, !value.isEmpty {
      guard isShown else {
        return [problem(field, Text.fieldNotOnType(type: change.after.type))]
      }
      let rule = ValueRule(
        ticket: change.after, rulebook: submission.rulebook, host: host)
      if let wrong = rule.problem(with: value, of: field) { return [problem(field, wrong)] }
    }
    guard isShown, value.isEmpty, isWanted(field, isEdited: edit != nil) else { return [] }
    return [problem(field, Text.fieldRequired)]
  }

  private func problem(_ field: FieldSpec, _ text: Text) -> Refusal.Problem {
    Refusal.Problem(.refused, field: field.name, text, by: field.plugin)
  }

  private func isShown(_ field: FieldSpec, on ticket: Ticket) -> Bool {
    submission.rulebook.isShown(field, on: ticket, in: context)
  }

  /// Required of the ticket that results when it is made or closed, and when the field, its being
  /// shown or its condition is touched; not on every later change of a ticket from before the rule.
  private func isWanted(_ field: FieldSpec, isEdited: Bool) -> Bool {
    guard submission.request.obeysRules else { return false }
    guard let before = submission.before, !isEdited, !isClosing else { return isDue(field) }
    let isTouched = !isShown(field, on: before) || touches(field.showIf)
    if field.isRequired { return isTouched }
    guard let condition = field.requiredIf, isDue(field) else { return false }
    return isTouched || touches(condition)
      || !submission.rulebook.holds(condition, on: before, in: submission.context)
  }

  /// Whether the field must not be empty on the ticket that results.
  private func isDue(_ field: FieldSpec) -> Bool {
    field.isRequired
      || field.requiredIf.map { submission.rulebook.holds($0, on: change.after, in: context) }
        ?? false
  }

  /// Whether the ticket is closed by the change, and not just back where it was.
  private var isClosing: Bool {
    change.after.category == .closed && submission.before?.category != .closed
      && change.undo == nil && submission.before?.category != .discarded
  }

  /// Whether the change edits a field that the condition names.
  private func touches(_ condition: String?) -> Bool {
    guard let condition else { return false }
    let names = submission.rulebook.fields(of: condition)
    return change.edits.contains { names.contains($0.field) }
  }
}
