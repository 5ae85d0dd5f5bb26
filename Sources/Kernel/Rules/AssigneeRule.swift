import Texts

/// Whoever works on a ticket may: is on the staff's side, and may view and update it.
struct AssigneeRule {
  let proposal: Proposal

  /// Only who becomes assignee or joins the team by this change is looked at.
  func problems() throws -> [Refusal.Problem] {
    guard proposal.request.obeysRules else { return [] }
    return try [TicketField.assignee, .team].flatMap { field in
      guard let edit = proposal.edit(of: field.rawValue) else { return [Refusal.Problem]() }
      return try edit.to.elements.without(edit.from.elements).compactMap { value in
        guard case .person(let id) = value,
          let person = try proposal.transaction.person(id),
          !proposal.rulebook.mayWork(person, on: proposal.after, at: proposal.now)
        else { return nil }
        let words =
          proposal.rulebook.isStaff(person)
          ? Text.fieldNoWorker(person: person.name)
          : Text.fieldNoStaff(person: person.name)
        return Refusal.Problem(.refused, field: field.rawValue, words)
      }
    }
  }
}
