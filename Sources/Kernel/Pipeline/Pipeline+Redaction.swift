import Texts

extension Pipeline {
  /// Takes words out of one entry of the ticket, and wherever its history, or what followed from it
  /// on other tickets, repeats them.
  func proposeRedaction(_ proposal: Proposal) throws {
    proposeNote(proposal)
    guard let before = proposal.before,
      case .integer(let number)? = proposal.request.params["entry"]
    else { throw Refusal(.invalid, Text.redactNoEntry, field: "entry") }
    let entries = try transaction.entries(of: proposal.id)
    let viewer = viewer(for: proposal.request, proposal.person)
    guard let entry = entries.first(where: { $0.seq.rawValue == number }),
      proposal.request.erasure != nil || isSeen(entry, of: before, by: viewer)
    else {
      throw Refusal(
        .notFound, Text.redactUnknown(ticket: before.id.rawValue, entry: number),
        field: "entry")
    }
    let part = try redactedPart(of: proposal.request)
    let fields = try redactedFields(of: proposal.request, in: entry)
    let isAlone = proposal.request.isErasingOnly
    let words = RepeatedWords(
      isAlone ? [] : prose(of: entry, part.parts, fields: fields))
    let redaction = Redaction(
      of: entry, part.parts, fields: fields, in: entries, present: before,
      copies: copies(of: words, beside: entry, in: entries))
    guard redaction.parts[entry.seq]?.isEmpty == false else {
      throw Refusal(
        .refused,
        part == .all
          ? Text.redactNothingAtAll(entry: number)
          : Text.redactNothing(entry: number, part: part.rawValue), field: "part")
    }
    proposal.copies = try copies(of: words, on: before, entries)
    try requireCopies(proposal.copies, of: proposal)
    proposal.take(redaction)
    var params: [String: Value] = ["entry": .integer(number), "part": .text(part.rawValue)]
    params[Entry.removed] = .texts(redaction.names)
    if let fields { params["fields"] = .texts(fields.sorted { $0.precedesByBytes($1) }) }
    // What is told of an internal entry must be internal as well.
    proposal.record = Proposal.Record(
      params: params, visibility: entry.visibility, veil: entry.veil)
  }

  /// Takes all words of the ticket, of which only a tombstone stays.
  func proposePurge(_ proposal: Proposal) throws {
    guard let before = proposal.before, before.category == .discarded else {
      throw Refusal(
        .refused, Text.purgeNotDiscarded(ticket: proposal.id.rawValue), field: "stage")
    }
    guard proposal.request.text.isEmpty, proposal.request.note.isEmpty else {
      throw Refusal(.invalid, Text.purgeNoWords, field: "note")
    }
    let entries = try transaction.entries(of: before.id)
    if !proposal.request.isErasingOnly {
      let all = Set(PayloadPart.allCases)
      let words = RepeatedWords(entries.flatMap { prose(of: $0, all) })
      proposal.copies = try copies(of: words, on: before, entries)
      try requireCopies(proposal.copies, of: proposal)
    }
    proposal.take(Redaction(purging: before, entries))
    proposal.record = Proposal.Record()
  }

  /// Deletes what a proposal redacts, before its own entries are written.
  func erase(_ redaction: Redaction, of proposal: Proposal) throws {
    for (seq, parts) in redaction.parts.sorted(by: { $0.key < $1.key }) where !parts.isEmpty {
      try transaction.deleteWords(of: seq, parts)
    }
    let edits = proposal.edits.flatMap(\.to.elements).compactMap(\.attachment?.digest)
    try transaction.keepContents(of: proposal.id, only: redaction.contents.union(edits))
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

extension Proposal {
  /// What stands on an entry of a verb that records itself, whether or not it edits anything.
  struct Record {
    var params: [String: Value] = [:]
    var text = ""
    var visibility = Entry.Visibility.public
    /// The permissions that the entry needs whose words go.
    var veil: String?
  }

  /// Makes the ticket what it is without the words that go.
  func take(_ redaction: Redaction) {
    self.redaction = redaction
    after = redaction.result
    touch()
  }

  /// The edits that lead from the ticket without those words to what it is to be.
  ///
  /// An edit must not begin with words that go; so all are made anew from what is left.
  func rebase(on folded: Ticket) {
    let names =
      TicketField.allCases.filter(\.isRecorded).map(\.rawValue)
      + Set(folded.fields.keys).union(after.fields.keys).sorted { $0.precedesByBytes($1) }
    edits = names.compactMap { name in
      let (from, to) = (folded.value(of: name), after.value(of: name))
      guard from != to else { return nil }
      return Edit(field: name, from: from, to: to, by: edit(of: name)?.by)
    }
  }
}
