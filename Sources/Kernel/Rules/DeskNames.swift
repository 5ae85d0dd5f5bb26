import Texts

/// The names that there are on a desk by some declarations, for what is kept and speaks of them.
package struct DeskNames: Sendable {
  /// What can be named outside of queries.
  package enum Kind: Hashable, Sendable {
    case field
    case type
    case role
    case permission
    case action
    case channel
    case queue
    case stage
    case closeReason
  }

  private let tickets: QuerySchema
  private let entries: QuerySchema
  private let names: [Kind: Set<String>]

  /// By what plugins declare, and the desk's own roles and queues.
  package init(_ registry: Registry, roles: [RoleSpec], queues: [String]) {
    let stages = registry.lifecycles.flatMap { $0.stages.map(\.name) }
    entries = QuerySchema(entriesBy: registry)
    tickets = QuerySchema(
      custom: registry.fields, people: registry.personFields ?? [],
      known: [
        TicketField.type.rawValue: registry.types.map(\.name).sorted(),
        TicketField.queue.rawValue: Set(registry.queues + queues).sorted(),
        TicketField.stage.rawValue: Set(stages).sorted(),
        TicketField.closeReason.rawValue: registry.closeReasons.map(\.name).sorted(),
      ])
    names = [
      .field: Set(
        TicketField.allCases.map(\.rawValue) + registry.fields.map(\.name) + [Grant.customFields]),
      .type: Set(registry.types.map(\.name)),
      .role: Set((registry.roles + roles).map(\.name) + [RoleSpec.admin.name]),
      .permission: Set(registry.permissions),
      .action: Set(Verb.names + registry.actions.map(\.name) + ["*"]),
      .channel: Set(registry.channels.map(\.name)),
      .queue: Set(registry.queues + queues),
      .stage: Set(stages),
      .closeReason: Set(registry.closeReasons.map(\.name)),
    ]
  }

  /// What a query that is read so may name.
  package func schema(for reading: QueryReading) -> QuerySchema {
    reading == .entries ? entries : tickets
  }

  /// Whether there is something of that kind and name.
  package func has(_ kind: Kind, _ name: String) -> Bool { names[kind]?.contains(name) ?? false }

  /// All of that kind, by name.
  package func all(_ kind: Kind) -> [String] { (names[kind] ?? []).sorted() }
}

extension Registry {
  /// All permissions that there are: the kernel's, and those that plugins brought.
  package var permissions: [String] {
    let declared = fields + (personFields ?? []) + actions.flatMap { $0.params + $0.data }
    let ofFields = declared.flatMap {
      [$0.viewPermission, $0.editPermission?.name].compactMap(\.self)
    }
    let moves = lifecycles.flatMap { $0.transitions.values.joined() }.compactMap(\.permission)
    let own = actions.map(\.permission) + ofFields + moves
    return Permission.names + ["*"] + Set(own).sorted()
  }
}
