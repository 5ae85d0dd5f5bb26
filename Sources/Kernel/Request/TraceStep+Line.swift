import Texts

extension TraceStep {
  /// A line of what came of a step; it is put into words only where somebody reads it.
  package enum Line: Sendable {
    case words(Text)
    case edit(Edit)
    case entry(action: String, visibility: Entry.Visibility, version: Int64)
    case note(String)
    case told(Notification)
    case refused(Refusal.Problem)

    package var text: Text {
      switch self {
      case .words(let text): text
      case .edit(let edit): Text(words: edit.line)
      case .entry(let action, let visibility, let version):
        Text.traceEntry(action: action, visibility: visibility.rawValue, version: version)
      case .note(let text): Text.traceNote(text: text)
      case .told(let notification):
        Text.traceTold(
          people: notification.to.map(\.text).joined(separator: ", "), text: notification.text)
      case .refused(let problem): Text.traceRefused(problem: problem.named)
      }
    }
  }
}
