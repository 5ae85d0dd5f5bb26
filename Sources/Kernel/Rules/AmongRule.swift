import Texts

/// Whether the people or tickets that a field names are among those that its declaration asks for.
struct AmongRule {
  let change: Change
  let submission: Submission
  let context: EvaluationContext

  /// What is wrong with the field; only what this change adds to it is looked at.
  func problem(with edit: Edit, of field: FieldSpec) throws -> Refusal.Problem? {
    guard let among = field.among, submission.request.obeysRules else { return nil }
    for value in edit.to.elements.without(edit.from.elements) {
      guard let name = try stranger(value, to: among) else { continue }
      return Refusal.Problem(
        .refused,
        field: field.name, Text.fieldNotAmong(value: name, condition: among),
        by: field.plugin)
    }
    return nil
  }

  /// The name of the person or ticket, if the declaration does not allow it.
  private func stranger(_ value: Value, to among: String) throws -> String? {
    let rulebook = submission.rulebook
    var context = context
    context.this = change.after
    switch value {
    case .person(let id):
      guard let person = try submission.transaction.person(id) else { return nil }
      return rulebook.holds(among: among, of: person, in: context) ? nil : person.name
    case .ticket(let id):
      guard let ticket = try submission.transaction.ticket(id) else { return nil }
      return rulebook.holds(among, on: ticket, in: context) ? nil : "\(id.rawValue)"
    default: return nil
    }
  }
}
