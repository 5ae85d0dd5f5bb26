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
  package let manner: Manner
  /// Why it was refused; `nil` where it was done.
  package let refusal: Refusal?
  /// Whether it changed anything.
  package let isChange: Bool
  /// Whether an earlier request with its key had done it already.
  package let isRepeated: Bool
  /// Rows of the outbox that it wrote, or would.
  package let outbox: [OutboxRow]
  /// All that is known of it, where it was only tried, is to be traced, or plugins had no say.
  ///
  /// An entry may do thousands of requests, and their traces would be kept until its end.
  package let outcome: Outcome?

  init(_ outcome: Outcome, of request: Request, _ manner: Manner, isTraced: Bool) {
    action = request.action
    self.manner = manner
    let isTold = isTraced || manner == .tried
    self.outcome =
      isTold || !outcome.idlePlugins.isEmpty || !outcome.faults.isEmpty ? outcome : nil
    switch outcome.verdict {
    case .done(let receipt):
      (ticket, refusal, isRepeated) = (receipt.ticket, nil, receipt.isRepeated)
      (isChange, outbox) = (receipt.seq != nil && !receipt.isRepeated, receipt.outbox)
    case .refused(let reason):
      (ticket, refusal, isRepeated) = (request.ticket, reason, false)
      (isChange, outbox) = (false, [])
    }
  }
}

/// What an evaluation does, while it runs.
final class PromptActs {
  private(set) var acts: [PromptAct] = []
  var bulks: [BulkResult] = []
  /// The name of its single requests.
  var name: String?
  private let isTraced: Bool

  init(isTraced: Bool) {
    self.isTraced = isTraced
  }

  /// Notes a request that was asked.
  @discardableResult
  func take(_ outcome: Outcome, of request: Request, _ manner: PromptAct.Manner) -> PromptAct {
    let act = PromptAct(outcome, of: request, manner, isTraced: isTraced)
    acts.append(act)
    return act
  }

  func put(into result: inout PromptResult) {
    result.acts = acts
    result.bulks = bulks
    if let name, acts.contains(where: { $0.manner == .done && $0.isChange }) {
      result.requests.append(name)
    }
    result.requests += bulks.filter { $0.changed > 0 }.compactMap(\.name)
  }
}
