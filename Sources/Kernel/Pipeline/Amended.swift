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

  /// Whether the hook edited fields.
  func hasOtherEdits(than proposal: Proposal) -> Bool {
    proposal.revision != revision && proposal.edits != edits
  }

  /// The fields that are edited otherwise by now, those whose edit is gone included.
  func otherFields(than proposal: Proposal) -> [String] {
    proposal.edits.filter { !edits.contains($0) }.map(\.field)
      + edits.map(\.field).filter { proposal.edit(of: $0) == nil }
  }

  /// The edit of a field that there was.
  func edit(of field: String) -> Edit? {
    edits.first { $0.field == field }
  }

  /// Adds what the hook did, as far as the one who asks may know it; most hooks do nothing, which
  /// costs nothing.
  func add(to lines: inout [TraceStep.Line], upTo proposal: Proposal, in journal: Journal) {
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
  }
}
