import Kernel
import Storage
import Texts

/// Open tickets that lack a field which is required of them.
package struct LackingTickets: Sendable {
  package let field: FieldSpec
  package let tickets: [BulkTarget]
}

extension Desk {
  /// The open tickets from before a rule: for each required field of those plugins, those without it.
  package func lacking(requiredBy plugins: [String]) throws -> [LackingTickets] {
    try read { reader, rulebook in
      try rulebook.registry.fields.compactMap { field -> LackingTickets? in
        guard field.isRequired || field.requiredIf != nil, plugins.contains(field.plugin) else {
          return nil
        }
        let ids = try reader.ids(
          matching: try question(field, rulebook), access: .always, notes: .always,
          in: rulebook.context(at: clock.now()), limit: .max)
        return ids.isEmpty ? nil : LackingTickets(field: field, tickets: try reader.targets(ids))
      }
    }
  }

  private func question(_ field: FieldSpec, _ rulebook: Rulebook) throws -> Query {
    var parts = ["no:\(field.name)", "is:open,waiting,postponed"]
    if !field.types.isEmpty { parts.append("type:\(field.types.joined(separator: ","))") }
    if let condition = field.showIf { parts.append("(\(condition))") }
    if let condition = field.requiredIf, !field.isRequired { parts.append("(\(condition))") }
    return try Query(
      parsing: parts.joined(separator: " "), schema: rulebook.schema, context: .condition,
      people: QueryPeople([]), zone: rulebook.settings.zone)
  }
}
