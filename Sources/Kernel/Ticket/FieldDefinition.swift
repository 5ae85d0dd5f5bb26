/// A field of a ticket, kernel's or custom, as the rules see it.
package struct FieldDefinition: Equatable, Sendable {
  package let name: String
  package let kind: FieldKind
  package let isMany: Bool
  package let isEditable: Bool
  /// The declaration, for custom fields.
  package let spec: FieldSpec?

  package init(_ field: TicketField) {
    name = field.rawValue
    kind = field.kind
    isMany = field.isMany
    isEditable = field.isEditable
    spec = nil
  }

  package init(_ spec: FieldSpec) {
    name = spec.name
    kind = spec.kind
    isMany = spec.isMany
    isEditable = !spec.isComputed
    self.spec = spec
  }
}
