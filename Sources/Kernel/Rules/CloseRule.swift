/// Whether a close reason may stand, and whether its evidence is there.
struct CloseRule {
  let proposal: Proposal

  var problems: [Refusal.Problem] {
    let reason = proposal.after.closeReason
    guard !reason.isEmpty else { return removalProblems }
    guard proposal.after.category == .closed || proposal.after.category == .discarded else {
      return [problem("only a closed ticket has a reason for closing")]
    }
    let reasons = proposal.rulebook.closeReasons
    guard let spec = reasons[reason] else {
      let names = reasons.keys.sorted()
      let nearest = nearestName(to: reason, among: names).map { "did you mean \($0)? " } ?? ""
      let list = names.joined(separator: ", ")
      let known = names.isEmpty ? "no plugin brings any" : "there is \(list)"
      return [problem("there is no reason `\(reason)`; \(nearest)\(known)")]
    }
    guard spec.types.isEmpty || spec.types.contains(proposal.after.type) else {
      return [problem("tickets of type \(proposal.after.type) do not close so", by: spec.plugin)]
    }
    let obeys = proposal.request.obeysRules && proposal.undo == nil
    return obeys ? missingEvidence(for: spec) : []
  }

  /// A reason once given is replaced or, by reopening, cleared; it is not just taken away.
  private var removalProblems: [Refusal.Problem] {
    let isClosed = [.closed, .discarded].contains(proposal.after.category)
    guard isClosed, proposal.edit(of: TicketField.closeReason.rawValue) != nil,
      proposal.undo == nil
    else { return [] }
    return [problem("a closed ticket keeps a reason; give another one, or reopen it")]
  }

  private func missingEvidence(for spec: CloseReasonSpec) -> [Refusal.Problem] {
    spec.requires.filter { !isThere($0) }.map { evidence in
      Refusal.Problem(
        field: evidence, "closing as \(spec.name) requires it", by: spec.plugin)
    }
  }

  private func isThere(_ evidence: String) -> Bool {
    guard evidence == "comment" else { return !proposal.after.value(of: evidence).isEmpty }
    // Said once, on closing or with another reason; what comes later needs no words again.
    guard proposal.action == "close" || proposal.edit(of: TicketField.closeReason.rawValue) != nil
    else { return true }
    return !proposal.request.text.allSatisfy(\.isWhitespace)
      || !proposal.request.note.allSatisfy(\.isWhitespace)
  }

  private func problem(_ message: String, by plugin: String? = nil) -> Refusal.Problem {
    Refusal.Problem(field: TicketField.closeReason.rawValue, message, by: plugin)
  }
}
