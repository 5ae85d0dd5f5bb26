import Texts

extension Refusal {
  /// The refusal for somebody who is not of the staff.
  ///
  /// What is wrong with the desk's plugins, and which there are, is no business of theirs. That
  /// something is wrong, they are told.
  func withoutFaults() -> Refusal {
    let own = problems.filter { !$0.isFault }
    guard own.count < problems.count else { return self }
    return Refusal(.refused, [Problem(Text("hook.fault_of_desk"))] + own)
  }
}

extension Refusal.Problem {
  /// Whether it is a plugin that is wrong, and not what was asked.
  fileprivate var isFault: Bool {
    text.code.map(Refusal.Problem.faults.contains) ?? false
  }

  /// What the pipeline says where a plugin fails, may not do what it tries, or does not work.
  private static let faults: Set<String> = [
    "action.fault", "hook.action_not_asked", "hook.failed", "hook.lap", "hook.too_deep",
    "hook.too_many", "permission.manifest", "permission.manifest_field", "plugin.broken",
    "plugin.cannot_check", "plugin.in_quarantine", "plugin.suspended",
    "plugin.suspended_for_good",
  ]
}
