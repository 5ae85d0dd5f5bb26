import Texts

/// What plugins declared for their fields: type of ticket, choices, bounds, when needed.
struct CustomFieldRule {
  let proposal: Proposal
  let context: EvaluationContext
  let host: any HookHost

  /// What is wrong with that field on the final proposal.
  func problems(of field: FieldSpec) -> [Refusal.Problem] {
    let edit = proposal.edit(of: field.name)
    guard edit != nil || field.isRequired || field.requiredIf != nil else { return [] }
    let value = proposal.after.value(of: field.name)
    let isShown = isShown(field, on: proposal.after)
    if edit != nil, !value.isEmpty {
      guard isShown else {
        return [problem(field, Text("field.not_on_type", ["type": proposal.after.type]))]
      }
      let rule = ValueRule(ticket: proposal.after, host: host)
      if let wrong = rule.problem(with: value, of: field) { return [problem(field, wrong)] }
    }
    guard isShown, value.isEmpty, isWanted(field, isEdited: edit != nil) else { return [] }
    return [problem(field, Text("field.required"))]
  }

  private func problem(_ field: FieldSpec, _ text: Text) -> Refusal.Problem {
    Refusal.Problem(field: field.name, text, by: field.plugin)
  }

  private func isShown(_ field: FieldSpec, on ticket: Ticket) -> Bool {
    proposal.rulebook.isShown(field, on: ticket, in: context)
  }

  /// Required on create, when emptied and when first shown; conditionally, when the condition is
  /// entered.
  private func isWanted(_ field: FieldSpec, isEdited: Bool) -> Bool {
    guard proposal.request.obeysRules else { return false }
    let wasShown = proposal.before.map { isShown(field, on: $0) } ?? false
    if field.isRequired, !wasShown || isEdited { return true }
    guard let condition = field.requiredIf,
      proposal.rulebook.holds(condition, on: proposal.after, in: context)
    else { return false }
    guard let before = proposal.before, !isEdited else { return true }
    let earlier = EvaluationContext(now: context.now, me: context.me)
    return !proposal.rulebook.holds(condition, on: before, in: earlier)
  }
}
