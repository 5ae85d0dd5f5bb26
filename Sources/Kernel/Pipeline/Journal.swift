/// What a request's run notes down as it goes, as far as the one who asks may know it.
final class Journal {
  private(set) var steps: [TraceStep] = []
  var faults: [HookFault] = []
  /// Plugins whose hooks were passed over, since they are suspended or do not load.
  var idlePlugins: Set<String> = []
  /// Who is told and who is not; `nil` where nobody asked for that.
  var tellings: [Telling]?
  /// Who asks; also of what hooks ask for in turn.
  var viewer: Viewer?
  /// Whether notes of the ticket exist for the one who asks.
  private(set) var showsNotes = false

  /// Whether the ticket itself exists for the one who asks, or is about to be made.
  private var showsTicket = true

  func add(_ step: consuming TraceStep) {
    guard showsTicket else { return }
    // A change takes about so many steps; growing bit by bit moves them each time.
    if steps.isEmpty { steps.reserveCapacity(12) }
    steps.append(step)
  }

  /// Begins with a request about that ticket, as it is before, or as it is to be made.
  func begin(_ ticket: Ticket, isNew: Bool, as viewer: Viewer) {
    self.viewer = viewer
    showsTicket = isNew || viewer.sees(ticket)
    showsNotes = viewer.seesNotes(of: ticket)
  }

  /// The edits that the one who asks may know of, a line each.
  func lines(of edits: [Edit], on ticket: Ticket) -> [TraceStep.Line] {
    guard let viewer, viewer.mayHideFields || edits.contains(where: \.isOfNotes) else {
      return edits.map(TraceStep.Line.edit)
    }
    return edits.filter { !viewer.hides($0.field, of: ticket) }.map(TraceStep.Line.edit)
  }
}

extension Edit {
  /// The edit as traces show it.
  var line: String { "\(field): \(from.plainText) → \(to.plainText)" }
}
