import Texts

extension Pipeline {
  /// What a form for a new ticket asks by what a request sets so far.
  ///
  /// It goes the pipeline's own way as far as the rules; hooks have no say in it, so a request without
  /// problems may still be refused. Nothing is written. Throws a `Refusal` where the actor may make no
  /// ticket at all.
  package func draft(of request: Request) throws -> FormDraft {
    let proposal = try makeProposal(for: request)
    let submission = proposal.submission
    try admit(submission)
    var problems: [Refusal.Problem] = []
    do {
      try propose(proposal, journal: Journal())
    } catch let refusal as Refusal {
      problems = refusal.problems
    }
    let found = try checkRules(of: proposal.change, for: submission, journal: Journal())
    // What could not be read is not said to be missing as well.
    problems += found.filter { rule in !problems.contains { $0.field == rule.field } }
    let asking = DraftFields(pipeline: self, proposal: proposal)
    return FormDraft(
      fields: asking.fields, required: asking.required,
      problems: problems.filter { $0.field.map { !asking.hides($0) } ?? true })
  }
}

/// The fields that a form for a new ticket asks one person for.
private struct DraftFields {
  private let rulebook: Rulebook
  private let submission: Submission
  private let ticket: Ticket
  private let authority: Authority
  private let viewer: Viewer
  private let gate: FieldGate

  init(pipeline: Pipeline, proposal: Proposal) {
    rulebook = pipeline.rulebook
    submission = proposal.submission
    ticket = proposal.change.after
    authority = pipeline.authority(for: submission)
    viewer = pipeline.viewer(for: submission)
    gate = pipeline.gate(for: submission)
  }

  /// The kernel's, then those of plugins that the ticket has.
  var fields: [FieldSpec] {
    let (required, evidence) = (required, evidence)
    let own = rulebook.registry.fields.inFormOrder.filter { field in
      !field.isComputed && rulebook.isShown(field, on: ticket, in: submission.context)
        && isEditable(field)
        && (required.contains(field.name) || field.ask != false && !evidence.contains(field.name))
    }
    return (kernelFields + own).filter { isOpen($0.name) }.map(asked)
  }

  /// What close reasons want comes with the close.
  private var evidence: Set<String> { Set(rulebook.closeReasons.values.flatMap(\.requires)) }

  /// The field as it is asked for on such a ticket: with its choices, and with what it has by itself.
  private func asked(_ field: FieldSpec) -> FieldSpec {
    var asked = field
    if field.kind == .choice { asked.choices = ["*": field.choices(for: ticket.type)] }
    if !submission.request.set.contains(where: { $0.field == field.name }) {
      let value = ticket.value(of: field.name).withoutBlanks
      asked.standard = value.isEmpty ? nil : value
    }
    return asked
  }

  var required: Set<String> {
    let wanted = rulebook.registry.fields.filter { field in
      field.isRequired
        || field.requiredIf.map { rulebook.holds($0, on: ticket, in: submission.context) } ?? false
    }
    return Set(wanted.map(\.name)).union([TicketField.subject.rawValue])
  }

  func hides(_ field: String) -> Bool { viewer.hides(field, of: ticket) }

  /// What is asked of every ticket: what there is no choice of is not.
  private var kernelFields: [FieldSpec] {
    let (types, queues) = (rulebook.types.keys.sorted(), rulebook.queues.sorted())
    var fields: [FieldSpec] = []
    if types.count > 1 {
      fields.append(spec(.type, .choice, choices: types))
    }
    if submission.person.map(rulebook.isStaff) ?? false { fields.append(spec(.requester, .person)) }
    fields += [spec(.subject, .text), spec(.body, .longText)]
    if queues.count > 1 {
      fields.append(spec(.queue, .choice, choices: queues))
    }
    fields.append(spec(.priority, .choice, choices: Priority.allCases.map(\.rawValue)))
    return fields
  }

  private func spec(
    _ field: TicketField, _ kind: FieldKind, choices: [String] = [],
  ) -> FieldSpec {
    var spec = FieldSpec(name: field.rawValue, kind: kind, plugin: "")
    if !choices.isEmpty { spec.choices = ["*": choices] }
    return spec
  }

  /// Whether the actor may set it to something on such a ticket.
  private func isOpen(_ field: String) -> Bool {
    guard !hides(field), gate.problem(of: field, on: ticket) == nil else { return false }
    let permission = Permission.ticketCreate
    return authority.decide(permission, fields: [field], for: submission, after: ticket).isAllowed
      || authority.hinges(permission, on: field)
  }

  /// Whether the actor has what the field's own declaration asks for.
  private func isEditable(_ field: FieldSpec) -> Bool {
    switch field.editPermission {
    case nil: true
    case .ownPlugin: false
    case .named(let name):
      authority.decide(name, for: submission, after: ticket).isAllowed
    }
  }
}
