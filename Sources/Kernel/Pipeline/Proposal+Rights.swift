extension Authority {
  /// Whether it may be done to the ticket of a proposal, as it was and as it is to be.
  ///
  /// Verbs, fields, parameters, moves and amendments are all asked here, so that no condition is judged
  /// on one side alone. `after` is what an amendment under way would make of the ticket.
  func decide(
    _ permission: String, fields: [String] = [], for proposal: Proposal, after: Ticket? = nil,
  ) -> Decision {
    decide(
      permission, before: proposal.before, after: after ?? proposal.after, fields: fields,
      in: proposal.rulebook.context(at: proposal.now, me: proposal.person?.id))
  }

  /// Whether any of its grants has a condition.
  var isConditional: Bool { grants.contains { $0.condition != nil } }
}

extension Proposal {
  /// Whether the life cycle moves the ticket, as it does on a reply, without being asked to.
  ///
  /// A reply that names a stage asks for the move itself; one that changes the type asks for whatever
  /// the stage means in the other life cycle.
  var isMovedByItself: Bool {
    request.verb == .reply
      && !request.set.contains { assignment in
        assignment.field == TicketField.stage.rawValue
          || assignment.field == TicketField.type.rawValue && edit(of: assignment.field) != nil
      }
  }
}
