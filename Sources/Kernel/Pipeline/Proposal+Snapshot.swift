extension Proposal {
  /// All that hooks can do to a proposal, so that what one did before it failed can be undone.
  package struct Snapshot {
    fileprivate let after: Ticket
    fileprivate let edits: [Edit]
    fileprivate let notes: [Note]
    fileprivate let notifications: [Notification]
    fileprivate let timers: [TimerChange]
    fileprivate let followUps: [FollowUp]
    fileprivate let problems: [Refusal.Problem]
  }

  /// How the proposal stands.
  package var snapshot: Snapshot {
    Snapshot(
      after: after, edits: edits, notes: notes, notifications: notifications, timers: timers,
      followUps: followUps, problems: problems)
  }

  /// Goes back to how the proposal stood.
  package func restore(_ snapshot: Snapshot) {
    after = snapshot.after
    edits = snapshot.edits
    notes = snapshot.notes
    notifications = snapshot.notifications
    timers = snapshot.timers
    followUps = snapshot.followUps
    problems = snapshot.problems
    touch()
  }
}
