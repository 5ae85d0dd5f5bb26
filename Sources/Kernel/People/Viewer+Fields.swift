import Texts

extension Viewer {
  /// Refuses a field that no ticket has, before any ticket is looked at.
  package func requireFields(_ names: some Sequence<String>) throws(Refusal) {
    for name in names where rulebook.field(name) == nil {
      let fields = TicketField.allCases.filter(\.isEditable).map(\.rawValue) + rulebook.fields.keys
      let nearest = nearestName(to: name, among: fields.filter(mayName).sorted())
      throw Refusal(
        .invalid, Text.fieldUnknown(hint: Text.nearest(nearest)), field: name)
    }
  }
}
