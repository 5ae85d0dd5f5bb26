import Texts

extension Pipeline {
  /// Stops hooks that answer each other: depth, entries per origin, and second laps.
  ///
  /// A lap is the same hook changing the same fields of the same ticket, or creating, again within
  /// one chain of causes. Values do not matter. The refusal shows the chain.
  func checkLaps(of change: Change, for submission: Submission) throws {
    guard let cause = submission.request.cause else { return }
    guard cause.depth <= Limit.causes else {
      throw Refusal(
        .stoppedChain,
        Text.hookTooDeep(
          most: Limit.causes, chain: try chainText(of: cause, change, submission)),
        by: cause.plugin)
    }
    let entries =
      try transaction.countEntries(origin: cause.origin) + countEntries(of: change, for: submission)
    guard entries <= Limit.entriesPerOrigin else {
      throw Refusal(
        .stoppedChain, Text.hookTooMany(most: Limit.entriesPerOrigin), by: cause.plugin)
    }
    let laps = try chain(of: cause).count { isSameLap($0, change, submission, hook: cause.hook) }
    guard laps < cause.laps else {
      throw Refusal(
        .stoppedChain,
        Text.hookLap(hook: cause.hook, chain: try chainText(of: cause, change, submission)),
        by: cause.plugin)
    }
  }

  private func isSameLap(
    _ entry: Entry, _ change: Change, _ submission: Submission, hook: String,
  ) -> Bool {
    // The plugin may have been reloaded meanwhile: a new version's hook is the same hook.
    guard entry.hook.map(Pipeline.hookName) == Pipeline.hookName(hook) else { return false }
    if submission.before == nil { return entry.isOf(.create) }
    let fields = Set(change.edits.filter { $0.by == nil }.map(\.field))
    return entry.ticket == submission.id && !entry.isOf(.create)
      && Set(entry.edits.filter { $0.by == nil }.map(\.field)) == fields
  }

  /// A hook's signature without the version of its plugin.
  private static func hookName(_ signature: String) -> [Substring] {
    guard let at = signature.firstIndex(of: "@"),
      let colon = signature[at...].firstIndex(of: ":")
    else { return [signature[...]] }
    return [signature[..<at], signature[colon...]]
  }

  /// The entries that led here, the latest first.
  private func chain(of cause: Cause) throws -> [Entry] {
    var entries: [Entry] = []
    var next: EntryID? = cause.entry
    while let seq = next, entries.count <= Limit.causes, let entry = try transaction.entry(seq) {
      entries.append(entry)
      next = entry.cause
    }
    return entries
  }

  private func chainText(
    of cause: Cause, _ change: Change, _ submission: Submission,
  ) throws -> Text {
    var links = try chain(of: cause).reversed().map { entry in
      ChainLink(
        ticket: entry.ticket, action: entry.actionText, hook: entry.hook ?? entry.actor.text,
        edits: entry.edits)
    }
    links.append(
      ChainLink(
        ticket: submission.id, action: submission.request.action.text, hook: cause.hook,
        edits: change.edits))
    let viewer = viewer(for: submission)
    return Text(joining: try links.map { try line(of: $0, for: viewer) }, by: "\n")
  }

  /// One change of a chain of causes.
  private struct ChainLink {
    let ticket: Ticket.ID
    let action: Text
    let hook: String
    let edits: [Edit]
  }

  /// A change in the chain, in a line, as far as the one who asks may see it.
  private func line(of link: ChainLink, for viewer: Viewer) throws -> Text {
    guard let ticket = try transaction.ticket(link.ticket), viewer.sees(ticket) else {
      return Text.hookOtherTicket(action: link.action, hook: link.hook)
    }
    let edits = link.edits.filter { viewer.sees($0.field, of: ticket) }.map(\.line)
    let list = edits.isEmpty ? "" : ": " + edits.joined(separator: ", ")
    return Text.hookThatTicket(
      ticket: ticket.id.rawValue, action: link.action, hook: link.hook, edits: list)
  }
}

extension Outcome.Verdict {
  /// Why a chain of causes was stopped, with the chain; `nil` where none was.
  var stoppedChain: Refusal.Problem? {
    guard case .refused(let refusal) = self else { return nil }
    return refusal.problems.first(where: \.kind.isOfChain)
  }
}
