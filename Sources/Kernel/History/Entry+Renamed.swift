extension [Entry] {
  /// The entries of one ticket with the names that later ones gave what they edit.
  ///
  /// For who compares edits across a renaming; chains and folds are made of what was written.
  package var inPresentNames: [Entry] {
    guard contains(where: { $0.isOf(.rename) }) else { return self }
    var later: [Renaming] = []
    var entries = self
    for index in entries.indices.reversed() {
      if !later.isEmpty {
        for renaming in later { entries[index].edits = entries[index].edits.map(renaming.edit) }
      }
      later = entries[index].renamings + later
    }
    return entries
  }
}

extension RecordedEntry {
  /// The entry with the names that its values have by now.
  func renamed(by renamings: [Renaming]) -> RecordedEntry {
    var present = self
    for renaming in renamings { present.edits = present.edits.map(renaming.edit) }
    return present
  }
}

extension Ticket {
  /// The ticket with the names that it has by now, as it was at that moment.
  func renamed(by renamings: [Renaming], at moment: Instant) -> Ticket {
    var present = self
    for renaming in renamings { _ = present.take(renaming, at: moment) }
    return present
  }
}

extension Renaming {
  /// The edit under the new name.
  func edit(_ edit: Edit) -> Edit {
    var renamed = edit
    if kind == .field, edit.field == from { renamed.field = to }
    guard edit.field == editedField else { return renamed }
    renamed.from = value(edit.from)
    renamed.to = value(edit.to)
    return renamed
  }

  /// The field whose values have the name; `nil` where it is the field's own, or a person's.
  package var editedField: String? {
    switch kind {
    case .type: TicketField.type.rawValue
    case .stage: TicketField.stage.rawValue
    case .queue: TicketField.queue.rawValue
    case .reason: TicketField.closeReason.rawValue
    case .choice: owner
    case .field, .role: nil
    }
  }

  /// The value under the new name.
  package func value(_ value: Value) -> Value {
    switch value {
    case .text(from) where kind != .stage: .text(to)
    case .stage(from, let category) where kind == .stage: .stage(to, category)
    case .list(let elements): .list(elements.map(self.value))
    default: value
    }
  }
}
