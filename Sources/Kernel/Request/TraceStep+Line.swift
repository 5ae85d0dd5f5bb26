extension TraceStep {
  /// A line of what came of a step; it is put into words only where somebody reads it.
  package enum Line: Sendable {
    case words(String)
    case edit(Edit)
    case entry(action: String, visibility: Entry.Visibility, version: Int64)
    case note(String)
    case told(Notification)
    case refused(Refusal.Problem)

    package var text: String {
      switch self {
      case .words(let text): text
      case .edit(let edit): edit.line
      case .entry(let action, let visibility, let version):
        "\(action), \(visibility.rawValue), version \(version)"
      case .note(let text): "note: \(text)"
      case .told(let notification):
        "notify \(notification.to.joined(separator: ", ")): \(notification.text)"
      case .refused(let problem):
        "refused: " + (problem.field.map { "\($0): " } ?? "") + problem.message
      }
    }
  }
}
