import Crypto
import Texts

extension Pipeline {
  /// Writes the entries of a change and the ticket's row; nothing, where nothing changed.
  ///
  /// Edits, data and public words stand on one public entry; each internal text is an entry of its
  /// own after it, with the files that came with it. An import's calls always write an entry.
  func write(
    _ change: Change, of submission: Submission, named name: String, journal: Journal,
  ) throws -> (entries: [Entry], ticket: WrittenTicket?) {
    var ticket = change.redaction?.folded ?? submission.before ?? Ticket(id: submission.id)
    guard submission.now >= ticket.touched || submission.before == nil else {
      throw Refusal(
        .invalid,
        Text.timeBeforeLast(at: submission.now, last: ticket.touched),
        field: "at")
    }
    if let at = submission.request.at, at > clock {
      throw Refusal(
        .invalid, Text.timeInFuture(at: at), field: "at")
    }
    if let redaction = change.redaction { try erase(redaction, of: change, for: submission) }
    var entries: [Entry] = []
    var written: WrittenTicket?
    for draft in drafts(of: change, for: submission) {
      let entry = try write(
        draft, of: change, for: submission, named: name, after: ticket, first: entries.first)
      ticket.apply(entry)
      entries.append(entry)
    }
    if ticket.isPurged {
      try transaction.remove(ticket.id)
    } else if !entries.isEmpty {
      try transaction.write(ticket, before: submission.before)
      written = WrittenTicket(ticket)
    }
    if !isDryRun {
      for upload in change.uploads { try transaction.keep(upload, for: submission.id) }
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
    return (entries, written)
  }

  /// How many entries a change comes to.
  func countEntries(of change: Change, for submission: Submission) -> Int {
    drafts(of: change, for: submission).count
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

  private func drafts(of change: Change, for submission: Submission) -> [Draft] {
    var drafts: [Draft] = []
    let edits = change.edits.filter { !$0.isOfNotes }
    let isPublic =
      !edits.isEmpty || !change.publicText.isEmpty || !change.data.isEmpty
      || change.record?.visibility == .public
    if isPublic {
      let record = change.record?.visibility == .public ? change.record : nil
      let words = record?.text ?? ""
      drafts.append(
        Draft(
          edits: edits, text: words.isEmpty ? change.publicText : words,
          data: change.data, veil: veil(of: change, for: submission),
          params: change.record.map { _ in record?.params ?? [:] }))
    }
    if let record = change.record, record.visibility == .internal {
      drafts.append(
        Draft(
          text: record.text, visibility: .internal, action: submission.request.action.name,
          params: record.params))
    }
    let firstNote = drafts.count
    for note in change.notes {
      drafts.append(Draft(text: note.text, visibility: .internal, by: note.by))
    }
    add(change.edits.filter(\.isOfNotes), of: change, for: submission, to: &drafts, firstNote)
    if drafts.isEmpty, submission.request.isImport || submission.isOfPlugin {
      var draft = Draft(
        visibility: submission.request.verb?.isInternal == true ? .internal : .public)
      draft.veil = veil(of: change, for: submission)
      drafts.append(draft)
    }
    return drafts
  }

  /// Puts edits of the files of notes where nobody sees them who sees no notes: on the note that they
  /// came with, else on an internal entry of the verb's own.
  private func add(
    _ edits: [Edit], of change: Change, for submission: Submission, to drafts: inout [Draft],
    _ firstNote: Int,
  ) {
    guard !edits.isEmpty else { return }
    if submission.request.verb == .note, drafts.indices.contains(firstNote) {
      drafts[firstNote].edits = edits
      return
    }
    drafts.append(
      Draft(
        edits: edits, visibility: .internal, action: submission.request.action.name,
        params: recordedParams(change, submission)))
  }

  /// The permissions without which nothing of the change is seen; `nil` where some of it is open.
  private func veil(of change: Change, for submission: Submission) -> String? {
    guard submission.before != nil, change.publicText.isEmpty else { return nil }
    if let record = change.record, record.veil == nil || change.edits.isEmpty {
      return record.veil
    }
    return Entry.veil(
      of: change.edits.filter { !$0.isOfNotes }, change.data,
      params: recordedParams(change, submission), action: submission.request.action, rulebook)
  }

  private func write(
    _ draft: Draft, of change: Change, for submission: Submission, named name: String,
    after ticket: Ticket, first: Entry?,
  ) throws -> Entry {
    let request = submission.request
    let cause = request.cause
    let isNote = draft.visibility == .internal
    var entry = Entry(
      seq: try transaction.nextEntryID(), ticket: submission.id,
      number: ticket.number.addingSaturated(1),
      version: ticket.version.addingSaturated(draft.countsAsVersion ? 1 : 0), at: submission.now,
      recorded: max(clock, submission.now), request: name, actor: request.actor,
      source: request.source,
      action: draft.action
        ?? (isNote ? recordedNote(submission, first) : recordedAction(change, submission)),
      params: draft.params ?? (first == nil ? recordedParams(change, submission) : [:]),
      edits: draft.edits,
      text: draft.text,
      visibility: draft.visibility, data: draft.data,
      cause: cause?.entry ?? request.erasure?.entry ?? request.passed?.entry,
      origin: cause?.origin ?? request.erasure?.origin ?? request.passed?.origin,
      depth: cause?.depth ?? (request.erasure == nil && request.passed == nil ? 0 : 1),
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
  private func recordedAction(_ change: Change, _ submission: Submission) -> String {
    let isHidden =
      submission.request.verb?.isInternal == true || change.isRecordedInternally
    return submission.request.verb == .update || isHidden
      ? change.action.rawValue : submission.request.action.name
  }

  /// Parameters of plugins' actions, and what an undo takes back; the kernel's other verbs leave
  /// all they do in the edits.
  private func recordedParams(_ change: Change, _ submission: Submission) -> [String: Value] {
    if let undo = change.undo, let scope = submission.request.undoes {
      let seqs = undo.members.map { Value.integer($0.seq.rawValue) }
      return ["entries": .listing(seqs), "undoes": .text(scope.request)]
    }
    return submission.isOfPlugin ? change.params : [:]
  }

  /// What an internal entry is called: a note, or a plugin's action that leaves nothing else.
  private func recordedNote(_ submission: Submission, _ first: Entry?) -> String {
    first == nil && submission.isOfPlugin ? submission.request.action.name : Verb.note.rawValue
  }
}

extension Pipeline {
  /// What a dry run tells of it; notes only to those for whom they exist.
  func preview(of change: Change, _ entries: [Entry], journal: Journal) -> Preview? {
    guard isDryRun else { return nil }
    let isSeen = { (entry: Entry) in entry.visibility == .public || journal.showsNotes }
    var preview = Preview(entries: entries.filter(isSeen))
    guard let redaction = change.redaction else { return preview }
    preview.erased = redaction.touched.filter(isSeen).map { entry in
      Preview.Erased(entry: entry, parts: redaction.parts[entry.seq] ?? [])
    }
    preview.files = redaction.lostFiles(seeingNotes: journal.showsNotes)
    return preview
  }
}
