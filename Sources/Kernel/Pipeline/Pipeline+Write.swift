import Crypto

extension Pipeline {
  /// Writes the entries of a proposal and the ticket's row; nothing, where nothing changed.
  ///
  /// Edits, data and public words stand on one public entry; each internal text is an entry of its
  /// own after it. An import's calls always write an entry.
  func write(_ proposal: Proposal, named name: String, journal: Journal) throws -> [Entry] {
    var ticket = proposal.before ?? Ticket(id: proposal.id)
    guard proposal.now >= ticket.touched || proposal.before == nil else {
      throw Refusal(
        .invalid,
        "it happened at \(proposal.now.iso), before the ticket's last entry"
          + " (\(ticket.touched.iso)): times of a ticket never go back",
        field: "at")
    }
    if let at = proposal.request.at, at > clock {
      throw Refusal(
        .invalid, "it is said to have happened at \(at.iso), which is still to come", field: "at")
    }
    var entries: [Entry] = []
    for draft in drafts(of: proposal) {
      let entry = try write(draft, of: proposal, named: name, after: ticket, first: entries.first)
      ticket.apply(entry)
      entries.append(entry)
    }
    if !entries.isEmpty { try transaction.write(ticket, before: proposal.before) }
    let shown = entries.filter { $0.visibility == .public || journal.showsNotes }
    let count = shown.count == 1 ? "1 entry" : "\(shown.count) entries"
    let lines = shown.map { entry in
      TraceStep.Line.entry(
        action: entry.action, visibility: entry.visibility, version: entry.version)
    }
    journal.add(TraceStep("write", lines: [.words(count)] + lines))
    return entries
  }

  /// How many entries a proposal comes to.
  func countEntries(of proposal: Proposal) -> Int {
    drafts(of: proposal).count
  }

  /// What stands in one entry.
  private struct Draft {
    var edits: [Edit] = []
    var text = ""
    var data: [String: Value] = [:]
    var visibility = Entry.Visibility.public
    var by: String?

    /// Whether it raises the version: a note does not.
    var countsAsVersion: Bool { visibility == .public }
  }

  private func drafts(of proposal: Proposal) -> [Draft] {
    var drafts: [Draft] = []
    let isPublic =
      !proposal.edits.isEmpty || !proposal.publicText.isEmpty || !proposal.data.isEmpty
    if isPublic {
      drafts.append(
        Draft(edits: proposal.edits, text: proposal.publicText, data: proposal.data))
    }
    for note in proposal.notes {
      drafts.append(Draft(text: note.text, visibility: .internal, by: note.by))
    }
    if drafts.isEmpty, proposal.request.isImport {
      drafts.append(Draft(visibility: proposal.request.action == "note" ? .internal : .public))
    }
    return drafts
  }

  private func write(
    _ draft: Draft, of proposal: Proposal, named name: String, after ticket: Ticket, first: Entry?,
  ) throws -> Entry {
    let request = proposal.request
    let cause = request.cause
    let isNote = draft.visibility == .internal
    var entry = Entry(
      seq: try transaction.nextEntryID(), ticket: proposal.id, number: ticket.number + 1,
      version: ticket.version + (draft.countsAsVersion ? 1 : 0), at: proposal.now,
      recorded: max(clock, proposal.now), request: name, actor: request.actor,
      source: request.source, action: isNote ? "note" : recordedAction(proposal),
      params: first == nil ? recordedParams(proposal) : [:], edits: draft.edits, text: draft.text,
      visibility: draft.visibility, data: draft.data, cause: cause?.entry, origin: cause?.origin,
      depth: cause?.depth ?? 0, hook: draft.by ?? cause?.hook, previous: ticket.head)
    let payloads = entry.makePayloads { RandomBytes.make(count: Payload.saltCount) }
    entry.digest = Digest(of: entry.canonicalForm)
    try transaction.write(entry, payloads: payloads)
    return entry
  }

  /// The verb asked for; a plain update takes the action that its edits mean.
  ///
  /// So does a note that also edits: its public part must not tell of the note.
  private func recordedAction(_ proposal: Proposal) -> String {
    let verb = proposal.request.action
    return verb == "update" || verb == "note" ? proposal.action : verb
  }

  /// Parameters of plugins' actions, and what an undo takes back; the kernel's other verbs leave
  /// all they do in the edits.
  private func recordedParams(_ proposal: Proposal) -> [String: Value] {
    if let undo = proposal.undo, let scope = proposal.request.undoes {
      let seqs = undo.members.map { Value.integer($0.seq.rawValue) }
      return ["entries": .listing(seqs), "undoes": .text(scope.request)]
    }
    return rulebook.actions[proposal.request.action] == nil ? [:] : proposal.request.params
  }
}
