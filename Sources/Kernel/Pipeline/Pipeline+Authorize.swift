import Texts

extension Pipeline {
  /// Refuses what the actor may not do.
  ///
  /// Two questions: may the actor do the action, and may the actor edit the fields that the action
  /// does not itself bring along. Rows of an import need nothing: who runs it needs `import`.
  func authorize(_ proposal: Proposal, journal: Journal) throws {
    let request = proposal.request
    guard !request.isImport else {
      guard !Pipeline.reserved.contains(request.action) else {
        throw Refusal(.denied, Text("import.reserved", ["action": request.action]))
      }
      journal.add(
        TraceStep("authorize", lines: [.words(Text("trace.import"))]))
      return
    }
    // What goes along with an erasure was authorized with it.
    guard request.goesWith == nil else { return }
    let authority = authority(for: request, person: proposal.person)
    let checks = permissions(of: proposal)
    for check in checks {
      try require(check.permission, fields: check.fields, of: authority, for: proposal)
    }
    let asked = askedFields(of: proposal)
    for edit in proposal.edits where edit.by == nil && asked.contains(edit.field) {
      guard let spec = rulebook.fields[edit.field] else { continue }
      try requireEdit(of: spec, by: authority, for: proposal)
    }
    if !proposal.request.params.isEmpty, let action = rulebook.actions[proposal.request.action] {
      for spec in action.params where proposal.request.params[spec.name] != nil {
        try requireEdit(of: spec, by: authority, for: proposal)
      }
    }
    journal.add(
      TraceStep(
        "authorize",
        lines: checks.map { .words(Text("trace.allowed", ["permission": $0.permission])) }))
  }

  /// What no row of an import does: it erases, takes back, or sends something away.
  private static let reserved: Set<String> = [
    Entry.purging, Entry.redacting, Request.undoAction, "forward",
  ]

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

  private struct Check {
    var permission: String
    var fields: [String]
  }

  private func permissions(of proposal: Proposal) -> [Check] {
    let request = proposal.request
    let asked = askedFields(of: proposal).filter { proposal.edit(of: $0) != nil }
    var checks: [Check] = []
    let verb = rulebook.actions[request.action]?.permission ?? Permission.name(for: request.action)
    if request.action == "create" {
      checks.append(Check(permission: verb, fields: asked))
    } else {
      var own = Pipeline.fieldsOf(request.action) + Pipeline.fieldsOf(proposal.action)
      if proposal.action == "close" { own += Pipeline.evidence(of: proposal) }
      let others = asked.filter { !own.contains($0) }
      if request.action != "update" && request.action != "assign" {
        checks.append(Check(permission: verb, fields: []))
      }
      if proposal.action != "update", proposal.action != request.action, !proposal.isMovedByItself {
        checks.append(Check(permission: Permission.name(for: proposal.action), fields: []))
      }
      if !others.isEmpty || checks.isEmpty {
        checks.append(Check(permission: "ticket.update", fields: others))
      }
    }
    if !request.uploads.isEmpty, verb != Pipeline.attaching {
      checks.append(Check(permission: Pipeline.attaching, fields: []))
    }
    if request.needsBulk { checks.append(Check(permission: "bulk", fields: [])) }
    let addsNote = !request.note.isEmpty || (!request.text.isEmpty && !proposal.notes.isEmpty)
    let isComment = request.action == "close" && request.note.isEmpty
    if addsNote, request.action != "note", !isComment {
      checks.append(Check(permission: "note.add", fields: []))
    }
    return checks
  }

  /// The permission to add files to a ticket and to take them away.
  private static let attaching = Permission.name(for: "attach")

  /// The fields that the one who asks answers for: a plugin that undoes, for all that it takes back.
  private func askedFields(of proposal: Proposal) -> [String] {
    guard let undo = proposal.undo, let plugin = proposal.request.plugin else {
      return proposal.askedFields
    }
    return undo.inverses.map(\.field).filter { rulebook.fields[$0]?.plugin != plugin }
  }

  /// The fields that the close reason wants: they come with the close.
  private static func evidence(of proposal: Proposal) -> [String] {
    proposal.rulebook.closeReasons[proposal.after.closeReason]?.requires ?? []
  }

  /// Whether there is an action that brings the field along.
  static func mayBeBrought(_ field: String, by rulebook: Rulebook) -> Bool {
    movers.contains { fieldsOf($0).contains(field) }
      || rulebook.closeReasons.values.contains { $0.requires.contains(field) }
  }

  /// The permissions of actions that may bring a field along.
  static func permissions(bringing field: String, by rulebook: Rulebook) -> [String] {
    let isEvidence = rulebook.closeReasons.values.contains { $0.requires.contains(field) }
    return movers.filter { action in
      fieldsOf(action).contains(field) || action == "close" && isEvidence
    }.map(Permission.name)
  }

  /// The actions that a move of the stage may mean.
  private static let movers = ["close", "reopen", "postpone", "wake", "discard", "restore"]

  /// Whether an action brings the field along with the proposal as it is.
  static func brings(_ field: String, with action: String, in proposal: Proposal) -> Bool {
    fieldsOf(action).contains(field) || action == "close" && evidence(of: proposal).contains(field)
  }

  /// Fields that an action brings along, so that its own permission is enough for them.
  private static func fieldsOf(_ action: String) -> [String] {
    switch action {
    case "close": ["stage", "close_reason", "root_causes"]
    case "reopen", "discard", "restore": ["stage"]
    case "postpone", "wake": ["stage", "wake", "due"]
    default: []
    }
  }

  func require(
    _ permission: String, fields: [String], of authority: Authority, for proposal: Proposal,
  ) throws {
    let decision = authority.decide(permission, fields: fields, for: proposal)
    guard !decision.isAllowed else { return }
    let target =
      proposal.before.map { Text("permission.that_ticket", ["ticket": $0.id.rawValue]) }
      ?? Text("permission.new_ticket")
    let who = who(proposal)
    throw Refusal(
      .denied,
      decision.fields.map { field in
        Refusal.Problem(
          field: field, Text("permission.field", ["who": who, "permission": permission]))
      }.ifEmpty([
        Refusal.Problem(
          Text("permission.action", ["who": who, "target": target, "permission": permission]))
      ]))
  }

  /// Fields and parameters with a permission of their own, and those that only their plugin gives.
  private func requireEdit(
    of spec: FieldSpec, by authority: Authority, for proposal: Proposal,
  ) throws {
    guard let permission = spec.editPermission else { return }
    if permission == "plugin" {
      guard proposal.request.plugin != spec.plugin else { return }
      throw Refusal(
        .denied, Text("permission.plugin_field", ["plugin": spec.plugin]), field: spec.name)
    }
    guard !authority.decide(permission, for: proposal).isAllowed else { return }
    throw Refusal(
      .denied, Text("permission.field", ["who": who(proposal), "permission": permission]),
      field: spec.name)
  }

  private func who(_ proposal: Proposal) -> Text {
    if let agent = proposal.request.agent, let person = proposal.person {
      return Text("permission.plugin_for", ["plugin": agent, "person": person.name])
    }
    if let cause = proposal.request.cause {
      return Text("permission.plugin", ["plugin": cause.plugin])
    }
    switch proposal.request.actor {
    case .person: return proposal.person.map { Text(words: $0.name) } ?? Text("permission.nobody")
    case .plugin(let name): return Text("permission.plugin", ["plugin": name])
    case .desk: return Text("permission.desk")
    }
  }
}

extension Array {
  /// Itself, or something else where there is nothing in it.
  fileprivate func ifEmpty(_ other: [Element]) -> [Element] {
    isEmpty ? other : self
  }
}
