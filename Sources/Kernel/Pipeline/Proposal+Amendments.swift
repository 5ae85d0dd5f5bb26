import Texts

extension Proposal {
  /// Why an amendment cannot be made: words for the author of the hook.
  package struct AmendmentError: TextError, Equatable {
    package let text: Text

    package var description: String { text.description }

    package init(_ text: Text) {
      self.text = text
    }
  }

  /// What a hook may put in place: only asking for its plugin's permission makes one.
  struct Amendment {
    let field: String
    let value: Value
    let hook: String

    fileprivate init(_ field: String, _ value: Value, by hook: HookSpec) {
      self.field = field
      self.value = value
      self.hook = hook.signature
    }
  }

  /// A hook sets a field: its plugin's manifest must allow the edit, and the value must fit.
  ///
  /// Whether it is allowed is asked first, so that nothing is learned of what one may not edit.
  package func amend(
    _ field: String, _ assignment: Request.Assignment, by hook: HookSpec,
  ) throws {
    let resolver = FieldResolver(
      rulebook: rulebook, transaction: submission.transaction, now: submission.now)
    let value: Value
    do {
      try requireSight(of: field, by: hook)
      value = try resolver.resolve(assignment, for: field, of: change.after)
    } catch let problem as Refusal.Problem {
      throw AmendmentError(
        Text.frameField(field: field, problem: problem.text))
    }
    place(try permit(value, in: field, by: hook))
  }

  /// A hook moves the ticket to where its life cycle says that a verb leads.
  ///
  /// `word` says which of the discards is meant. What the move means is another action, whose
  /// permission the pipeline asks of the plugin.
  package func move(_ verb: Verb, to word: String? = nil, by hook: HookSpec) throws {
    guard let lifecycle = rulebook.lifecycle(ofType: change.after.type) else {
      throw AmendmentError(Text.ticketTypeWithoutPlugin(type: change.after.type))
    }
    let stage: String?
    if verb == .discard {
      let words = lifecycle.discards.keys.sorted()
      stage = (word ?? (words.count == 1 ? words[0] : nil)).flatMap { lifecycle.discards[$0] }
    } else {
      stage = lifecycle.lead(verb, from: change.after)
    }
    guard let stage, let category = lifecycle.category(of: stage) else {
      throw AmendmentError(
        Text.moveNoLead(lifecycle: lifecycle.name, verb: verb, stage: change.after.stage))
    }
    place(try permit(.stage(stage, category), in: TicketField.stage.rawValue, by: hook))
  }

  /// A hook adds an internal note.
  package func addNote(_ text: String, by hook: HookSpec) throws {
    try require(.noteAdd, of: hook)
    guard !text.isBlank else { return }
    change.notes.append(.init(text: text, by: hook.signature))
    touch()
  }

  /// A plugin's action says something to everybody: then it is a reply of whoever asked for it.
  package func reply(_ text: String, by hook: HookSpec) throws {
    guard hook == rulebook.spec(of: submission.request.action)?.hook else {
      throw AmendmentError(Text.apiReplyOfAction)
    }
    try require(.ticketReply, of: hook)
    guard !text.isBlank else { throw AmendmentError(Text.textEmptyReply) }
    guard change.publicText.isEmpty else { throw AmendmentError(Text.apiReplyOnce) }
    (change.publicText, change.isReply) = (text, true)
    touch()
  }

  /// A hook wants another request in the same transaction, once this one is written.
  package func also(_ request: Request, by hook: HookSpec) throws {
    effects.followUps.append(FollowUp(hook: hook, request: request))
    touch()
  }

  /// A hook sets, moves or cancels a timer of this ticket.
  package func schedule(_ name: String, at moment: Instant?, data: String, by hook: HookSpec) {
    effects.timers.set(TimerChange(plugin: hook.plugin, name: name, at: moment, data: data))
    touch()
  }

  /// A hook tells people once the change is written.
  package func notify(_ notification: Notification, by hook: HookSpec) {
    effects.notifications.append(notification)
    touch()
  }

  /// A hook refuses the change.
  package func refuse(_ field: String?, _ message: String, by hook: HookSpec) {
    problems.append(Refusal.Problem(.refused, field: field, message, by: hook.plugin))
  }

  private var rulebook: Rulebook { submission.rulebook }

  /// A field that the plugin does not see is as unknown to it as one that is not there.
  private func requireSight(of field: String, by hook: HookSpec) throws(Refusal.Problem) {
    guard rulebook.fields[field]?.viewPermission != nil else { return }
    let viewer = rulebook.viewer(
      ofPlugin: hook.plugin, at: submission.now, reading: submission.transaction)
    guard viewer.hides(field, of: change.after) else { return }
    let names = TicketField.allCases.filter(\.isEditable).map(\.rawValue) + rulebook.fields.keys
    let nearest = rulebook.nearest(
      to: field, among: names.filter { !viewer.hides($0, of: change.after) }, as: .field)
    throw Refusal.Problem(
      .invalid, field: field, Text.fieldUnknown(hint: Text.nearest(nearest)))
  }

  /// The edit, where the plugin may make it: custom fields are their plugin's own to set, others
  /// need `ticket.update` in its manifest.
  ///
  /// A stage, and what goes along with a close or a postponement, may be allowed by the action that the
  /// change comes to: that is known, and asked for by the pipeline, when the hook has ended.
  private func permit(
    _ value: Value, in field: String, by hook: HookSpec,
  ) throws -> Amendment {
    let amendment = Amendment(field, value, by: hook)
    if let spec = rulebook.fields[field] {
      guard spec.plugin != hook.plugin else { return amendment }
      guard spec.editPermission != .ownPlugin else {
        throw AmendmentError(
          Text.permissionPluginFieldNamed(field: field, plugin: spec.plugin))
      }
    }
    var next = change.after
    next.set(field, to: value)
    if let permission = rulebook.fields[field]?.editPermission?.name {
      try require(permission, of: hook, after: next)
    }
    guard field != TicketField.stage.rawValue else { return amendment }
    do {
      try require(.ticketUpdate, fields: [field], of: hook, after: next)
    } catch {
      let authority = rulebook.authority(ofPlugin: hook.plugin)
      guard
        Pipeline.permissions(bringing: field, by: rulebook).contains(where: {
          authority.mayEver($0)
        })
      else { throw error }
    }
    return amendment
  }

  private func require(
    _ permission: Permission, fields: [String] = [], of hook: HookSpec, after next: Ticket? = nil,
  ) throws {
    try require(permission.rawValue, fields: fields, of: hook, after: next)
  }

  private func require(
    _ permission: String, fields: [String] = [], of hook: HookSpec, after next: Ticket? = nil,
  ) throws {
    let authority = rulebook.authority(ofPlugin: hook.plugin)
    let decision = authority.decide(
      permission, fields: fields, for: submission, after: next ?? change.after)
    guard !decision.isAllowed else { return }
    guard !fields.isEmpty else {
      throw AmendmentError(
        Text.permissionManifest(plugin: hook.plugin, permission: permission))
    }
    throw AmendmentError(
      Text.permissionManifestField(
        plugin: hook.plugin, permission: permission, fields: fields.joined(separator: ", "))
    )
  }
}
