import Kernel
import Lua

extension ValueWriter {
  /// The change as hooks see it: a view, whose parts are written when they are read.
  func change(_ proposal: Proposal, number: Int64, into writer: inout WireWriter) {
    writer.view(
      proposal.isCreate ? layout.newChange : layout.change, handle: number,
      source: ChangeView.change.source(number))
  }

  /// A part of the change as it stands now; nil where there is nothing of it.
  ///
  /// Internal words are left out unless the plugin `seesNotes`.
  func part(
    _ key: KeyID, of proposal: Proposal, number: Int64, seesNotes: @autoclosure () -> Bool,
    into writer: inout WireWriter,
  ) {
    let keys = layout.keys
    switch key {
    case keys.after: ticket(.after, of: proposal, number: number, into: &writer)
    case keys.before:
      if proposal.isCreate { return writer.null() }
      ticket(.before, of: proposal, number: number, into: &writer)
    case keys.edits: edits(proposal.edits, into: &writer)
    case keys.action: writer.string(proposal.action)
    case keys.id: writer.integer(proposal.id.rawValue)
    case keys.actor: actor(of: proposal.request.actor, person: proposal.person, into: &writer)
    case keys.fromCustomer: writer.boolean(proposal.isFromCustomer)
    case keys.now: time(proposal.now, into: &writer)
    case keys.params:
      let isSeen = !proposal.isInternal || seesNotes()
      params(isSeen ? proposal.params : [:], of: proposal.request.action, into: &writer)
    case keys.data: data(proposal.data, of: proposal.request.action, into: &writer)
    case keys.attachments: attachments(added(by: proposal.edits), into: &writer)
    case keys.text: words(of: proposal, seesNotes: seesNotes(), into: &writer) { $0.text }
    case keys.visibility: words(of: proposal, seesNotes: seesNotes(), into: &writer) { $0.kind }
    case keys.automatic: writer.boolean(proposal.request.isAutomatic)
    case keys.source: writer.string(proposal.request.source)
    case keys.depth: writer.integer(proposal.request.cause?.depth ?? 0)
    case keys.cause: cause(proposal.request.cause, into: &writer)
    case keys.dryRun: writer.boolean(proposal.isDryRun)
    default: writer.null()
    }
  }

  private func ticket(
    _ view: ChangeView, of proposal: Proposal, number: Int64, into writer: inout WireWriter,
  ) {
    // Edits leave the version as it was before, and a create's ticket has none.
    let version = proposal.before?.version ?? 0
    writer.view(
      layout.ticket, handle: TicketHandle(proposal.id, version: version).rawValue,
      source: view.source(number))
  }

  private func words(
    of proposal: Proposal, seesNotes: Bool, into writer: inout WireWriter,
    _ part: ((text: String, kind: String)) -> String,
  ) {
    let isPublic = !proposal.publicText.isEmpty
    let text = isPublic ? proposal.publicText : proposal.request.text
    guard !text.isEmpty, isPublic || seesNotes else { return writer.null() }
    writer.string(part((text, isPublic ? "public" : "internal")))
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

  /// Edits of the fields that the plugin may read.
  func edits(_ edits: [Edit], into writer: inout WireWriter) {
    let mark = writer.beginList()
    for item in edits {
      if let field = definition(of: item.field) { edit(item, of: field, into: &writer) }
    }
    writer.end(mark)
  }

  func edit(_ edit: Edit, into writer: inout WireWriter) {
    self.edit(edit, of: definition(of: edit.field), into: &writer)
  }

  private func edit(_ edit: Edit, of field: FieldDefinition?, into writer: inout WireWriter) {
    let mark = writer.beginRecord(layout.edit)
    writer.key(layout.keys.field)
    writer.string(edit.field)
    writer.key(layout.keys.from)
    value(edit.from, of: field, into: &writer)
    writer.key(layout.keys.to)
    value(edit.to, of: field, into: &writer)
    if let by = edit.by {
      writer.key(layout.keys.by)
      writer.string(by)
    }
    writer.end(mark)
  }

  func definition(of name: String) -> FieldDefinition? {
    FieldDefinition.kernel[name] ?? layout.definitions[name]
  }

  /// Who asks: a person with roles; a plugin as `plugin:NAME`, the desk as `desk`, without.
  func actor(of actor: Actor, person: Person?, into writer: inout WireWriter) {
    let mark = writer.beginRecord(layout.actor)
    writer.key(layout.keys.name)
    writer.string(person?.name ?? actor.text)
    writer.key(layout.keys.roles)
    texts(person?.roles ?? [], into: &writer)
    writer.end(mark)
  }

  /// What an action was given, as far as the plugin may see it: a plain table.
  func params(_ values: [String: Value], of action: String, into writer: inout WireWriter) {
    let fields = values.isEmpty ? nil : layout.actions[action]
    named(values, fields?.params ?? [:], hidden: fields?.hidden ?? [], into: &writer)
  }

  /// What an action gave back, as far as the plugin may see it: a plain table.
  func data(_ values: [String: Value], of action: String, into writer: inout WireWriter) {
    let fields = values.isEmpty ? nil : layout.actions[action]
    named(values, fields?.data ?? [:], hidden: fields?.hidden ?? [], into: &writer)
  }

  private func named(
    _ values: [String: Value], _ fields: [String: FieldDefinition], hidden: Set<String>,
    into writer: inout WireWriter,
  ) {
    let mark = writer.beginTable()
    let ordered = values.isEmpty ? [] : values.sorted { $0.key.precedesByBytes($1.key) }
    for (name, value) in ordered where !hidden.contains(name) {
      writer.key(name)
      self.value(value, of: fields[name], into: &writer)
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
