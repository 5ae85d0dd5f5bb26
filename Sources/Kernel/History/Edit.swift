/// One field's change, as an entry records it.
package struct Edit: Equatable, Sendable {
  /// The field's name: `subject`, `priority`, or a custom one.
  package var field: String
  package var from: Value
  package var to: Value
  /// The hook that set it, as `plugin@version:hook`; `nil` where the actor did.
  package var by: String?

  package init(field: String, from: Value, to: Value, by: String? = nil) {
    self.field = field
    self.from = from
    self.to = to
    self.by = by
  }

  /// Whether its values are kept apart from the entry, so that they can be redacted.
  ///
  /// Custom fields and words of people are; the desk's own names, people's numbers and times are not.
  package var isTextual: Bool { Edit.isTextual(field) }

  /// The same of any edit of that field.
  package static func isTextual(_ field: String) -> Bool {
    TicketField(named: field)?.isTextual ?? true
  }
}

extension [Edit] {
  /// Where the edit of a field is; looked for in place, since copies of edits cost more than looking.
  func place(of field: String) -> Int? {
    for place in indices where self[place].field == field { return place }
    return nil
  }
}
