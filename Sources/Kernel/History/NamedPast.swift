/// The edits of an entry of one ticket under other names: a stage is one of the ticket's type.
struct NamedEdits {
  private(set) var edits: [Edit]
  /// The ticket's type before and after them; empty where it is not known.
  private(set) var types: (before: String, after: String)

  init(_ edits: [Edit], onType type: String) {
    let edit = edits.first { $0.field == TicketField.type.rawValue }
    self.edits = edits
    types = (type, edit?.to.text ?? type)
  }

  /// `false` where nothing in them has the name.
  @discardableResult
  mutating func take(_ renaming: Renaming) -> Bool {
    let earlier = edits
    edits = edits.map { edit in
      var renamed = renaming.edit(edit)
      guard renaming.kind == .stage else { return renamed }
      if !types.before.isEmpty, types.before != renaming.owner { renamed.from = edit.from }
      if !types.after.isEmpty, types.after != renaming.owner { renamed.to = edit.to }
      return renamed
    }
    if renaming.kind == .type {
      if types.before == renaming.from { types.before = renaming.to }
      if types.after == renaming.from { types.after = renaming.to }
    }
    return edits != earlier
  }
}

/// Entries of one ticket up to a moment, as things were called then.
struct NamedPast {
  private var past: [(entry: Entry, named: NamedEdits)] = []

  var entries: [Entry] {
    past.map { entry, named in
      var renamed = entry
      renamed.edits = named.edits
      return renamed
    }
  }

  mutating func append(_ entry: Entry) {
    past.append((entry, NamedEdits(entry.edits, onType: type)))
  }

  /// Takes what the desk renamed without an entry of this ticket; gives what of it there was.
  ///
  /// Nothing that it went by then: it had reason to keep that.
  @discardableResult
  mutating func follow(_ renamings: [Renaming]) -> [Renaming] {
    var taken: [Renaming] = []
    for renaming in renamings where !isKept(renaming) {
      if take(renaming) { taken.append(renaming) }
    }
    return taken
  }

  /// `false` where nothing in the entries has the name.
  @discardableResult
  mutating func take(_ renaming: Renaming) -> Bool {
    var isTaken = false
    for index in past.indices where past[index].named.take(renaming) { isTaken = true }
    return isTaken
  }

  private var type: String { past.last?.named.types.after ?? "" }

  private func isKept(_ renaming: Renaming) -> Bool {
    switch renaming.kind {
    case .type: type == renaming.from
    case .field: last(renaming.from).map { !$0.isEmpty } ?? false
    case .stage:
      type == renaming.owner
        && last(TicketField.stage.rawValue).map { renaming.value($0) != $0 } ?? false
    case .choice, .reason, .queue, .tag, .rootCause:
      renaming.editedField.flatMap(last).map { renaming.value($0) != $0 } ?? false
    case .role, .personField: false
    }
  }

  /// The value that a field was given last.
  private func last(_ field: String) -> Value? {
    for (_, named) in past.reversed() {
      if let edit = named.edits.first(where: { $0.field == field }) { return edit.to }
    }
    return nil
  }
}
