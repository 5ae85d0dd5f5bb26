import Desk
import Kernel
import Storage
import TestSupport

extension TemporaryDesk {
  /// Lets somebody be told of something, as the desk.
  @discardableResult
  func subscribe(
    _ to: String, _ event: String, when: String? = nil, own: Bool = false,
  ) throws -> Subscription {
    try desk.administer(as: .desk) {
      try $0.subscribe(SubscriptionDraft(to: to, event: event, when: when, tellsOwn: own))
    }
  }

  /// Changes the desk as that person; what is refused throws.
  func administer<Result: Sendable>(
    as name: String, _ body: @escaping @Sendable (Administration) throws -> Result,
  ) throws -> Result {
    try desk.administer(as: .person(try person(name).id), body)
  }

  /// Lets customers see their own tickets alone: what may be seen is judged by the present ticket, and
  /// whose it is stays, unlike who follows it.
  func hideFollowedTickets() throws {
    try desk.administer(as: .desk) {
      try $0.grant(
        Grant("ticket.view", isDenial: true, when: "not:requester:me"), to: "customer")
    }
  }

  /// The names of those whom a request has told of it.
  func told(by outcome: Outcome) throws -> [String] {
    let rows = try outcome.receipt().outbox.filter { $0.kind == .notify }
    return try desk.read { reader, _ in
      try rows.compactMap { try $0.recipient.flatMap { try reader.person($0)?.name } }
    }
  }

  /// What stands in somebody's inbox.
  func inbox(of name: String, unreadOnly: Bool = false) throws -> [Notice] {
    let person = try person(name)
    return try desk.session(as: person) { try $0.inbox(unreadOnly: unreadOnly) }
  }
}
