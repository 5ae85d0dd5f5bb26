import Kernel
import Storage
import Texts

extension DeskSession {
  /// Whether somebody may do something, on a ticket or at all, and the grants that counted.
  ///
  /// About others only those may ask who see people; the ticket must exist for the asker.
  package func why(
    _ name: String, _ permission: String, ticket id: Ticket.ID?,
  ) throws -> Authority.Decision {
    guard let asked = people.first(where: { $0.name == name }) else {
      throw DeskError.noPerson(
        name: name, nearest: nearestName(to: name, among: people.map(\.name)))
    }
    let actions = rulebook.actions.values.map(\.permission)
    let known = Permission.all + actions
    guard known.contains(permission) else {
      let hint = Text.nearest(nearestName(to: permission, among: known))
      throw Refusal(
        .notFound, Text("role.no_permission", ["permission": permission, "hint": hint]))
    }
    let ticket = try id.map { id in
      guard try self.ticket(id) != nil, let ticket = try reader.ticket(id) else {
        throw Refusal(.notFound, Text("ticket.missing", ["ticket": id.rawValue]))
      }
      return ticket
    }
    let context = EvaluationContext(now: now, zone: zone, me: asked.id)
    return rulebook.authority(of: asked)
      .decide(permission, before: ticket, after: ticket, in: context)
  }
}
