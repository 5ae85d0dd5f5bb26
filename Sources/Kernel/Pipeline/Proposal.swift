/// A change on its way through the pipeline: what is asked, what it has come to so far, and what is to
/// follow from it.
///
/// It belongs to the writer's thread. Verbs fill it and hooks amend it through its methods, which hold
/// the kernel's rules for types and permissions; nothing of it counts until the request is written.
/// Steps that only look are handed its parts.
package final class Proposal {
  package let submission: Submission
  package internal(set) var change: Change
  package internal(set) var effects = Effects()
  /// What hooks refuse.
  package internal(set) var problems: [Refusal.Problem] = []
  /// Rises with every amendment, so that a host knows when what it encoded is stale.
  package private(set) var revision = 0
  /// The fields that were put in place, each time that one was.
  private(set) var placed: [String] = []

  package init(_ submission: Submission) {
    self.submission = submission
    change = Change(of: submission)
  }

  /// Lends the ticket as it stands now: reading a field of it that way copies no other.
  package func withAfter(_ body: (inout Ticket) -> Void) {
    body(&change.after)
  }

  /// Lends the change to a step that only looks: each copy of one costs as much as a small step.
  func withChange<Answer>(_ body: (inout Change) -> Answer) -> Answer {
    body(&change)
  }

  /// Whether there is anything to decide and to write.
  ///
  /// An import's calls always write an entry, and so does a plugin's action: that it was done is
  /// what its after hooks go by.
  var isChange: Bool {
    !change.isEmpty || submission.request.isImport || submission.isOfPlugin
  }

  /// The verb that the change of category means; `nil` if the category stays.
  var meaning: Verb? { submission.meaning(of: change.after.category) }

  /// Whether the change comes from the customer's side: the requester, or who has no staff role.
  package var isFromCustomer: Bool { submission.isFromCustomer(ofNew: change.after.requester) }

  /// Puts a value of the field's own kind in place for the actor; no edit where it ends as it began.
  ///
  /// The caller has checked kind and permission.
  func place(_ value: Value, in field: String) {
    place(value, in: field, by: nil)
  }

  /// Puts in place what a hook may amend.
  func place(_ amendment: Amendment) {
    place(amendment.value, in: amendment.field, by: amendment.hook)
  }

  private func place(_ value: Value, in field: String, by hook: String?) {
    let old = submission.before?.value(of: field) ?? .none
    guard change.place(value, in: field, from: old, by: hook) else { return }
    revision += 1
    placed.append(field)
  }

  /// Makes the ticket what it is without the words that go.
  func take(_ redaction: Redaction) {
    change.redaction = redaction
    change.after = redaction.result
    touch()
  }

  /// Notes that something other than a field was amended.
  func touch() {
    revision += 1
  }
}

extension Proposal {
  /// All that hooks can do to a proposal, so that what one did before it failed can be undone.
  package struct Snapshot {
    fileprivate let change: Change
    fileprivate let effects: Effects
    fileprivate let problems: [Refusal.Problem]
  }

  /// How the proposal stands.
  package var snapshot: Snapshot {
    Snapshot(change: change, effects: effects, problems: problems)
  }

  /// Goes back to how the proposal stood.
  package func restore(_ snapshot: Snapshot) {
    change = snapshot.change
    effects = snapshot.effects
    problems = snapshot.problems
    touch()
  }
}
