import Kernel

/// What came of an entry.
package struct PromptResult: Sendable {
  /// Its values; an expression has one or more, a statement none.
  package var values: [PromptValue] = []
  /// Why it ended before its end; `nil` where it did not.
  package var problem: PromptProblem?
  /// What it asked of the desk, done or refused.
  package var acts: [PromptAct] = []
  /// What it asked of many tickets at once.
  package var bulks: [BulkResult] = []
  /// The requests that its changes are known by, in their order; none where it changed nothing.
  package var requests: [String] = []
  /// What an open transaction holds and can no longer be done: the entry was not evaluated.
  package var conflicts: [HeldConflict] = []
  /// Tickets of an open transaction that have other numbers now: the entry was not evaluated.
  package var moves: [TicketMove] = []

  /// Rows of the outbox that it wrote.
  package var outbox: [OutboxRow] { acts.filter { $0.manner == .done }.flatMap(\.outbox) }
}

/// One request of an entry, and what became of it.
package struct PromptAct: Sendable {
  /// What an outcome stands for.
  package enum Manner: Sendable {
    /// It is on the disk, or was refused.
    case done
    /// An open transaction holds it.
    case held
    /// It was only tried.
    case tried
  }

  package let action: Action
  /// The ticket that it is about; `nil` where none was made.
  package let ticket: Ticket.ID?
  package let outcome: Outcome
  package let manner: Manner

  init(_ outcome: Outcome, of request: Request, _ manner: Manner) {
    action = request.action
    self.outcome = outcome
    self.manner = manner
    if case .done(let receipt) = outcome.verdict {
      ticket = receipt.ticket
    } else {
      ticket = request.ticket
    }
  }

  /// Whether it changed anything.
  package var isChange: Bool {
    guard case .done(let receipt) = outcome.verdict else { return false }
    return receipt.seq != nil && !receipt.isRepeated
  }

  /// Rows of the outbox that it wrote, or would.
  package var outbox: [OutboxRow] {
    if case .done(let receipt) = outcome.verdict { receipt.outbox } else { [] }
  }
}

/// What an evaluation does, while it runs.
final class PromptActs {
  var acts: [PromptAct] = []
  var bulks: [BulkResult] = []
  /// The name of its single requests.
  var name: String?

  func put(into result: inout PromptResult) {
    result.acts = acts
    result.bulks = bulks
    if let name, acts.contains(where: { $0.manner == .done && $0.isChange }) {
      result.requests.append(name)
    }
    result.requests += bulks.filter { $0.changed > 0 }.compactMap(\.name)
  }
}
