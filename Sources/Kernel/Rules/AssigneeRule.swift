import Texts

/// Whoever works on a ticket may: is on the staff's side, and may view and update it.
struct AssigneeRule {
  let change: Change
  let submission: Submission

  /// Only who becomes assignee or joins the team by this change is looked at.
  func problems() throws -> [Refusal.Problem] {
    guard submission.request.obeysRules else { return [] }
    return try [TicketField.assignee, .team].flatMap { field in
      guard let edit = change.edit(of: field.rawValue) else { return [Refusal.Problem]() }
      return try edit.to.elements.without(edit.from.elements).compactMap { value in
        guard case .person(let id) = value,
          let person = try submission.transaction.person(id),
          !submission.rulebook.mayWork(
            person, on: change.after, at: submission.now, reading: submission.transaction)
        else { return nil }
        let words =
          submission.rulebook.isStaff(person)
          ? Text.fieldNoWorker(person: person.name)
          : Text.fieldNoStaff(person: person.name)
        return Refusal.Problem(.refused, field: field.rawValue, words)
      }
    }
  }
}
