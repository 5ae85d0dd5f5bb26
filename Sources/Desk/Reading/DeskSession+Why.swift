import Kernel
import Storage
import Texts

extension DeskSession {
  /// Whether somebody may do something, on a ticket or for everything, and what each grant says.
  ///
  /// About others only those may ask who see people; the ticket must exist for the asker.
  package func why(
    _ name: String, _ permission: String, ticket id: Ticket.ID?,
  ) throws -> Authority.Account {
    let asked = try existing(name)
    let known = rulebook.permissions
    guard known.contains(permission), permission != "*" else {
      let hint =
        Text.nearest(nearestName(to: permission, among: known)) ?? Text.hintPermissions
      throw Refusal(
        .notFound, Text.roleNoPermission(permission: permission, hint: hint))
    }
    let ticket = try id.map { id in
      guard try self.ticket(id) != nil, let ticket = try reader.ticket(id) else {
        throw Refusal(.notFound, Text.ticketMissing(ticket: id.rawValue))
      }
      return ticket
    }
    let context = rulebook.context(at: now, me: asked.id)
    let authority = rulebook.authority(of: asked)
    if let ticket, !authority.isKnowable(permission, on: ticket, to: viewer) {
      throw Refusal(
        .denied,
        Text.permissionHiddenGrounds(person: asked.name, ticket: ticket.id.rawValue))
    }
    return authority.account(of: permission, on: ticket, in: context)
  }
}
