/// What a proposal had come to before a hook ran.
struct Amended {
  private let revision: Int
  private let edits: [Edit]
  private let notes: Int
  private let notifications: Int
  private let problems: Int

  init(_ proposal: Proposal) {
    revision = proposal.revision
    edits = proposal.edits
    notes = proposal.notes.count
    notifications = proposal.notifications.count
    problems = proposal.problems.count
  }

  /// What the hook did, as far as the one who asks may know it; most hooks do nothing, which costs
  /// nothing.
  func lines(upTo proposal: Proposal, in journal: Journal) -> [TraceStep.Line] {
    var lines: [TraceStep.Line] = []
    if proposal.revision != revision {
      lines += journal.lines(
        of: proposal.edits.filter { !edits.contains($0) }, on: proposal.after)
      if journal.showsNotes {
        lines += proposal.notes.dropFirst(notes).map { .note($0.text) }
        lines += proposal.notifications.dropFirst(notifications).map(TraceStep.Line.told)
      }
    }
    if proposal.problems.count > problems {
      lines += proposal.problems.dropFirst(problems).map(TraceStep.Line.refused)
    }
    return lines
  }
}
