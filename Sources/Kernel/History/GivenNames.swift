/// The names that the desk gave to what it declares, by its own chain: with them old entries read as
/// the desk speaks now.
///
/// A ticket has an entry of its own only of what it went by when that was renamed. What its past
/// names, it went by before: that became another name all the same.
package struct GivenNames: Sendable {
  /// What one entry of the desk's chain renamed, in that order.
  struct Change: Equatable, Sendable {
    let seq: EntryID
    var renamings: [Renaming]
  }

  /// The oldest first.
  private(set) var changes: [Change] = []

  package init() {}

  /// Reads them as of the source's moment; `rulebook` says which fields have queues as values.
  package init(readingFrom source: any EntryReading, by rulebook: Rulebook) throws {
    var filter = EntryFilter()
    filter.tickets = [.desk]
    filter.actions = DeskAction.allCases.filter(\.givesNames).map(\.rawValue)
    filter.isOldestFirst = true
    try source.eachEntry(fitting: filter) { entry in
      let renamings = entry.givenNames
      if !renamings.isEmpty { changes.append(Change(seq: entry.seq, renamings: renamings)) }
      return true
    }
    let holders = rulebook.registry.fields.filter { $0.kind == .queue }.map(\.name)
    if !holders.isEmpty { renameQueues(in: Set(holders)) }
  }

  /// A queue's new name is one in the fields that have queues as well, whatever they were called.
  private mutating func renameQueues(in holders: Set<String>) {
    var holders = holders
    for index in changes.indices.reversed() {
      let renamings = changes[index].renamings
      for renaming in renamings where renaming.kind == .field && holders.contains(renaming.to) {
        holders.insert(renaming.from)
      }
      let names = holders.sorted { $0.precedesByBytes($1) }
      let more = renamings.filter { $0.kind == .queue }.flatMap { queue in
        names.map { Renaming(.choice, of: $0, from: queue.from, to: queue.to) }
      }
      changes[index].renamings += more.filter { !renamings.contains($0) }
    }
  }

  /// The entries of one ticket, in their order, with the names that later ones gave what they edit.
  ///
  /// For who compares edits across a renaming; chains and folds are made of what was written.
  package func present(_ entries: [Entry]) -> [Entry] {
    guard let first = entries.first else { return [] }
    let own = Set(entries.filter { $0.isOf(.rename) }.compactMap(\.cause))
    var left = changes.filter { $0.seq > first.seq && !own.contains($0.seq) }[...]
    guard !left.isEmpty || entries.contains(where: { $0.isOf(.rename) }) else { return entries }
    var past = NamedPast()
    for entry in entries {
      while let change = left.first, change.seq < entry.seq {
        past.follow(change.renamings)
        left.removeFirst()
      }
      for renaming in entry.renamings { past.take(renaming) }
      past.append(entry)
    }
    for change in left { past.follow(change.renamings) }
    return past.entries
  }
}

/// Entries of one ticket up to a moment, as things were called then.
private struct NamedPast {
  private(set) var entries: [Entry] = []
  /// By entry, the ticket's type before and after it: a stage is one of the type's.
  private var types: [(before: String, after: String)] = []

  mutating func append(_ entry: Entry) {
    let before = types.last?.after ?? ""
    let edit = entry.edits.first { $0.field == TicketField.type.rawValue }
    entries.append(entry)
    types.append((before, edit?.to.text ?? before))
  }

  /// Takes what the desk renamed without an entry of this ticket: nothing that it went by then, since
  /// it had reason to keep that.
  mutating func follow(_ renamings: [Renaming]) {
    for renaming in renamings where !isKept(renaming) { take(renaming) }
  }

  mutating func take(_ renaming: Renaming) {
    for index in entries.indices {
      let (before, after) = types[index]
      entries[index].edits = entries[index].edits.map { edit in
        var renamed = renaming.edit(edit)
        guard renaming.kind == .stage else { return renamed }
        if !before.isEmpty, before != renaming.owner { renamed.from = edit.from }
        if !after.isEmpty, after != renaming.owner { renamed.to = edit.to }
        return renamed
      }
      guard renaming.kind == .type else { continue }
      if before == renaming.from { types[index].before = renaming.to }
      if after == renaming.from { types[index].after = renaming.to }
    }
  }

  private func isKept(_ renaming: Renaming) -> Bool {
    switch renaming.kind {
    case .type: types.last?.after == renaming.from
    case .field: last(renaming.from).map { !$0.isEmpty } ?? false
    case .stage:
      types.last?.after == renaming.owner
        && last(TicketField.stage.rawValue).map { renaming.value($0) != $0 } ?? false
    case .choice, .reason, .queue, .tag, .rootCause:
      renaming.editedField.flatMap(last).map { renaming.value($0) != $0 } ?? false
    case .role, .personField: false
    }
  }

  /// The value that a field was given last.
  private func last(_ field: String) -> Value? {
    for entry in entries.reversed() {
      if let edit = entry.edits.first(where: { $0.field == field }) { return edit.to }
    }
    return nil
  }
}

extension DeskAction {
  /// Whether entries of it can tell of new names: those that bring other declarations do.
  fileprivate var givesNames: Bool {
    switch self {
    case .map, .applyPlugins, .disablePlugin, .enablePlugin, .installPlugin, .reloadPlugin,
      .removePlugin, .rollBackPlugin, .setPlugin, .undoPlugin:
      true
    default: renamedKind != nil
    }
  }

  /// What it gives another name, where that is one thing of the desk's own.
  package var renamedKind: Renaming.Kind? {
    switch self {
    case .renameQueue: .queue
    case .renameRole: .role
    case .renameTag: .tag
    case .renameRootCause: .rootCause
    default: nil
    }
  }
}

extension Entry {
  /// What an entry of the desk's chain says that it renamed, in that order.
  ///
  /// What stages mean is not told there.
  package var givenNames: [Renaming] {
    let own = DeskAction(rawValue: action)?.renamedKind
    var renamings: [Renaming] = []
    if let own, let edit = edits.first, let from = edit.from.text, let to = edit.to.text {
      renamings.append(Renaming(own, from: from, to: to))
    }
    for renaming in edits.compactMap(Renaming.init(told:)) where !renamings.contains(renaming) {
      renamings.append(renaming)
    }
    return renamings
  }
}

extension Renaming {
  /// What of the desk's chain tells of it: `rename.queue`, `rename.choice.severity`.
  package var told: Edit {
    let name = Renaming.tellingPrefix + kind.rawValue + (owner.isEmpty ? "" : ".\(owner)")
    return Edit(field: name, from: .text(from), to: .text(to))
  }

  /// Reads what `told` gives; `nil` for any other edit.
  fileprivate init?(told edit: Edit) {
    guard edit.field.hasPrefix(Renaming.tellingPrefix), let from = edit.from.text,
      let to = edit.to.text
    else { return nil }
    let parts = edit.field.dropFirst(Renaming.tellingPrefix.count)
      .split(separator: ".", maxSplits: 1).map(String.init)
    guard let kind = parts.first.flatMap(Kind.init(rawValue:)) else { return nil }
    self.init(kind, of: parts.count > 1 ? parts[1] : "", from: from, to: to)
  }

  private static let tellingPrefix = "rename."
}
