import Texts

/// Whether a reference from ticket to ticket leads back to where it began.
///
/// It is asked for `parent` and for fields that are declared `acyclic`, on every way in. Each ticket
/// on the way is read once, so that a chain of n references costs n reads; a longer one than `most`
/// is refused, since whether it is a circle cannot be told.
struct CircleRule {
  let change: Change
  let submission: Submission

  /// The most tickets that are read for one reference.
  static let most = 1_000

  /// What is wrong with the references that the change sets.
  func problems() throws -> [Refusal.Problem] {
    try change.edits.compactMap { edit in
      // Most edits name no ticket, and need no look at their field's declaration.
      guard namesTickets(edit.to), isAcyclic(edit.field) else { return nil }
      return try problem(with: edit)
    }
  }

  private func namesTickets(_ value: Value) -> Bool {
    if case .list(let values) = value { return values.first?.ticketID != nil }
    return value.ticketID != nil
  }

  private func isAcyclic(_ field: String) -> Bool {
    field == TicketField.parent.rawValue
      || submission.rulebook.field(field)?.spec?.acyclic == true
  }

  private func problem(with edit: Edit) throws -> Refusal.Problem? {
    var waiting = edit.to.elements.compactMap(\.ticketID)
    var seen: Set<Ticket.ID> = []
    while let id = waiting.popLast() {
      guard id != submission.id else { return problem(edit, Text.ticketCircle) }
      guard seen.insert(id).inserted else { continue }
      guard seen.count <= CircleRule.most else {
        return problem(edit, Text.ticketLongChain(most: CircleRule.most))
      }
      guard let next = try submission.transaction.ticket(id) else { continue }
      waiting += next.value(of: edit.field).elements.compactMap(\.ticketID)
    }
    return nil
  }

  private func problem(_ edit: Edit, _ text: Text) -> Refusal.Problem {
    let plugin = submission.rulebook.field(edit.field)?.spec?.plugin
    return Refusal.Problem(.refused, field: edit.field, text, by: plugin)
  }
}
