extension Pipeline {
  /// Takes what is dealt with out of inboxes, before anybody is told of the change.
  ///
  /// Who changes a ticket knows what they were told of it; whose it is no longer need not deal with it.
  func settleInboxes(by change: Change, of submission: Submission) throws {
    guard let before = submission.before, !submission.request.isImport else { return }
    let request = submission.request
    var settled: Set<Person.ID> = []
    if request.plugin == nil, let person = request.actor.person { settled.insert(person) }
    let isHandedOn = [TicketField.assignee, .team].contains { change.edit(of: $0.rawValue) != nil }
    if isHandedOn { settled.formUnion(before.workers.subtracting(change.after.everybody)) }
    for person in settled.sorted() {
      try transaction.settleInbox(of: person, about: submission.id)
    }
  }
}

extension Ticket {
  /// Assignee and team.
  fileprivate var workers: Set<Person.ID> { Set([assignee].compactMap(\.self) + team) }

  /// Everybody who has a part in it.
  fileprivate var everybody: Set<Person.ID> {
    workers.union([requester].compactMap(\.self)).union(followers)
  }
}
