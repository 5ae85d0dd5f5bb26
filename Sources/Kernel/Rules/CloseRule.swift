import Texts

extension Rulebook {
  /// The reasons that tickets of that type take, by name.
  package func closeReasons(of type: String) -> [String] {
    closeReasons.values.filter { $0.types.isEmpty || $0.types.contains(type) }.map(\.name).sorted()
  }
}

/// Whether a close reason may stand, and whether its evidence is there.
struct CloseRule {
  let change: Change
  let submission: Submission

  var problems: [Refusal.Problem] {
    let reason = change.after.closeReason
    guard !reason.isEmpty else { return removalProblems }
    guard change.after.category == .closed || change.after.category == .discarded else {
      return [problem(Text.closeReasonWithoutClose)]
    }
    let reasons = submission.rulebook.closeReasons
    guard let spec = reasons[reason] else {
      let names = submission.rulebook.closeReasons(of: change.after.type)
      guard !reasons.isEmpty else {
        return [problem(Text.closeNoReasons(reason: reason))]
      }
      let list = names.isEmpty ? "–" : names.joined(separator: ", ")
      return [
        problem(
          Text.closeNoReason(
            reason: reason,
            hint: Text.suggestion(
              submission.rulebook.nearest(
                to: reason, among: names, as: .value(of: .closeReason))),
            known: list))
      ]
    }
    guard spec.types.isEmpty || spec.types.contains(change.after.type) else {
      let type = change.after.type
      let known = submission.rulebook.closeReasons(of: type).joined(separator: ", ")
      let hint = known.isEmpty ? nil : Text.closeTypeHas(known: known)
      return [problem(Text.closeOtherType(type: type, hint: hint), by: spec.plugin)]
    }
    let obeys = submission.request.obeysRules && change.undo == nil
    return obeys ? missingEvidence(for: spec) : []
  }

  /// A reason once given is replaced or, by reopening, cleared; it is not just taken away.
  private var removalProblems: [Refusal.Problem] {
    let isClosed = [.closed, .discarded].contains(change.after.category)
    guard isClosed, change.edit(of: TicketField.closeReason.rawValue) != nil,
      change.undo == nil
    else { return [] }
    return [problem(Text.closeReasonRemoved)]
  }

  private func missingEvidence(for spec: CloseReasonSpec) -> [Refusal.Problem] {
    spec.requires.filter { !isThere($0) }.map { evidence in
      Refusal.Problem(
        .missingEvidence, field: evidence, Text.closeEvidence(reason: spec.name),
        by: spec.plugin)
    }
  }

  private func isThere(_ evidence: String) -> Bool {
    guard evidence == "comment" else { return !change.after.value(of: evidence).isBlank }
    // Said once, on closing or with another reason; what comes later needs no words again.
    guard change.action == .close || change.edit(of: TicketField.closeReason.rawValue) != nil
    else { return true }
    return !submission.request.text.isBlank || !submission.request.note.isBlank || isSaidByAction
  }

  /// Whether the action that was asked for has said something, which its plugin takes from whoever asks.
  private var isSaidByAction: Bool {
    guard let action = submission.rulebook.spec(of: submission.request.action) else { return false }
    return change.isReply || change.notes.contains { $0.by == action.signature }
  }

  private func problem(_ text: Text, by plugin: String? = nil) -> Refusal.Problem {
    Refusal.Problem(.refused, field: TicketField.closeReason.rawValue, text, by: plugin)
  }
}
