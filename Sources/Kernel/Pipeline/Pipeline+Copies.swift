import Texts

/// An entry of another ticket that repeats words which are erased, and the parts that go with them.
struct ErasedCopy {
  let entry: Entry
  let parts: Set<PayloadPart>
  /// The fields whose edits have the words; edits of the entry's other fields keep their values.
  let fields: [String]
}

extension Pipeline {
  /// The entries of the ticket itself that followed and repeat words: forwards, what hooks wrote.
  func copies(of words: RepeatedWords, beside entry: Entry, in entries: [Entry])
    -> [EntryID: Set<PayloadPart>]
  {
    var copies: [EntryID: Set<PayloadPart>] = [:]
    for other in entries where other.seq != entry.seq {
      let follows =
        other.hook != nil || other.cause != nil || other.isOf(.forward)
        || other.request == entry.request
      // What the desk itself renamed has no words of anybody.
      guard follows, !other.isOf(.rename) else { continue }
      let parts = words.parts(of: other)
      if !parts.isEmpty { copies[other.seq] = parts }
    }
    return copies
  }

  /// The entries of other tickets that followed from this one's and repeat words.
  ///
  /// Causes lead there; where they were lost, as on an import, what hooks wrote to the tickets that
  /// this one names is looked at as well.
  func copies(of words: RepeatedWords, on ticket: Ticket, _ entries: [Entry]) throws -> [ErasedCopy]
  {
    guard !words.isEmpty else { return [] }
    var found: [EntryID: Entry] = [:]
    for entry in try transaction.entries(following: ticket.id) { found[entry.seq] = entry }
    for id in named(by: entries) where id != ticket.id {
      for entry in try transaction.entries(of: id) where entry.hook != nil {
        found[entry.seq] = entry
      }
    }
    return found.values.sorted { $0.seq < $1.seq }.compactMap { entry in
      guard !entry.isOf(.rename) else { return nil }
      let parts = words.parts(of: entry)
      guard !parts.isEmpty else { return nil }
      return ErasedCopy(entry: entry, parts: parts, fields: words.fields(of: entry))
    }
  }

  private func named(by entries: [Entry]) -> Set<Ticket.ID> {
    let values = entries.flatMap { entry in
      entry.edits.flatMap { [$0.from, $0.to] } + entry.params.values
    }
    return Set(values.flatMap(\.elements).compactMap(\.ticketID))
  }

  /// The words of an entry that are followed: texts that somebody wrote, not names and choices.
  func prose(of entry: Entry, _ parts: Set<PayloadPart>, fields: Set<String>? = nil) -> [String] {
    var texts: [String] = []
    if parts.contains(.text) { texts.append(entry.text) }
    if parts.contains(.to) {
      for edit in entry.edits where fields?.contains(edit.field) ?? true {
        guard let text = edit.to.text, isProse(rulebook.field(edit.field)?.kind) else { continue }
        texts.append(text)
      }
    }
    let action = rulebook.actions[entry.action]
    for (part, values, specs) in [
      (PayloadPart.params, entry.params, action?.params), (.data, entry.data, action?.data),
    ] where parts.contains(part) {
      for spec in specs ?? [] where isProse(spec.kind) {
        texts += (values[spec.name] ?? .none).elements.compactMap(\.text)
      }
    }
    return texts.filter { !$0.isBlank }
  }

  private func isProse(_ kind: FieldKind?) -> Bool { kind == .text || kind == .longText }

  /// Refuses where copies stand on tickets on which the asker may redact nothing.
  ///
  /// What they cannot see goes along all the same: the words are those that they may erase.
  func requireCopies(_ copies: [ErasedCopy], for submission: Submission) throws {
    let authority = authority(for: submission)
    let viewer = Viewer(
      authority: authority, rulebook: rulebook, context: submission.context)
    let permission = Verb.redact.permission
    var problems: [Refusal.Problem] = []
    for copy in copies {
      guard let ticket = try transaction.ticket(copy.entry.ticket),
        isKnown(copy.entry, of: ticket, by: viewer),
        !authority.may(permission, on: ticket, in: viewer.context)
      else { continue }
      problems.append(
        .init(
          .denied,
          Text.redactCopyDenied(
            entry: copy.entry.seq.rawValue, ticket: ticket.id.rawValue, permission: permission)))
    }
    guard problems.isEmpty else { throw Refusal(.denied, problems) }
  }

  private func isKnown(_ entry: Entry, of ticket: Ticket, by viewer: Viewer) -> Bool {
    viewer.sees(ticket) && viewer.authority.may(.historyView, on: ticket, in: viewer.context)
      && !viewer.entries([entry], of: ticket).isEmpty
  }

  /// Erases the copies, each by an entry of its own ticket that follows from the first; gives those
  /// that the asker may know of.
  func erase(
    _ copies: [ErasedCopy], for submission: Submission, entry: Entry, named name: String,
    journal: Journal,
  ) throws -> [Preview.Erased] {
    var known: [Preview.Erased] = []
    for copy in copies {
      var request = Request(
        actor: submission.request.actor, source: submission.request.source, action: .verb(.redact),
        ticket: copy.entry.ticket,
        params: [
          "entry": .integer(copy.entry.seq.rawValue),
          "part": .text(RedactablePart.covering(copy.parts).rawValue), "only": .boolean(true),
        ])
      if !copy.fields.isEmpty { request.params["fields"] = .texts(copy.fields) }
      request.name = name
      request.erasure = Request.Erasure(entry: entry.seq, origin: entry.origin ?? entry.seq)
      request.isDryRun = submission.request.isDryRun
      request.hasEffects = submission.request.hasEffects
      let inner = Journal()
      inner.viewer = journal.viewer
      defer { journal.faults += inner.faults }
      guard let ticket = try transaction.ticket(copy.entry.ticket),
        let present = try transaction.entry(copy.entry.seq),
        !copy.parts.isSubset(of: present.redacted)
      else { continue }
      _ = try perform(request, journal: inner)
      guard let viewer = journal.viewer, isKnown(copy.entry, of: ticket, by: viewer) else {
        continue
      }
      known.append(Preview.Erased(entry: copy.entry, parts: copy.parts))
      journal.add(
        TraceStep(
          "erase",
          title: Text.traceCopy(entry: copy.entry.seq.rawValue, ticket: ticket.id.rawValue),
          steps: inner.steps))
    }
    return known
  }
}

extension RedactablePart {
  /// The one that takes those parts, and as little besides as can be.
  fileprivate static func covering(_ parts: Set<PayloadPart>) -> RedactablePart {
    allCases.first { $0 != .all && parts.isSubset(of: $0.parts) } ?? .all
  }
}
