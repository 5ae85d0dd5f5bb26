/// That somebody is told of a change or is not, and why, as the pipeline itself decides it.
///
/// Noted down for requests that ask for it: see `Request.explainsTelling`.
package struct Telling: Equatable, Sendable {
  /// What would tell them.
  package enum Cause: Equatable, Sendable {
    case subscription(Subscription)
    /// A hook, by its signature, and whom it names.
    case hook(String, to: Recipient<String>)
  }

  package enum Verdict: String, Sendable {
    case told
    /// Something before tells them already, through the same channel.
    case again
    /// They made the change themselves.
    case ownChange = "own_change"
    case muted
    /// They do not see the ticket.
    case seesNoTicket = "sees_no_ticket"
    /// They see the ticket, and nothing of what happened.
    case seesNoEvent = "sees_no_event"
    /// The words are internal, or may be said to the staff only.
    case seesNoWords = "sees_no_words"
    /// The subscription's condition does not hold on the ticket, or not for them.
    case conditionFails = "condition_fails"
  }

  package let ticket: Ticket.ID
  package let person: Person.ID
  package let channel: String
  package let cause: Cause
  package let verdict: Verdict
}
