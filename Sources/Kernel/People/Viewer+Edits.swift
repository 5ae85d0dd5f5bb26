extension Viewer {
  /// Those edits of a ticket whose fields exist for this one.
  package func edits(_ edits: [Edit], of ticket: Ticket) -> [Edit] {
    guard mayHideFields || edits.contains(where: \.isOfNotes) else {
      return sees(ticket) ? edits : []
    }
    return edits.filter { sees($0.field, of: ticket) }
  }
}
