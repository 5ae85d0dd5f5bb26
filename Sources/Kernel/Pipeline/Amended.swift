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
    var fields = proposal.edits.others(than: edits).map(\.field)
    for place in edits.indices {
      let isInPlace =
        place < proposal.edits.count && proposal.edits[place].field == edits[place].field
      if !isInPlace, proposal.edit(of: edits[place].field) == nil {
        fields.append(edits[place].field)
      }
    }
    return fields
  }

  /// The edit of a field that there was.
  func edit(of field: String) -> Edit? {
    edits.place(of: field).map { edits[$0] }
  }

  /// Adds what the hook did, as far as the one who asks may know it; most hooks do nothing, which
  /// costs nothing.
  func add(to lines: inout [TraceStep.Line], upTo proposal: Proposal, in journal: Journal) {
    if proposal.revision != revision {
      lines += journal.lines(of: proposal.edits.others(than: edits), on: proposal.after)
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
