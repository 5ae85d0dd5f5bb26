import Kernel
import Storage
import Texts

/// Changes of the desk itself by one person: people, roles, queues, settings.
///
/// Each is an entry of the desk's own chain. Throws `Refusal` where the person may not, or where
/// what is asked cannot be.
package struct Administration {
  let transaction: WriteTransaction
  let rulebook: Rulebook
  let actor: Actor
  let authority: Authority
  let chain: DeskChain

  /// Refuses what the actor may not do.
  func require(_ permission: Permission) throws {
    let context = rulebook.context(at: chain.clock, me: actor.person)
    guard !authority.may(permission, in: context) else { return }
    throw Refusal(.denied, Text.permissionNeeded(permission: permission))
  }
}

extension Desk {
  /// Changes the desk itself, in one transaction.
  package func administer<Result: Sendable>(
    as actor: Actor, source: String = "cli",
    _ body: @escaping @Sendable (Administration) throws -> Result,
  ) throws -> Result {
    try writer().perform { [clock] transaction, deciding in
      let rulebook = try deciding.rules(in: transaction).rulebook
      let person = try actor.person.flatMap { try transaction.person($0) }
      let authority = person.map(rulebook.authority(of:)) ?? Rulebook.deskAuthority
      guard actor == .desk || person != nil else {
        throw Refusal(.notFound, Text.ticketNoSuchPerson)
      }
      let administration = Administration(
        transaction: transaction, rulebook: rulebook, actor: actor, authority: authority,
        chain: DeskChain(
          transaction: transaction, clock: clock.now(), actor: actor, source: source))
      return .keeping(
        try transaction.keepingKeepers(under: rulebook) { try body(administration) })
    }
  }
}
