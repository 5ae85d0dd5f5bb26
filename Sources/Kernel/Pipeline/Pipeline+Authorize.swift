import Texts

extension Pipeline {
  /// Refuses what the actor may not do.
  ///
  /// Two questions: may the actor do the action, and may the actor edit the fields that the action
  /// does not itself bring along. Rows of an import need nothing: who runs it needs `import`.
  func authorize(_ change: Change, of submission: Submission, journal: Journal) throws {
    let request = submission.request
    guard !request.isImport else {
      guard request.verb?.importing != .never else {
        throw Refusal(.denied, Text.importReserved(action: request.action))
      }
      journal.add(
        TraceStep("authorize", lines: [.words(Text.traceImport)]))
      return
    }
    // What goes along with an erasure was authorized with it.
    guard request.erasure == nil else { return }
    let authority = authority(for: submission)
    let checks = try permissions(of: change, for: submission, by: authority)
    for check in checks {
      try require(
        check.permission, fields: check.fields, of: authority, for: submission, after: change.after)
    }
    let asked = askedFields(of: change, for: submission)
    for edit in change.edits where edit.by == nil && asked.contains(edit.field) {
      guard let spec = rulebook.fields[edit.field] else { continue }
      try requireEdit(of: spec, by: authority, for: submission, after: change.after)
    }
    if !request.params.isEmpty, let action = rulebook.spec(of: request.action) {
      for spec in action.params where request.params[spec.name] != nil {
        try requireEdit(of: spec, by: authority, for: submission, after: change.after)
      }
    }
    journal.add(
      TraceStep(
        "authorize",
        lines: checks.map { .words(Text.traceAllowed(permission: $0.permission)) }))
  }

  /// The actor's authority, or the plugin's where a hook makes the request.
  ///
  /// A plugin that acts in a person's name may do only what both may.
  func authority(for request: Request, person: Person?) -> Authority {
    if let agent = request.agent, let person {
      return rulebook.authority(of: person).limited(to: rulebook.authority(ofPlugin: agent))
    }
    if let cause = request.cause { return rulebook.authority(ofPlugin: cause.plugin) }
    switch request.actor {
    case .person: return person.map(rulebook.authority(of:)) ?? Authority(actor: .desk, grants: [])
    case .plugin(let name): return rulebook.authority(ofPlugin: name)
    case .desk: return Rulebook.deskAuthority
    }
  }

  func authority(for submission: Submission) -> Authority {
    authority(for: submission.request, person: submission.person)
  }

  private struct Check {
    let permission: String
    let fields: [String]

    init(permission: String, fields: [String]) {
      (self.permission, self.fields) = (permission, fields)
    }

    init(_ permission: Permission, fields: [String] = []) {
      self.init(permission: permission.rawValue, fields: fields)
    }
  }

  private func permissions(
    of change: Change, for submission: Submission, by authority: Authority,
  ) throws -> [Check] {
    let request = submission.request
    let asked = askedFields(of: change, for: submission).filter { change.edit(of: $0) != nil }
    var checks: [Check] = []
    let (verb, derived) = (request.verb, change.action)
    let permission = try permission(for: change, of: submission, by: authority)
    if verb == .create {
      checks.append(Check(permission: permission, fields: asked))
    } else {
      let others = asked.filter { field in
        verb?.brings(field) != true && !brings(field, with: derived, in: change)
      }
      if verb?.isEdit != true { checks.append(Check(permission: permission, fields: [])) }
      if derived != .update, derived != verb, !submission.isMovedByItself(in: change) {
        checks.append(Check(derived.permission))
      }
      // What a backfill sets was asked of its plugin's manifest, field by field.
      if !others.isEmpty || checks.isEmpty && request.backfill == nil {
        checks.append(Check(.ticketUpdate, fields: others))
      }
    }
    if change.isReply { checks.append(Check(.ticketReply)) }
    if !request.uploads.isEmpty, permission != Permission.ticketAttach.rawValue {
      checks.append(Check(.ticketAttach))
    }
    if request.needsBulk { checks.append(Check(.bulk)) }
    let addsNote = !request.note.isEmpty || (!request.text.isEmpty && !change.notes.isEmpty)
    let isComment = verb == .close && request.note.isEmpty
    if addsNote, verb != .note, !isComment { checks.append(Check(.noteAdd)) }
    return checks
  }

  /// The fields that the one who asks answers for: a plugin that undoes, for all that it takes back.
  private func askedFields(of change: Change, for submission: Submission) -> [String] {
    guard let undo = change.undo, let plugin = submission.request.plugin else {
      return submission.askedFields(undoing: change.undo)
        .filter { !change.repeated.contains($0) }
    }
    return undo.inverses.map(\.field).filter { rulebook.fields[$0]?.plugin != plugin }
  }

  /// The fields that the close reason wants: they come with the close.
  private func evidence(of change: Change) -> [String] {
    rulebook.closeReasons[change.after.closeReason]?.requires ?? []
  }

  /// Whether there is a verb that brings the field along.
  static func mayBeBrought(_ field: String, by rulebook: Rulebook) -> Bool {
    Verb.movers.contains { mayBring(field, $0, by: rulebook) }
  }

  /// The permissions of verbs that may bring a field along.
  static func permissions(bringing field: String, by rulebook: Rulebook) -> [Permission] {
    Verb.movers.filter { mayBring(field, $0, by: rulebook) }.map(\.permission)
  }

  private static func mayBring(_ field: String, _ verb: Verb, by rulebook: Rulebook) -> Bool {
    verb.brings(field)
      || verb.bringsEvidence
        && rulebook.closeReasons.values.contains { $0.requires.contains(field) }
  }

  /// Whether a verb brings the field along with the change as it is.
  func brings(_ field: String, with verb: Verb, in change: Change) -> Bool {
    verb.brings(field) || verb.bringsEvidence && evidence(of: change).contains(field)
  }

  func require(
    _ permission: String, fields: [String], of authority: Authority, for submission: Submission,
    after: Ticket,
  ) throws {
    let decision = authority.decide(permission, fields: fields, for: submission, after: after)
    guard !decision.isAllowed else { return }
    let reasons =
      submission.isCreate
      ? authority.reasons(for: decision.fields, of: permission, among: fields) : decision.fields
    throw denied(permission, fields: reasons, for: submission)
  }

  /// The refusal for want of a permission: for those fields, or for the whole where there are none.
  func denied(
    _ permission: String, fields: [String], for submission: Submission,
  ) -> Refusal {
    let target =
      submission.before.map { Text.permissionThatTicket(ticket: $0.id.rawValue) }
      ?? Text.permissionNewTicket
    let words = Text.permissionAction(
      who: who(submission), target: target, permission: permission)
    return Refusal(
      .denied,
      fields.map { fieldProblem($0, permission, for: submission) }
        .ifEmpty([Refusal.Problem(denial(of: submission), words)]))
  }

  /// That the actor lacks a permission for a field.
  func fieldProblem(
    _ field: String, _ permission: String, for submission: Submission,
  ) -> Refusal.Problem {
    Refusal.Problem(
      denial(of: submission), field: field,
      Text.permissionField(who: who(submission), permission: permission))
  }

  /// Fields and parameters with a permission of their own, and those that only their plugin gives.
  private func requireEdit(
    of spec: FieldSpec, by authority: Authority, for submission: Submission, after: Ticket,
  ) throws {
    switch spec.editPermission {
    case nil: return
    case .ownPlugin:
      // What is put back was the plugin's own value before.
      guard submission.request.plugin != spec.plugin, submission.request.undoes == nil else {
        return
      }
      throw Refusal(
        .denied, Text.permissionPluginField(plugin: spec.plugin), field: spec.name)
    case .named(let permission):
      guard !authority.decide(permission, for: submission, after: after).isAllowed else { return }
      throw Refusal(
        denial(of: submission),
        Text.permissionField(who: who(submission), permission: permission), field: spec.name)
    }
  }

  /// Whether it is denied to the actor, or to a plugin whose hook asks in the same transaction: that
  /// plugin is named to the staff alone.
  private func denial(of submission: Submission) -> Refusal.Problem.Kind {
    let request = submission.request
    return request.cause != nil && request.agent == nil ? .beyondManifest : .denied
  }

  private func who(_ submission: Submission) -> Text {
    if let agent = submission.request.agent, let person = submission.person {
      return Text.permissionPluginFor(plugin: agent, person: person.name)
    }
    if let cause = submission.request.cause {
      return Text.permissionPlugin(plugin: cause.plugin)
    }
    switch submission.request.actor {
    case .person: return submission.person.map { Text(words: $0.name) } ?? Text.permissionNobody
    case .plugin(let name): return Text.permissionPlugin(plugin: name)
    case .desk: return Text.permissionDesk
    }
  }
}

extension Authority {
  /// Whether it may be done to the ticket of a request, as it was and as it is to be.
  ///
  /// Verbs, fields, parameters, moves and amendments are all asked here, so that no condition is judged
  /// on one side alone. `after` is what the change so far, or an amendment under way, makes of it.
  func decide(
    _ permission: String, fields: [String] = [], for submission: Submission, after: Ticket,
  ) -> Decision {
    decide(
      permission, before: submission.before, after: after, fields: fields, in: submission.context)
  }

  /// Whether the kernel's permission holds for a request and what it comes to.
  func decide(
    _ permission: Permission, fields: [String] = [], for submission: Submission, after: Ticket,
  ) -> Decision {
    decide(permission.rawValue, fields: fields, for: submission, after: after)
  }

  /// Whether any of its grants has a condition.
  var isConditional: Bool { grants.contains { $0.condition != nil } }
}

extension Array {
  /// Itself, or something else where there is nothing in it.
  fileprivate func ifEmpty(_ other: [Element]) -> [Element] {
    isEmpty ? other : self
  }
}
