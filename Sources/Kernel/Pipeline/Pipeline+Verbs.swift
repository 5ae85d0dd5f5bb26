import Texts

extension Pipeline {
  /// What the verb itself does, besides the fields that the request sets.
  func proposeVerb(_ proposal: Proposal, journal: Journal) throws {
    switch proposal.submission.request.action {
    case .verb(.create): proposal.change.publicText = proposal.submission.publicWords
    case .verb(.update), .verb(.assign):
      proposeNote(proposal)
      try proposeBackfill(proposal, journal: journal)
    case .verb(.note):
      try requireWords(of: proposal, or: Text.textEmptyNote)
      proposeNote(proposal)
    case .verb(.reply): try proposeReply(proposal)
    case .verb(.close): try proposeClose(proposal)
    case .verb(.reopen): try proposeMove(.reopen, out: .closed, in: proposal)
    case .verb(.wake): try proposeMove(.wake, out: .postponed, in: proposal)
    case .verb(.restore): try proposeMove(.restore, out: .discarded, in: proposal)
    case .verb(.postpone): try proposePostponement(proposal)
    case .verb(.discard): try proposeDiscard(proposal)
    case .verb(.attach): try proposeAttachment(proposal)
    case .verb(.detach): try proposeDetachment(proposal)
    case .verb(.redact): try proposeRedaction(proposal)
    case .verb(.purge): try proposePurge(proposal)
    case .verb(.forward): try proposeForward(proposal)
    case .verb(.undo): try proposeUndo(proposal)
    case .plugin(let name): try proposeAction(name, of: proposal, journal: journal)
    }
  }

  /// What the request says is a note, for verbs that say nothing to everybody.
  func proposeNote(_ proposal: Proposal) {
    if !proposal.submission.request.text.isBlank {
      proposal.change.notes.append(.init(text: proposal.submission.request.text))
    }
  }

  private func requireWords(of proposal: Proposal, or complaint: @autoclosure () -> Text) throws {
    guard proposal.submission.request.text.isBlank, !proposal.submission.request.isImport else {
      return
    }
    throw Refusal(.invalid, complaint(), field: "text")
  }

  private func proposeReply(_ proposal: Proposal) throws {
    if proposal.submission.request.passed != nil {
      // Its words stand on the other ticket; that it came is for the staff.
      proposal.change.record = Change.Record(visibility: .internal)
    } else {
      try requireWords(of: proposal, or: Text.textEmptyReply)
      proposal.change.publicText = proposal.submission.publicWords
    }
    _ = try moveOnReply(proposal)
  }

  /// Moves the ticket to where its life cycle leads on a reply; gives whether it did.
  func moveOnReply(_ proposal: Proposal) throws -> Bool {
    guard try movesOnReply(proposal),
      let lifecycle = rulebook.lifecycle(ofType: proposal.change.after.type)
    else { return false }
    let side: ReplySide = proposal.isFromCustomer ? .customer : .agent
    guard let stage = lifecycle.lead(onReplyOf: side, from: proposal.change.after),
      let category = lifecycle.category(of: stage),
      isAllowed(from: proposal.change.after.stage, to: stage, in: proposal, by: lifecycle)
    else { return false }
    proposal.place(.stage(stage, category), in: TicketField.stage.rawValue)
    return true
  }

  /// Replies of machines and of imports move nothing; nor does one that names a stage itself, or that
  /// is continued on another ticket.
  private func movesOnReply(_ proposal: Proposal) throws -> Bool {
    let request = proposal.submission.request
    if let passed = request.passed { return passed.moves && passed.isFromCustomer }
    if let before = proposal.submission.before, try host(of: before) != nil { return false }
    return !request.isAutomatic && request.cause == nil && request.actor.person != nil
      && request.obeysRules
      && proposal.change.edit(of: TicketField.stage.rawValue) == nil
  }

  /// Whether a life cycle allows the move, its condition included.
  private func isAllowed(
    from: String, to: String, in proposal: Proposal, by lifecycle: LifecycleSpec,
  ) -> Bool {
    guard let move = lifecycle.transition(from: from, to: to, of: proposal.change.after) else {
      return false
    }
    let isComplete = move.requires.allSatisfy { !proposal.change.after.value(of: $0).isBlank }
    guard let when = move.when else { return isComplete }
    return isComplete
      && rulebook.holds(when, on: proposal.change.after, in: proposal.submission.context)
  }

  private func proposeClose(_ proposal: Proposal) throws {
    if proposal.submission.request.isPublic {
      proposal.change.publicText = proposal.submission.publicWords
    } else {
      proposeNote(proposal)
    }
    guard proposal.change.after.category != .closed || proposal.change.edit(of: "stage") != nil
    else {
      throw Refusal(
        .refused, Text.closeAlready(ticket: proposal.submission.id.rawValue), field: "stage")
    }
    try lead(.close, in: proposal)
  }

  private func proposeMove(_ verb: Verb, out category: Category, in proposal: Proposal) throws {
    proposeNote(proposal)
    guard proposal.submission.before?.category == category else {
      throw Refusal(
        .refused,
        Text.moveNotThere(ticket: proposal.submission.id.rawValue, category: category),
        field: "stage")
    }
    try lead(verb, in: proposal)
  }

  private func proposePostponement(_ proposal: Proposal) throws {
    proposeNote(proposal)
    guard case .time(let moment) = proposal.submission.request.params["till"] ?? .none else {
      throw Refusal(.invalid, Text.moveNoTime, field: "wake")
    }
    guard moment.isOfCalendar else {
      throw Refusal(.invalid, Text.timeYears, field: "wake")
    }
    proposal.place(.time(moment), in: TicketField.wake.rawValue)
    proposal.place(.time(moment), in: TicketField.due.rawValue)
    if proposal.change.after.category != .postponed { try lead(.postpone, in: proposal) }
  }

  private func proposeDiscard(_ proposal: Proposal) throws {
    proposeNote(proposal)
    let lifecycle = try lifecycle(of: proposal)
    let words = lifecycle.discards.keys.sorted()
    let word = proposal.submission.request.params["to"]?.text
    guard let word = word ?? (words.count == 1 ? words[0] : nil),
      let stage = lifecycle.discards[word]
        ?? words.first(where: { lifecycle.discards[$0] == word })
        .flatMap({ lifecycle.discards[$0] })
    else {
      let choices = words.joined(separator: ", ")
      let wrong = word.map { word in
        Text.fieldNoneOf(
          value: word, choices: choices,
          hint: Text.nearest(rulebook.nearest(to: word, among: words, as: .value(of: .stage))))
      }
      throw Refusal(.invalid, wrong ?? Text.moveDiscardWhere(choices: choices), field: "to")
    }
    try place(stage, of: lifecycle, in: proposal)
  }

  /// Moves the ticket to where the life cycle says that the verb leads.
  private func lead(_ verb: Verb, in proposal: Proposal) throws {
    if proposal.change.edit(of: TicketField.stage.rawValue) != nil {
      return try requireMeaning(verb, of: proposal)
    }
    let lifecycle = try lifecycle(of: proposal)
    guard let stage = lifecycle.lead(verb, from: proposal.change.after) else {
      throw Refusal(
        .refused,
        Text.moveNoLead(lifecycle: lifecycle.name, verb: verb, stage: proposal.change.after.stage),
        field: "stage", by: lifecycle.plugin)
    }
    try place(stage, of: lifecycle, in: proposal)
  }

  /// A stage that is given with a verb must be one that the verb leads to.
  private func requireMeaning(_ verb: Verb, of proposal: Proposal) throws {
    guard proposal.meaning != verb else { return }
    throw Refusal(
      .invalid,
      Text.moveOtherVerb(
        from: proposal.submission.before?.stage, to: proposal.change.after.stage, verb: verb),
      field: TicketField.stage.rawValue)
  }

  private func place(_ stage: String, of lifecycle: LifecycleSpec, in proposal: Proposal) throws {
    guard let category = lifecycle.category(of: stage) else {
      throw Refusal(
        .refused, Text.moveNoStage(lifecycle: lifecycle.name, stage: stage),
        field: "stage", by: lifecycle.plugin)
    }
    proposal.place(.stage(stage, category), in: TicketField.stage.rawValue)
  }

  private func lifecycle(of proposal: Proposal) throws -> LifecycleSpec {
    guard let lifecycle = rulebook.lifecycle(ofType: proposal.change.after.type) else {
      throw Refusal(
        .refused, Text.ticketTypeWithoutPlugin(type: proposal.change.after.type),
        field: "type")
    }
    return lifecycle
  }
}

extension Pipeline {
  /// `attach` needs a file; the files themselves may come with any verb.
  func proposeAttachment(_ proposal: Proposal) throws {
    guard !proposal.submission.request.uploads.isEmpty else {
      throw Refusal(.invalid, Text.attachmentNoFile, field: Pipeline.attachments)
    }
  }

  /// Takes an attachment off the ticket; its content stays, since the history names it.
  func proposeDetachment(_ proposal: Proposal) throws {
    let after = proposal.change.after
    let viewer = viewer(for: proposal.submission)
    let seen = [TicketField.attachments, .noteAttachments].filter {
      !viewer.hides($0.rawValue, of: after)
    }
    guard let name = proposal.submission.request.params["name"]?.text, !name.isBlank else {
      throw Refusal(.invalid, Text.attachmentNoName, field: "name")
    }
    // Of the same name, that which everybody sees comes first.
    let files = { (field: TicketField) in
      after.value(of: field).elements.compactMap(\.attachment)
    }
    guard let field = seen.first(where: { files($0).contains { $0.name == name } }),
      let attachment = files(field).first(where: { $0.name == name })
    else {
      throw Refusal.noAttachment(
        name, of: proposal.submission.id, among: seen.flatMap(files))
    }
    guard try mayDetach(attachment, from: field, by: proposal.submission) else {
      throw Refusal(.denied, Text.attachmentOfOthers(name: name), field: "name")
    }
    proposal.place(.attachments(files(field).filter { $0.name != name }), in: field.rawValue)
  }

  /// Whether who asks is of the staff, or attached the file.
  private func mayDetach(
    _ attachment: Attachment, from field: TicketField, by submission: Submission,
  ) throws -> Bool {
    guard let person = submission.person, !submission.request.isImport, !rulebook.isStaff(person)
    else { return true }
    let value = Value.attachment(attachment)
    let adding = try transaction.entries(of: submission.id).last { entry in
      entry.edits.contains { edit in
        edit.field == field.rawValue && edit.to.elements.contains(value)
          && !edit.from.elements.contains(value)
      }
    }
    return adding?.actor == .person(person.id)
  }

  /// Adds the files that come with the request to the ticket's, each under a name of its own; those
  /// of a note are internal.
  ///
  /// An internal file's name is none of the public ones. A public one may be that of an internal
  /// file: another name would tell of it.
  func proposeUploads(_ proposal: Proposal) throws {
    let uploads = proposal.submission.request.uploads
    guard !uploads.isEmpty else { return }
    let after = proposal.change.after
    let isInternal = proposal.submission.request.verb?.isInternal == true
    let field = isInternal ? TicketField.noteAttachments : .attachments
    let others = isInternal ? after.attachments : []
    var attachments = isInternal ? after.noteAttachments : after.attachments
    for upload in uploads {
      guard upload.size <= rulebook.settings.attachmentLimit else {
        throw Upload.tooLarge(upload.name, limit: rulebook.settings.attachmentLimit)
      }
      let name = AttachmentName.free(
        AttachmentName.safe(upload.name), among: (attachments + others).map(\.name))
      attachments.append(
        Attachment(name: name, size: upload.size, type: upload.type, digest: upload.digest))
    }
    proposal.place(.attachments(attachments), in: field.rawValue)
    proposal.change.uploads = uploads
  }

  private static let attachments = TicketField.attachments.rawValue
}

extension Refusal {
  /// Why there is nothing of that name to be read or taken away.
  package static func noAttachment(
    _ name: String, of ticket: Ticket.ID, among present: [Attachment],
  ) -> Refusal {
    let names = present.map(\.name)
    let known =
      names.isEmpty
      ? Text.attachmentNone
      : Text.attachmentAre(names: names.joined(separator: ", "))
    return Refusal(
      .notFound,
      Text.attachmentUnknown(
        ticket: ticket.rawValue, name: name,
        hint: Text.nearest(nearestName(to: name, among: names)) ?? known), field: "name")
  }
}
