import Texts

extension Pipeline {
  /// Takes words out of one entry of the ticket, and wherever its history, or what followed from it
  /// on other tickets, repeats them.
  func proposeRedaction(_ proposal: Proposal) throws {
    proposeNote(proposal)
    guard let before = proposal.submission.before,
      case .integer(let number)? = proposal.submission.request.params["entry"]
    else { throw Refusal(.invalid, Text.redactNoEntry, field: "entry") }
    let entries = try transaction.entries(of: proposal.submission.id)
    let viewer = viewer(for: proposal.submission)
    guard let entry = entries.first(where: { $0.seq.rawValue == number }),
      proposal.submission.request.erasure != nil || isSeen(entry, of: before, by: viewer)
    else {
      throw Refusal(
        .notFound, Text.redactUnknown(ticket: before.id.rawValue, entry: number),
        field: "entry")
    }
    let part = try redactedPart(of: proposal.submission.request)
    let fields = try redactedFields(of: proposal.submission.request, in: entry)
    let isAlone = proposal.submission.request.isErasingOnly
    let words = RepeatedWords(
      isAlone ? [] : prose(of: entry, part.parts, fields: fields))
    let redaction = Redaction(
      of: entry, part.parts, fields: fields, in: entries,
      named: try GivenNames(readingFrom: transaction, by: rulebook).present(entries),
      present: before,
      copies: copies(of: words, beside: entry, in: entries))
    guard redaction.parts[entry.seq]?.isEmpty == false else {
      throw Refusal(
        .refused,
        part == .all
          ? Text.redactNothingAtAll(entry: number)
          : Text.redactNothing(entry: number, part: part), field: "part")
    }
    proposal.effects.copies = try copies(of: words, on: before, entries)
    proposal.effects.erasedWords = words
    try requireCopies(proposal.effects.copies, for: proposal.submission)
    proposal.take(redaction)
    var params: [String: Value] = ["entry": .integer(number), "part": .text(part.rawValue)]
    params[Entry.removed] = .texts(redaction.names)
    if let fields { params["fields"] = .texts(fields.sorted { $0.precedesByBytes($1) }) }
    // What is told of an internal entry must be internal as well.
    proposal.change.record = Change.Record(
      params: params, visibility: entry.visibility, veil: entry.veil)
  }

  /// Takes all words of the ticket, of which only a tombstone stays.
  func proposePurge(_ proposal: Proposal) throws {
    guard let before = proposal.submission.before, before.category == .discarded else {
      throw Refusal(
        .refused, Text.purgeNotDiscarded(ticket: proposal.submission.id.rawValue), field: "stage")
    }
    guard proposal.submission.request.text.isEmpty, proposal.submission.request.note.isEmpty else {
      throw Refusal(.invalid, Text.purgeNoWords, field: "note")
    }
    let entries = try transaction.entries(of: before.id)
    if !proposal.submission.request.isErasingOnly {
      let all = Set(PayloadPart.allCases)
      let words = RepeatedWords(entries.flatMap { prose(of: $0, all) })
      proposal.effects.copies = try copies(of: words, on: before, entries)
      proposal.effects.erasedWords = words
      try requireCopies(proposal.effects.copies, for: proposal.submission)
    }
    proposal.take(Redaction(purging: before, entries))
    proposal.change.record = Change.Record()
  }

  /// Deletes what a change redacts, before its own entries are written.
  func erase(_ redaction: Redaction, of change: Change, for submission: Submission) throws {
    for (seq, parts) in redaction.parts.sorted(by: { $0.key < $1.key }) where !parts.isEmpty {
      try transaction.deleteWords(of: seq, parts)
    }
    let edits = change.edits.flatMap(\.to.elements).compactMap(\.attachment?.digest)
    try transaction.keepContents(of: submission.id, only: redaction.contents.union(edits))
  }

  /// Deletes the words of reports that say again what is taken away: they were told, and are of no
  /// ticket, so that nothing else leads to them.
  func forgetReports(saying words: RepeatedWords?) throws {
    guard let words, !words.isEmpty else { return }
    for row in try transaction.toldReports() {
      guard let payload = try? JSON(parsing: row.payload) else { continue }
      let texts = ["subject", "text"].compactMap { payload[$0]?.string }
      if texts.contains(where: words.isRepeated) { try transaction.deleteWords(ofRow: row.id) }
    }
  }

  private func isSeen(_ entry: Entry, of ticket: Ticket, by viewer: Viewer) -> Bool {
    (entry.visibility == .public || viewer.seesNotes(of: ticket))
      && !viewer.isUnseenChange(entry, in: ticket)
  }

  private func redactedPart(of request: Request) throws -> RedactablePart {
    guard let word = request.params["part"]?.text else { return .all }
    guard let part = RedactablePart(rawValue: word) else {
      let parts = RedactablePart.allCases.map(\.rawValue)
      throw Refusal(
        .invalid,
        Text.redactNoPart(
          part: word, parts: parts.joined(separator: ", "),
          hint: Text.nearest(nearestName(to: word, among: parts))), field: "part")
    }
    return part
  }

  /// The fields to which the redaction is confined; `nil` for all of the entry's.
  private func redactedFields(of request: Request, in entry: Entry) throws -> Set<String>? {
    let names = request.params["fields"]?.elements.compactMap(\.text) ?? []
    guard !names.isEmpty else { return nil }
    let edited = entry.edits.filter(\.isTextual).map(\.field)
    if let name = names.first(where: { !edited.contains($0) }) {
      throw Refusal(
        .invalid,
        Text.redactNoField(
          entry: entry.seq.rawValue, field: name,
          hint: Text.nearest(nearestName(to: name, among: edited))), field: "fields")
    }
    return Set(names)
  }
}
