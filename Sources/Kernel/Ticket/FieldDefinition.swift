/// A field of a ticket, kernel's or custom, as the rules see it.
///
/// An object, so that looking one up copies nothing of a custom field's declaration.
package final class FieldDefinition: Sendable {
  package let name: String
  package let kind: FieldKind
  package let isMany: Bool
  package let isEditable: Bool
  /// The declaration, for custom fields.
  package let spec: FieldSpec?

  /// The kernel's fields by their names.
  package static let kernel = Dictionary(
    uniqueKeysWithValues: TicketField.allCases.map { ($0.rawValue, FieldDefinition($0)) })

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
