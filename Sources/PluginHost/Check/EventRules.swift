import Kernel
import LuaSyntax
import Texts

/// Events that hooks and subscriptions wait for, and that never come.
struct EventRules {
  let file: CodeFile
  let registry: Registry
  /// Whether a field or action has a name that is known only when the code runs.
  let isOpen: Bool
  /// Names of fields and actions that the code declares.
  let declared: Set<String>

  private static let takers = ["docket.before", "docket.validate", "docket.after"]

  func findings() -> [CheckFinding] {
    file.calls.compactMap { call in
      guard EventRules.takers.contains(call.function.path), let first = call.arguments.first,
        let event = file.text(first), let words = problem(with: event)
      else { return nil }
      return file.finding(.unknownEvent, at: first, words)
    }
  }

  private func problem(with event: String) -> Text? {
    let parts = event.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
    let groups = ["ticket", "field", "timer"] + DeskEvent.Group.allCases.map(\.rawValue)
    guard parts.count == 2, groups.contains(parts[0]) else {
      let known = groups.map { "\($0).\(parts.last ?? "")" }
      return unknown(event, among: known + Verb.names.map { "ticket.\($0)" })
    }
    let known: [String]
    switch parts[0] {
    case "ticket": known = ["*"] + Verb.names + registry.actions.map(\.name) + declared
    case "field":
      known = TicketField.allCases.map(\.rawValue) + registry.fields.map(\.name) + declared
    case "timer": return nil
    default:
      guard let group = DeskEvent.Group(rawValue: parts[0]) else { return nil }
      return group.actions.contains(parts[1]) || parts[1] == DeskEvent.any
        ? nil : unknown(event, among: group.actions.map { "\(parts[0]).\($0)" })
    }
    guard !known.contains(parts[1]) else { return nil }
    let all = known.map { "\(parts[0]).\($0)" }
    let near = nearestName(to: event, among: all)
    // What another plugin declares may be on the desk.
    guard near.map({ isNear(event, to: $0, within: 2) }) ?? false || !isOpen else { return nil }
    return unknown(event, among: all)
  }

  private func unknown(_ event: String, among known: [String]) -> Text {
    let near = nearestName(to: event, among: known)
    return Text.checkUnknownEvent(event: event, hint: near.map { Text.hintNearestCode(name: $0) })
  }
}
