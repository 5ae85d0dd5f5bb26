import Desk
import Display
import Kernel
import Texts

/// How the command line gives what a close reason requires.
struct EvidenceHints {
  private let isClose: Bool
  private let session: DeskSession

  init(for request: Request, in session: DeskSession) {
    isClose = request.verb == .close
    self.session = session
  }

  /// What to write, by the field that is missing.
  func hints(for refusal: Refusal) -> [String: Text] {
    let missing = refusal.problems.filter(\.kind.hasRemedy).compactMap(\.field)
    return Dictionary(missing.map { ($0, hint(for: $0)) }) { first, _ in first }
  }

  private func hint(for field: String) -> Text {
    Text.usageGive(option: option(for: field))
  }

  private func option(for field: String) -> String {
    let kind = session.rulebook.field(field)?.kind
    let assignment = "\(field)=\(kind == .ticket || kind == .integer ? "N" : "X")"
    switch field {
    case "comment": return isClose ? "--comment X" : "--note X"
    case TicketField.rootCauses.rawValue where isClose: return "--root-cause X"
    default: return isClose ? "--set \(assignment)" : assignment
    }
  }
}
