import Texts

extension Pipeline {
  /// The permission that the request's action needs: to take back what one did oneself of late, a
  /// lesser one is enough.
  ///
  /// Throws a `Refusal` where somebody has only that and the change is another's, or older.
  func permission(
    for change: Change, of submission: Submission, by authority: Authority,
  ) throws -> String {
    let general = rulebook.permission(for: submission.request.action)
    guard let undo = change.undo, authority.mayEver(.ticketUndoOwn),
      !authority.decide(general, for: submission, after: change.after).isAllowed
    else { return general }
    guard try isOwn(undo, of: submission) else {
      let name = submission.person?.name ?? submission.request.actor.text
      throw Refusal(.denied, Text.undoOnlyOwn(who: name, permission: Permission.ticketUndo))
    }
    return Permission.ticketUndoOwn.rawValue
  }

  /// Whether all that is taken back was done by who asks, within the last day.
  ///
  /// What hooks added in the same request was done with it. What was imported was done elsewhere, in
  /// whoever's name.
  private func isOwn(_ undo: TicketUndo, of submission: Submission) throws -> Bool {
    try undo.members.allSatisfy { member in
      var first = member
      while let cause = try first.cause.flatMap(transaction.entry), cause.request == member.request
      {
        first = cause
      }
      return first.cause == nil && first.actor == submission.request.actor
        && first.source != .import && first.imported == nil
        && clock.milliseconds(since: first.recorded) <= Limit.ownUndo
    }
  }
}
