import Kernel
import Lua

extension ValueWriter {
  /// The change as hooks see it: the proposal as it stands now.
  ///
  /// Internal words are left out unless the plugin `seesNotes`.
  func change(
    _ proposal: Proposal, handle: Int64, seesNotes: Bool, into writer: inout WireWriter,
  ) {
    let keys = layout.keys
    let request = proposal.request
    let shape = proposal.before == nil ? layout.newChange : layout.change
    let mark = writer.beginRecord(shape, handle: handle)
    writer.key(keys.action)
    writer.string(proposal.action)
    writer.key(keys.id)
    writer.integer(proposal.id.rawValue)
    if let before = proposal.before {
      writer.key(keys.before)
      ticket(before, into: &writer)
    }
    writer.key(keys.after)
    ticket(proposal.after, into: &writer)
    writer.key(keys.edits)
    edits(proposal.edits, into: &writer)
    words(of: proposal, seesNotes: seesNotes, into: &writer)
    writer.key(keys.params)
    params(proposal.params, of: request.action, into: &writer)
    writer.key(keys.data)
    data(proposal.data, of: request.action, into: &writer)
    writer.key(keys.attachments)
    attachments(added(by: proposal.edits), into: &writer)
    writer.key(keys.actor)
    actor(of: request.actor, person: proposal.person, into: &writer)
    writer.key(keys.fromCustomer)
    writer.boolean(proposal.isFromCustomer)
    writer.key(keys.automatic)
    writer.boolean(request.isAutomatic)
    writer.key(keys.source)
    writer.string(request.source)
    cause(request.cause, into: &writer)
    writer.key(keys.now)
    time(proposal.now, into: &writer)
    writer.key(keys.dryRun)
    writer.boolean(proposal.isDryRun)
    writer.end(mark)
  }

  private func words(of proposal: Proposal, seesNotes: Bool, into writer: inout WireWriter) {
    let isPublic = !proposal.publicText.isEmpty
    let text = isPublic ? proposal.publicText : proposal.request.text
    guard !text.isEmpty, isPublic || seesNotes else { return }
    writer.key(layout.keys.text)
    writer.string(text)
    writer.key(layout.keys.visibility)
    writer.string(isPublic ? "public" : "internal")
  }

  func cause(_ cause: Cause?, into writer: inout WireWriter) {
    let keys = layout.keys
    writer.key(keys.depth)
    writer.integer(cause?.depth ?? 0)
    guard let cause else { return }
    writer.key(keys.cause)
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
