extension Authority {
  /// What one grant has to say about a permission.
  package struct Consideration: Sendable {
    package let grant: CompiledGrant
    /// Whether its condition holds on the ticket; `nil` where it has one and there is no ticket.
    package let holds: Bool?
    /// Whether the verdict rests on it.
    package let isDecisive: Bool
  }

  /// Whether a permission holds and what each grant of it says, those that did not count included.
  package struct Account: Sendable {
    package let decision: Decision
    package let considerations: [Consideration]
  }

  /// Whether somebody may know how this one's conditions for a permission fall out on a ticket: all
  /// that they speak of is theirs to see, or they ask of themselves, who need only try.
  package func isKnowable(
    _ permission: String, on ticket: Ticket, to viewer: Viewer,
  ) -> Bool {
    actor == viewer.authority.actor
      || grants.allSatisfy { grant in
        !grant.covers(permission)
          || grant.condition?.fields.allSatisfy { viewer.sees($0, of: ticket) } ?? true
      }
  }

  /// Explains a permission on a ticket, or for everything where there is none.
  package func account(
    of permission: String, on ticket: Ticket?, in context: EvaluationContext,
  ) -> Account {
    let decision = decide(permission, before: ticket, after: ticket, in: context)
    let considerations = grants.filter { $0.covers(permission) }.map { grant in
      let isOpen = grant.condition != nil && grant.idle == nil && ticket == nil
      return Consideration(
        grant: grant, holds: isOpen ? nil : grant.holds(on: ticket, in: context),
        isDecisive: decision.grants.contains { $0 === grant })
    }
    return Account(decision: decision, considerations: considerations)
  }
}
