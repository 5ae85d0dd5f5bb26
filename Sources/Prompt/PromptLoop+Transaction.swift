import Desk
import Display
import Kernel
import Texts

extension PromptLoop {
  /// Does what the transaction holds, and tells what came of it.
  func commit() throws {
    let commit = try session.commit()
    try refuse(commit.conflicts)
    guard let request = commit.request else { return try say(Text.promptHeldNothing) }
    try trace(commit.acts)
    try say(Text.promptCommitted(count: commit.acts.count, request: request))
    for move in commit.moves {
      try say(Text.promptRenumbered(seen: move.from.rawValue, ticket: move.to.rawValue))
    }
    try tellOfPlugins(commit.acts)
    try deliver(commit.acts.flatMap(\.outbox), [])
  }

  /// Drops the transaction, or what was held after a savepoint.
  func rollBack(_ words: [String]) throws {
    if words.isEmpty { return try say(Text.promptRolledBack(count: try session.rollBack())) }
    guard words.count == 2, words[0] == "to" else {
      throw Failure(.usage, Text.promptRollbackUsage)
    }
    try say(Text.promptRolledBack(count: try session.rollBack(to: words[1])))
  }

  /// Drops one request of the transaction.
  func drop(_ number: Int) throws {
    let dropped = try session.drop(number)
    try say(
      Text.promptDropped(
        number: number, action: dropped.request.action, ticket: words(for: dropped.ticket),
        count: session.transaction?.requests.count ?? 0))
  }

  /// Shows what the transaction holds, as a script.
  func showDelta() throws {
    guard let transaction = session.transaction else {
      throw Failure(.refused, Text.promptNoTransaction)
    }
    guard !transaction.requests.isEmpty else { return try say(Text.promptHeldNothing) }
    try reading { desk in
      try printer.write(DeltaScript(transaction.requests, in: desk).numberedLines)
    }
  }

  /// Shows what one request of the transaction comes to, and what others did to its ticket since.
  func see(_ number: Int) throws {
    let (held, act, later) = try session.look(at: number)
    try reading { desk in
      guard !output.isJSON else {
        guard let act else { return }
        return try report(act, in: desk)
      }
      try printer.write(DeltaScript([held], in: desk).lines)
      if let act { try report(act, in: desk) }
      guard !later.isEmpty else { return }
      let page = HistoryPage(entries: later, values: desk.values, surface: output.standard)
      try printer.write(
        [output.standard.styled(output.standard.words(Text.promptSince), .heading)] + page.lines())
    }
    if let refusal = act?.refusal { throw Failure(refusal) }
  }

  /// Takes back what the last entry did; within a transaction, what it holds of it.
  func undo() throws {
    if let count = session.dropLastEntry() { return try say(Text.promptRolledBack(count: count)) }
    let results = try session.undo()
    for result in results { try tell(result) }
    try deliver([], results.flatMap(\.outbox))
    let refused = results.flatMap(\.refused)
    guard !refused.isEmpty else { return }
    throw Failure(.refused, Text(joining: refused.map(\.refusal.text), by: "\n"))
  }

  /// Fails where what a transaction holds can no longer be done: says who changed what, and the ways
  /// out.
  func refuse(_ conflicts: [HeldConflict]) throws {
    guard let first = conflicts.first else { return }
    let lines = conflicts.map { conflict in
      Text.promptConflictLine(
        number: conflict.number, action: conflict.held.request.action,
        ticket: words(for: conflict.held.ticket), problem: conflict.refusal.text)
    }
    throw Failure(
      Failure.Code(first.refusal.code),
      Text(joining: [Text.promptConflict] + lines + [Text.promptConflictWays], by: "\n"))
  }

  /// Says what is lost with an open transaction, where the session ends.
  package func finish() {
    guard let held = session.transaction?.requests.count, held > 0 else { return }
    // Whoever reads no standard error misses no data.
    try? say(Text.promptLost(count: held))
  }

  /// ` 42`, behind an action.
  func words(for ticket: Ticket.ID?) -> Text? {
    ticket.map { Text(words: " \($0.rawValue)") }
  }
}
