/// What a proposal had come to before a hook ran.
struct Checkpoint {
  private let revision: Int
  private let edits: [Edit]
  private let placed: Int
  private let notes: Int
  private let notifications: Int
  private let problems: Int

  init(_ proposal: Proposal) {
    revision = proposal.revision
    edits = proposal.change.edits
    placed = proposal.placed.count
    notes = proposal.change.notes.count
    notifications = proposal.effects.notifications.count
    problems = proposal.problems.count
  }

  /// Whether the hook edited fields.
  func hasOtherEdits(than proposal: Proposal) -> Bool {
    proposal.revision != revision && proposal.change.edits != edits
  }

  /// The fields whose edits differ by now, including those that have none any more.
  func otherFields(than proposal: Proposal) -> [String] {
    var fields: [String] = []
    for field in proposal.placed.dropFirst(placed)
    where !fields.contains(field) && proposal.change.edit(of: field) != edit(of: field) {
      fields.append(field)
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
      let others = otherFields(than: proposal)
      if !others.isEmpty {
        lines += journal.lines(
          of: proposal.change.edits.filter { others.contains($0.field) }, on: proposal.change.after)
      }
      if journal.showsNotes {
        lines += proposal.change.notes.dropFirst(notes).map { .note($0.text) }
        lines += proposal.effects.notifications.dropFirst(notifications).map(TraceStep.Line.told)
      }
    }
    if proposal.problems.count > problems {
      lines += proposal.problems.dropFirst(problems).map(TraceStep.Line.refused)
    }
  }
}
