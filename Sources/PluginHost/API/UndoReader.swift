import Kernel
import Texts

extension RequestReader {
  /// What an undo names: which entries belong to that one is looked up when it is asked for.
  func readUndo(_ table: inout SpecTable, into request: inout Request) {
    let discard = table.text("to")
    if let entry = table.integer("entry") {
      request.undoes = UndoScope(
        request: "", entries: [EntryID(rawValue: entry)], discard: discard)
    }
    switch context.occupation {
    case .reacting, .byHand, .proving: break
    case .loading, .declaring, .deciding, .computing, .reporting, .answering, .importing,
      .collecting:
      table.fail(nil, Text.apiUndoLater)
    }
  }
}

extension Request {
  /// Submits the request; an undo with all that belongs to the entry that it names.
  func submitted(
    findingUndo find: ((UndoTarget, Actor) throws -> BulkOrder)?,
    by submit: (Request) throws -> Outcome,
  ) throws -> Outcome {
    var request = self
    do {
      if let find, verb == .undo { request.undoes = try scope(foundBy: find) }
    } catch let refusal as Refusal {
      return Outcome(verdict: .refused(refusal))
    }
    return try submit(request)
  }

  /// What an undo takes back; throws a `Refusal` where there is no such change of the ticket for
  /// the one who asks.
  private func scope(
    foundBy find: (UndoTarget, Actor) throws -> BulkOrder,
  ) throws -> UndoScope? {
    guard let named = undoes, let entry = named.entries?.first, let ticket else { return undoes }
    let order = try find(.entry(entry), actor)
    guard order.targets.contains(where: { $0.ticket == ticket }), var scope = order.request.undoes
    else {
      throw Refusal(
        .notFound, Text.undoNotOfTicket(entry: entry.rawValue, ticket: ticket.rawValue))
    }
    scope.discard = named.discard
    return scope
  }
}
