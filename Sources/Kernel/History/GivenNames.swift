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

  /// What of a ticket's past was renamed, behind its entry of that number, without an entry of its own.
  package struct Told: Equatable, Sendable {
    package let after: Int64
    package let renamings: [Renaming]
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
    var left = changes(besides: entries)[...]
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

  /// What of a ticket's entries was renamed without an entry of the ticket, which did not go by it any
  /// more, in the order in which it was.
  ///
  /// For who has only the ticket's own chain, which does not say so.
  package func told(in entries: [Entry]) -> [Told] {
    var left = changes(besides: entries)[...]
    guard !left.isEmpty else { return [] }
    var (past, told): (NamedPast, [Told]) = (NamedPast(), [])
    var last: Int64 = 0
    func tell(_ change: Change) {
      let taken = past.follow(change.renamings)
      if !taken.isEmpty { told.append(Told(after: last, renamings: taken)) }
    }
    for entry in entries {
      while let change = left.first, change.seq < entry.seq {
        tell(change)
        left.removeFirst()
      }
      for renaming in entry.renamings { past.take(renaming) }
      past.append(entry)
      last = entry.number
    }
    left.forEach(tell)
    return told
  }

  /// What was renamed since a ticket has been there, without an entry of its own.
  private func changes(besides entries: [Entry]) -> [Change] {
    guard let first = entries.first else { return [] }
    let own = Set(entries.filter { $0.isOf(.rename) }.compactMap(\.cause))
    return changes.filter { $0.seq > first.seq && !own.contains($0.seq) }
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
