import Kernel
import Lua

extension ValueWriter {
  /// The change as hooks see it: a view, whose parts are written when they are read.
  func change(_ frame: ChangeInSight.Frame, number: Int64, into writer: inout WireWriter) {
    writer.view(
      frame.isCreate ? layout.newChange : layout.change, handle: number,
      source: ChangeView.change.source(number))
  }

  /// A part of the change as it stands now; nil where there is nothing of it for the plugin.
  func part(
    _ key: KeyID, of change: ChangeInSight, number: Int64, into writer: inout WireWriter,
  ) {
    let (keys, frame) = (layout.keys, change.frame)
    switch key {
    case keys.after: ticket(.after, of: frame, number: number, into: &writer)
    case keys.before:
      if frame.isCreate { return writer.null() }
      ticket(.before, of: frame, number: number, into: &writer)
    case keys.edits: edits(change.edits, into: &writer)
    case keys.action: writer.string(frame.action)
    case keys.id: writer.integer(frame.id.rawValue)
    case keys.actor: actor(frame.actor, into: &writer)
    case keys.fromCustomer: writer.boolean(frame.isFromCustomer)
    case keys.now: time(frame.now, into: &writer)
    case keys.params: params(change.params, of: frame.verb.name, into: &writer)
    case keys.data: data(change.data, of: frame.verb.name, into: &writer)
    case keys.attachments:
      let edits = change.edits
      added(by: edits.value, edits.proof, into: &writer)
    case keys.text:
      if let words = change.words { writer.string(words.value.text) } else { writer.null() }
    case keys.visibility:
      guard let words = change.words else { return writer.null() }
      writer.string(words.value.isPublic ? "public" : "internal")
    case keys.automatic: writer.boolean(frame.isAutomatic)
    case keys.source: writer.string(frame.source.rawValue)
    case keys.depth: writer.integer(frame.cause?.depth ?? 0)
    case keys.cause: cause(frame.cause, into: &writer)
    case keys.dryRun: writer.boolean(frame.isDryRun)
    default: writer.null()
    }
  }

  /// The ticket as it was before the change: a view, whose parts are written when they are read.
  func ticketBefore(
    _ frame: ChangeInSight.Frame, number: Int64, into writer: inout WireWriter,
  ) {
    ticket(.before, of: frame, number: number, into: &writer)
  }

  private func ticket(
    _ view: ChangeView, of frame: ChangeInSight.Frame, number: Int64,
    into writer: inout WireWriter,
  ) {
    writer.view(
      layout.ticket, handle: TicketHandle(frame.id, version: frame.version).rawValue,
      source: view.source(number))
  }

  private func cause(_ cause: Cause?, into writer: inout WireWriter) {
    let keys = layout.keys
    guard let cause else { return writer.null() }
    let mark = writer.beginRecord(layout.cause)
    writer.key(keys.seq)
    writer.integer(cause.entry.rawValue)
    writer.key(keys.plugin)
    writer.string(cause.plugin)
    writer.key(keys.hook)
    writer.string(cause.hook)
    writer.end(mark)
  }

  /// Edits of the fields that the plugin's layout has.
  func edits(_ seen: Seen<[Edit]>, into writer: inout WireWriter) {
    edits(seen.value, seen.proof, into: &writer)
  }

  func edits(_ edits: [Edit], _ proof: SightProof, into writer: inout WireWriter) {
    let mark = writer.beginList()
    for item in edits {
      if let field = layout.definition(of: item.field) {
        edit(item, of: field, proof, into: &writer)
      }
    }
    writer.end(mark)
  }

  func edit(_ seen: Seen<Edit>, into writer: inout WireWriter) {
    let edit = seen.value
    self.edit(edit, of: layout.definition(of: edit.field), seen.proof, into: &writer)
  }

  func edit(
    _ edit: Edit, of field: FieldDefinition?, _ proof: SightProof, into writer: inout WireWriter,
  ) {
    let mark = writer.beginRecord(layout.edit)
    writer.key(layout.keys.field)
    writer.string(edit.field)
    writer.key(layout.keys.from)
    value(edit.from, of: field, proof, into: &writer)
    writer.key(layout.keys.to)
    value(edit.to, of: field, proof, into: &writer)
    if let by = edit.by {
      writer.key(layout.keys.by)
      writer.string(by)
    }
    writer.end(mark)
  }

  /// Who asks, with their roles.
  func actor(_ actor: (name: String, roles: [String]), into writer: inout WireWriter) {
    let mark = writer.beginRecord(layout.actor)
    writer.key(layout.keys.name)
    writer.string(actor.name)
    writer.key(layout.keys.roles)
    texts(actor.roles, into: &writer)
    writer.end(mark)
  }

  /// What an action was given, as far as the plugin may see it: a plain table.
  func params(_ seen: Seen<[String: Value]>, of action: String, into writer: inout WireWriter) {
    params(seen.value, seen.proof, of: action, into: &writer)
  }

  func params(
    _ values: [String: Value], _ proof: SightProof, of action: String, into writer: inout WireWriter,
  ) {
    let fields = values.isEmpty ? nil : layout.actions[action]
    named(values, fields?.params ?? [:], hidden: fields?.hidden ?? [], proof, into: &writer)
  }

  /// What an action gave back, as far as the plugin may see it: a plain table.
  func data(_ seen: Seen<[String: Value]>, of action: String, into writer: inout WireWriter) {
    data(seen.value, seen.proof, of: action, into: &writer)
  }

  func data(
    _ values: [String: Value], _ proof: SightProof, of action: String, into writer: inout WireWriter,
  ) {
    let fields = values.isEmpty ? nil : layout.actions[action]
    named(values, fields?.data ?? [:], hidden: fields?.hidden ?? [], proof, into: &writer)
  }

  private func named(
    _ values: [String: Value], _ fields: [String: FieldDefinition], hidden: Set<String>,
    _ proof: SightProof, into writer: inout WireWriter,
  ) {
    let mark = writer.beginTable()
    let ordered = values.isEmpty ? [] : values.sorted { $0.key.precedesByBytes($1.key) }
    for (name, value) in ordered where !hidden.contains(name) {
      writer.key(name)
      self.value(value, of: fields[name], proof, into: &writer)
    }
    writer.end(mark)
  }
}

/// What a view in Lua shows of the change in hand.
enum ChangeView: Int64 {
  case change
  case before
  case after

  /// What a view of the change of that number is asked by.
  func source(_ number: Int64) -> Int64 { number << 2 | rawValue }

  /// The view that is asked by that, and the number of its change.
  static func of(_ source: Int64) -> (view: ChangeView, number: Int64) {
    (ChangeView(rawValue: source & 3) ?? .change, source >> 2)
  }
}

extension ChangeInSight {
  /// Who asks for a change, when and for what: nothing of the ticket, and nothing that anybody wrote.
  struct Frame {
    private let proposal: Proposal

    init(_ proposal: Proposal) {
      self.proposal = proposal
    }

    private var submission: Submission { proposal.submission }

    var id: Ticket.ID { submission.id }
    var action: String { proposal.change.action.rawValue }
    /// The verb asked for, whose parameters the change has.
    var verb: Action { submission.request.action }
    var isCreate: Bool { submission.isCreate }
    /// The ticket's version before; a create's ticket has none.
    var version: Int64 { submission.before?.version ?? 0 }
    var now: Instant { submission.now }
    var source: Source { submission.request.source }
    var cause: Cause? { submission.request.cause }
    var isDryRun: Bool { submission.isDryRun }
    var isAutomatic: Bool { submission.request.isAutomatic }
    var isFromCustomer: Bool { proposal.isFromCustomer }
    /// A person by name; a plugin is `plugin:NAME`, the desk `desk`, without roles.
    var actor: (name: String, roles: [String]) {
      (submission.person?.name ?? submission.request.actor.text, submission.person?.roles ?? [])
    }
  }
}
