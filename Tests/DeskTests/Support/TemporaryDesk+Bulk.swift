import Desk
import Kernel
import Storage
import TestSupport

extension TemporaryDesk {
  /// What a person orders for the tickets that a query finds.
  func order(
    _ name: String, _ query: String, _ set: [String: Value] = [:], action: String = "update",
    text: String = "", adjust: (inout Request) -> Void = { _ in },
  ) throws -> BulkOrder {
    var request = try request(name, action, nil, set, text: text, adjust: adjust)
    request.ticket = nil
    let person = try person(name)
    let targets = try desk.session(as: person) { try $0.targets($0.query(query)) }
    return BulkOrder(request, for: targets)
  }

  /// What a person orders to undo.
  func undoOrder(_ name: String, _ target: UndoTarget, discard: String? = nil) throws -> BulkOrder {
    try desk.undoOrder(
      of: target, by: .person(try person(name).id), source: .cli, discard: discard)
  }

  /// Undoes a request, in whatever way it goes.
  @discardableResult
  func undo(
    _ name: String, _ request: String, discard: String? = nil,
  ) throws -> BulkResult {
    try desk.perform(try undoOrder(name, .request(request), discard: discard))
  }

  /// The names of a ticket's requests, without repeats, oldest first.
  func requests(_ id: Int64) throws -> [String] {
    var names: [String] = []
    for entry in try entries(id) where names.last != entry.request { names.append(entry.request) }
    return names
  }
}
