/// Whether a close reason may stand, and whether its evidence is there.
struct CloseRule {
  let proposal: Proposal

  var problems: [Refusal.Problem] {
    let reason = proposal.after.closeReason
    guard !reason.isEmpty else { return [] }
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
    return proposal.request.obeysRules ? missingEvidence(for: spec) : []
  }

  private func missingEvidence(for spec: CloseReasonSpec) -> [Refusal.Problem] {
    spec.requires.filter { !isThere($0) }.map { evidence in
      Refusal.Problem(
        field: evidence, "closing as \(spec.name) requires it", by: spec.plugin)
    }
  }

  private func isThere(_ evidence: String) -> Bool {
    guard evidence == "comment" else { return !proposal.after.value(of: evidence).isEmpty }
    return !proposal.request.text.allSatisfy(\.isWhitespace)
      || !proposal.request.note.allSatisfy(\.isWhitespace)
  }

  private func problem(_ message: String, by plugin: String? = nil) -> Refusal.Problem {
    Refusal.Problem(field: TicketField.closeReason.rawValue, message, by: plugin)
  }
}
