import Kernel
import PluginHost
import Storage
import Texts

/// One turn at the writer's place: what is done in it is seen in it, and taken back at its end.
///
/// It is on the prompt's own thread, since the prompt's sandbox reads from it. It is short, because
/// nobody else writes meanwhile.
final class PromptTurn {
  let transaction: WriteTransaction
  let deciding: DecidingLane
  let rulebook: Rulebook
  let now: Instant
  /// The last number that a ticket had before the turn.
  let lastTicket: Ticket.ID
  private let host: PluginHost
  private let clock: Clock
  private let begun = ContinuousClock.now

  /// The longest that a turn lasts.
  static let longest = Duration.milliseconds(1_000)

  fileprivate init(_ transaction: WriteTransaction, _ deciding: DecidingLane, clock: Clock) throws {
    self.transaction = transaction
    self.deciding = deciding
    self.clock = clock
    let (rulebook, live) = try deciding.rules(in: transaction)
    self.rulebook = rulebook
    // What sandboxes see in a turn has never been.
    host = live.fresh()
    now = clock.now()
    lastTicket = transaction.lastTicketID
  }

  /// What is left of the turn, in milliseconds.
  var milliseconds: Int64 {
    let left = PromptTurn.longest - (ContinuousClock.now - begun)
    return max(0, Int64(left / .milliseconds(1)))
  }

  /// Does a request on top of those before it; throws a `PromptStop` where the turn is over.
  func perform(_ request: Request) throws -> Outcome {
    guard milliseconds > 0 else {
      throw PromptStop(
        Text.promptTurnOver(milliseconds: PromptTurn.longest.components.seconds * 1_000))
    }
    return try transaction.savepoint(keepingIf: { $0.isDone && !request.isDryRun }) {
      try deciding.run(
        request, in: transaction, clock: clock.now(), isDryRun: true, with: host)
    }
  }
}

/// Turns of a prompt, one after the other; between them nothing is held.
final class PromptRehearsal {
  private let rehearsal: Rehearsal<DecidingLane>
  private let clock: Clock

  init(_ desk: Desk) throws {
    rehearsal = try desk.rehearsal()
    clock = desk.clock
  }

  func turn<Result>(_ body: (PromptTurn) throws -> Result) throws -> Result {
    try rehearsal.perform { [clock] transaction, deciding in
      let turn = try PromptTurn(transaction, deciding, clock: clock)
      // What plugins log of what never was is no news.
      defer { _ = deciding.takeLog(at: turn.now) }
      return try body(turn)
    }
  }
}

extension Desk {
  /// The versions that tickets have, as everybody sees them.
  func versions(of tickets: [Ticket.ID]) throws -> [Ticket.ID: Int64] {
    try readers.read { try $0.versions(of: tickets) }
  }

  /// Does all that a transaction holds as one request, or nothing where one of them is refused.
  func perform(_ held: PromptTransaction, isTraced: Bool) throws -> PromptCommit {
    try writer().perform { [self] transaction, deciding in
      let name = try transaction.nextRequestName()
      var log: [LogLine] = []
      let replay = try held.replay(versions: versions) { asked in
        var request = asked
        request.name = name
        let now = clock.now()
        let outcome = try transaction.savepoint(keepingIf: \.isDone) {
          try deciding.run(request, in: transaction, clock: now, isDryRun: false)
        }
        log += deciding.takeLog(of: outcome, at: now)
        if outcome.isDone, !deciding.cache.absent.isEmpty {
          log.append(try deciding.absenceLine(request, in: transaction, at: now))
        }
        return outcome
      }
      let commit = PromptCommit(replay, of: held, name: name, isTraced: isTraced)
      return commit.conflicts.isEmpty
        ? .keeping(commit, log: log) : .rollingBack(commit, log: log)
    }
  }
}

/// What became of a transaction that was committed: all of it is done, or none.
package struct PromptCommit: Sendable {
  /// The request that all of it is known by; `nil` where nothing was done.
  package var request: String?
  package var acts: [PromptAct] = []
  package var conflicts: [HeldConflict] = []
  /// Tickets that have other numbers than the transaction saw.
  package var moves: [TicketMove] = []

  init() {}

  fileprivate init(
    _ replay: PromptTransaction.Replay, of held: PromptTransaction, name: String, isTraced: Bool,
  ) {
    conflicts = replay.conflicts
    guard conflicts.isEmpty else { return }
    request = name
    moves = replay.moves
    acts = replay.outcomes.map { number, outcome in
      PromptAct(outcome, of: held.requests[number - 1].request, .done, isTraced: isTraced)
    }
  }
}
