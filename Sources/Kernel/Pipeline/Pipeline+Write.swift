import Crypto
import Texts

extension Pipeline {
  /// Writes the entries of a proposal and the ticket's row; nothing, where nothing changed.
  ///
  /// Edits, data and public words stand on one public entry; each internal text is an entry of its
  /// own after it. An import's calls always write an entry.
  func write(_ proposal: Proposal, named name: String, journal: Journal) throws -> [Entry] {
    var ticket = proposal.redaction?.folded ?? proposal.before ?? Ticket(id: proposal.id)
    guard proposal.now >= ticket.touched || proposal.before == nil else {
      throw Refusal(
        .invalid,
        Text.timeBeforeLast(at: proposal.now, last: ticket.touched),
        field: "at")
    }
    if let at = proposal.request.at, at > clock {
      throw Refusal(
        .invalid, Text.timeInFuture(at: at), field: "at")
    }
    if let redaction = proposal.redaction {
      proposal.rebase(on: redaction.folded)
      try erase(redaction, of: proposal)
    }
    var entries: [Entry] = []
    for draft in drafts(of: proposal) {
      let entry = try write(draft, of: proposal, named: name, after: ticket, first: entries.first)
      ticket.apply(entry)
      entries.append(entry)
    }
    if ticket.isPurged {
      try transaction.remove(ticket.id)
    } else if !entries.isEmpty {
      try transaction.write(ticket, before: proposal.before)
      proposal.written = WrittenTicket(ticket)
    }
    if !isDryRun {
      for upload in proposal.uploads { try transaction.keep(upload, for: proposal.id) }
    }
    let shown = entries.filter { $0.visibility == .public || journal.showsNotes }
    let unseen = journal.viewer.map {
      entries.isEmpty ? 0 : ticket.version - $0.version(of: ticket)
    }
    let lines = shown.map { entry in
      TraceStep.Line.entry(
        action: entry.action, visibility: entry.visibility, version: entry.version - (unseen ?? 0))
    }
    journal.add(
      TraceStep("write", lines: [.words(Text.traceEntries(count: shown.count))] + lines))
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
    /// The permissions of which one is needed to see any of it.
    var veil: String?
    /// The verb, where it stands on an internal entry, and its parameters.
    var action: String?
    var params: [String: Value]?

    /// Whether it raises the version: a note does not.
    var countsAsVersion: Bool { visibility == .public }
  }

  private func drafts(of proposal: Proposal) -> [Draft] {
    var drafts: [Draft] = []
    let isPublic =
      !proposal.edits.isEmpty || !proposal.publicText.isEmpty || !proposal.data.isEmpty
      || proposal.record?.visibility == .public
    if isPublic {
      let record = proposal.record?.visibility == .public ? proposal.record : nil
      let words = record?.text ?? ""
      drafts.append(
        Draft(
          edits: proposal.edits, text: words.isEmpty ? proposal.publicText : words,
          data: proposal.data, veil: veil(of: proposal),
          params: proposal.record.map { _ in record?.params ?? [:] }))
    }
    if let record = proposal.record, record.visibility == .internal {
      drafts.append(
        Draft(
          text: record.text, visibility: .internal, action: proposal.request.action.name,
          params: record.params))
    }
    for note in proposal.notes {
      drafts.append(Draft(text: note.text, visibility: .internal, by: note.by))
    }
    if drafts.isEmpty, proposal.request.isImport || proposal.isOfPlugin {
      drafts.append(
        Draft(visibility: proposal.request.verb?.isInternal == true ? .internal : .public))
    }
    return drafts
  }

  /// The permissions without which nothing of the change is seen; `nil` where some of it is open.
  private func veil(of proposal: Proposal) -> String? {
    guard proposal.before != nil, proposal.publicText.isEmpty else { return nil }
    if let record = proposal.record, record.veil == nil || proposal.edits.isEmpty {
      return record.veil
    }
    return Entry.veil(of: proposal.edits, proposal.data, action: proposal.request.action, rulebook)
  }

  private func write(
    _ draft: Draft, of proposal: Proposal, named name: String, after ticket: Ticket, first: Entry?,
  ) throws -> Entry {
    let request = proposal.request
    let cause = request.cause
    let isNote = draft.visibility == .internal
    var entry = Entry(
      seq: try transaction.nextEntryID(), ticket: proposal.id,
      number: ticket.number.addingSaturated(1),
      version: ticket.version.addingSaturated(draft.countsAsVersion ? 1 : 0), at: proposal.now,
      recorded: max(clock, proposal.now), request: name, actor: request.actor,
      source: request.source,
      action: draft.action
        ?? (isNote ? recordedNote(proposal, first) : recordedAction(proposal)),
      params: draft.params ?? (first == nil ? recordedParams(proposal) : [:]), edits: draft.edits,
      text: draft.text,
      visibility: draft.visibility, data: draft.data,
      cause: cause?.entry ?? request.erasure?.entry,
      origin: cause?.origin ?? request.erasure?.origin,
      depth: cause?.depth ?? (request.erasure == nil ? 0 : 1),
      hook: draft.by ?? cause?.hook ?? request.through,
      previous: ticket.head)
    (entry.veil, entry.imported) = (draft.veil, request.imported)
    let payloads = entry.makePayloads { RandomBytes.make(count: Payload.saltCount) }
    entry.digest = Digest(of: entry.canonicalForm)
    try transaction.write(entry, payloads: payloads)
    return entry
  }

  /// The verb asked for; a plain update takes the action that its edits mean.
  ///
  /// So does an internal verb that also edits: its public part must not tell of what is internal.
  private func recordedAction(_ proposal: Proposal) -> String {
    let isHidden =
      proposal.request.verb?.isInternal == true || proposal.record?.visibility == .internal
    return proposal.request.verb == .update || isHidden
      ? proposal.action.rawValue : proposal.request.action.name
  }

  /// Parameters of plugins' actions, and what an undo takes back; the kernel's other verbs leave
  /// all they do in the edits.
  private func recordedParams(_ proposal: Proposal) -> [String: Value] {
    if let undo = proposal.undo, let scope = proposal.request.undoes {
      let seqs = undo.members.map { Value.integer($0.seq.rawValue) }
      return ["entries": .listing(seqs), "undoes": .text(scope.request)]
    }
    return proposal.isOfPlugin ? proposal.params : [:]
  }

  /// What an internal entry is called: a note, or a plugin's action that leaves nothing else.
  private func recordedNote(_ proposal: Proposal, _ first: Entry?) -> String {
    first == nil && proposal.isOfPlugin ? proposal.request.action.name : Verb.note.rawValue
  }
}
