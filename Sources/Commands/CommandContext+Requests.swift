import Desk
import Kernel

/// What the person who asks asks of the desk, in the language that the command line is typed in: the
/// one place where commands make requests.
extension CommandContext {
  func request(
    _ action: Action, ticket: Ticket.ID? = nil,
    set: [(field: String, assignment: Request.Assignment)] = [], text: String = "",
    isPublic: Bool = false, note: String = "", params: [String: Value] = [:],
  ) -> Request {
    Request(
      actor: .person(person.id), source: .cli, action: action, ticket: ticket, set: set, text: text,
      isPublic: isPublic, note: note, params: params
    ).typed(in: askedLanguage)
  }

  /// What takes back an entry or a request.
  func undoOrder(of target: UndoTarget, discard: String?) throws -> BulkOrder {
    var order = try desk.undoOrder(
      of: target, by: .person(person.id), source: .cli, discard: discard)
    order.request = order.request.typed(in: askedLanguage)
    return order
  }
}
