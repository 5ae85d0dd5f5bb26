/// Where changes come from: the chain of causes of an entry, and the values of a field.
package struct Explanation {
  private let history: SeenHistory

  package init(_ history: SeenHistory) {
    self.history = history
  }

  /// One value that a field had: the entry that set it, its edit, and what that followed from.
  package struct FieldValue: Equatable {
    package let entry: Entry
    package let edit: Edit
    package let chain: [Entry]
  }

  /// What led to an entry: itself first, then what it follows from, up to where it began.
  ///
  /// A step that the viewer may not see ends the chain. `nil` where the entry itself is hidden.
  package func chain(of seq: EntryID) throws -> [Entry]? {
    guard let entry = try history.entry(seq) else { return nil }
    return try chain(from: entry)
  }

  /// Every value that a field of a ticket had, the present one first.
  ///
  /// `nil` where the ticket does not exist for the viewer.
  package func values(of field: String, in id: Ticket.ID) throws -> [FieldValue]? {
    guard let ticket = try history.ticket(id) else { return nil }
    let names = try GivenNames(readingFrom: history.source, by: history.viewer.rulebook)
    let entries = history.viewer.entries(
      names.present(try history.source.entries(of: id)), of: ticket)
    return try entries.reversed().compactMap { entry in
      guard let edit = entry.edits.first(where: { $0.field == field }) else { return nil }
      return FieldValue(entry: entry, edit: edit, chain: try chain(from: entry))
    }
  }

  /// Whether a chain ends where it began, not at something that the viewer may not see.
  package func isWhole(_ chain: [Entry]) -> Bool {
    chain.last?.cause == nil
  }

  private func chain(from entry: Entry) throws -> [Entry] {
    var steps = [entry]
    while let cause = steps.last?.cause, steps.count <= Limit.causes + 1,
      let next = try history.entry(cause)
    {
      steps.append(next)
    }
    return steps
  }
}
