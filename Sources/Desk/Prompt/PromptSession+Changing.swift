import Kernel
import Storage
import System
import Texts

extension PromptSession {
  /// Opens a transaction: from now on requests are held and not done.
  ///
  /// Throws a `Refusal` where one is open, or nothing may be changed.
  package func begin() throws(Refusal) {
    try requireWriting()
    if let transaction {
      throw Refusal(.refused, Text.promptTransactionOpen(count: transaction.requests.count))
    }
    transaction = PromptTransaction()
  }

  /// Does what the transaction holds as one request, and ends it.
  ///
  /// Where the desk refuses one of them, none is done, and the transaction stays open. Throws a
  /// `Refusal` where none is open.
  package func commit() throws -> PromptCommit {
    let held = try opened()
    try requireWriting()
    let commit =
      held.requests.isEmpty ? PromptCommit() : try desk.perform(held, isTraced: isTracing)
    guard commit.conflicts.isEmpty else { return commit }
    transaction = nil
    if let request = commit.request { lastRequests = [request] }
    return commit
  }

  /// Ends the transaction with nothing done; gives how many requests it held.
  package func rollBack() throws(Refusal) -> Int {
    let held = try opened()
    transaction = nil
    return held.requests.count
  }

  /// Sets a savepoint in the transaction.
  package func save(_ name: String) throws(Refusal) {
    var held = try opened()
    held.save(name)
    transaction = held
  }

  /// Drops what was held after a savepoint; gives how many requests that were.
  package func rollBack(to name: String) throws(Refusal) -> Int {
    var held = try opened()
    let count = try held.goBack(to: name)
    transaction = held
    return count
  }

  /// Drops one request of the transaction.
  package func drop(_ number: Int) throws(Refusal) -> HeldRequest {
    var held = try opened()
    let dropped = try held.drop(number)
    transaction = held
    return dropped
  }

  /// Takes the tickets of the transaction as they are by now: that of one request, or all.
  package func seeAgain(_ number: Int?) throws {
    var held = try opened()
    let index = try number.map { try held.index(of: $0) }
    try held.see(index, versions: desk.versions)
    transaction = held
  }

  /// One request of the transaction, what it comes to by now, and what others did to its ticket
  /// since it was held.
  package func look(at number: Int) throws -> (held: HeldRequest, act: PromptAct?, later: [Entry]) {
    let held = try opened()
    let request = held.requests[try held.index(of: number)]
    let outcome = try turn { turn in
      try held.replay(versions: desk.versions, perform: turn.perform).outcomes
        .first { $0.number == number }?.outcome
    }
    let act = outcome.map { PromptAct($0, of: request.request, .tried, isTraced: true) }
    return (request, act, try later(than: request))
  }

  /// The entries that came after the version that a request saw, as far as the person may see them.
  private func later(than held: HeldRequest) throws -> [Entry] {
    guard let id = held.request.ticket, let seen = held.seen else { return [] }
    return try desk.session(as: person) { session in
      guard let ticket = try session.reader.ticket(id), session.viewer.sees(ticket) else {
        return []
      }
      let entries = try session.reader.entries(of: id)
      // Numbers are those among all that the person sees.
      let later = session.viewer.entries(entries.filter { $0.version > seen }, of: ticket)
      return session.viewer.entries(entries, of: ticket).suffix(later.count)
    }
  }

  /// Takes back what the last entry did that changed something; another call does it again.
  ///
  /// Throws a `Refusal` where there is nothing, or nothing may be changed. What was refused stands in
  /// the results.
  package func undo() throws -> [BulkResult] {
    try requireWriting()
    guard !lastRequests.isEmpty else { throw Refusal(.refused, Text.promptNothingToUndo) }
    interruption.clear()
    var results: [BulkResult] = []
    for name in lastRequests.reversed() {
      let result = try undo(name)
      results.append(result)
      guard result.refused.isEmpty else { break }
    }
    let names = results.filter { $0.changed > 0 }.compactMap(\.name)
    if !names.isEmpty { lastRequests = names }
    return results
  }

  private func undo(_ name: String) throws -> BulkResult {
    let order = try desk.undoOrder(
      of: .request(name), by: .person(person.id), source: PromptSession.source)
    guard order.isAtomic, order.targets.count == 1, let target = order.targets.first else {
      return try desk.perform(order, isStopped: { [interruption] in interruption.isRequested })
    }
    var request = order.request.typed(in: typed)
    request.ticket = target.ticket
    let outcome = try desk.perform(request)
    var result = BulkResult(name: nil, total: 1)
    result.count(outcome, of: target)
    result.isFinished = true
    if case .done(let receipt) = outcome.verdict { result.name = receipt.request }
    return result
  }

  /// Drops what the last entry held, where a transaction is open; `nil` where none is.
  package func dropLastEntry() -> Int? {
    guard var held = transaction else { return nil }
    let count = held.dropLastEntry()
    transaction = held
    return count
  }

  private func opened() throws(Refusal) -> PromptTransaction {
    guard let transaction else { throw Refusal(.refused, Text.promptNoTransaction) }
    return transaction
  }

  private func requireWriting() throws(Refusal) {
    if let stop { throw Refusal(.denied, stop.text) }
  }
}
