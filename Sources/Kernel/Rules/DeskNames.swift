import Texts

/// The names that there are on a desk by some declarations, for what is kept and speaks of them.
package struct DeskNames: Sendable {
  package let schema: QuerySchema
  private let fields: Set<String>
  private let types: Set<String>
  private let roles: Set<String>

  /// By what plugins declare, and the desk's own roles and queues.
  package init(_ registry: Registry, roles: [RoleSpec], queues: [String]) {
    let stages = registry.lifecycles.flatMap { $0.stages.map(\.name) }
    schema = QuerySchema(
      custom: registry.fields,
      known: [
        TicketField.type.rawValue: registry.types.map(\.name).sorted(),
        TicketField.queue.rawValue: Set(registry.queues + queues).sorted(),
        TicketField.stage.rawValue: Set(stages).sorted(),
        TicketField.closeReason.rawValue: registry.closeReasons.map(\.name).sorted(),
      ])
    fields = Set(TicketField.allCases.map(\.rawValue) + registry.fields.map(\.name))
    types = Set(registry.types.map(\.name))
    self.roles = Set((registry.roles + roles).map(\.name) + [RoleSpec.admin.name])
  }

  /// Whether there is something of that kind and name; only of types, fields and roles.
  package func has(_ kind: Renaming.Kind, _ name: String) -> Bool {
    switch kind {
    case .field: fields.contains(name)
    case .type: types.contains(name)
    case .role: roles.contains(name)
    case .stage, .choice, .reason, .queue: true
    }
  }
}
