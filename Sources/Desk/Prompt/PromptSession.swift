import HTTP
import Kernel
import PluginHost
import Storage
import System
import Texts

/// A person at a prompt: evaluates Lua in their name, and keeps what it makes until the end.
///
/// It belongs to one thread. Between two evaluations it holds no transaction, no lock and no epoch.
package final class PromptSession {
  package let desk: Desk
  package let person: Person
  /// Ends what is being evaluated when it is requested; a new evaluation begins without it.
  package let interruption: Interruption
  /// Whether what is evaluated may change the desk.
  package var mayWrite: Bool
  /// The words that make a text a query: fields that the person may name, and words such as `not`.
  package private(set) var queryNames: Set<String> = []
  private let box: PromptBox
  private let log = PromptLog()

  /// The time of its own that an evaluation has, in milliseconds: waiting for the desk is not counted.
  package static let milliseconds: Int64 = 5_000

  /// Begins a session; `print` takes what `print` writes.
  package init(
    _ desk: Desk, as person: Person, mayWrite: Bool, interruption: Interruption = Interruption(),
    print: @escaping (String) -> Void,
  ) throws {
    self.desk = desk
    self.person = person
    self.mayWrite = mayWrite
    self.interruption = interruption
    let rulebook = try desk.read { $1 }
    box = try PromptBox(
      of: person, registry: rulebook.registry, traits: desk.traits(by: rulebook.settings),
      interruption: interruption, print: print, log: { [log] in log.lines.append($0) })
    queryNames = try reading { Set($0.viewer.schema.names) }.union(QuerySchema.words)
  }

  /// Evaluates an entry; gives its values and what it did.
  ///
  /// What it changed before it failed stays, and is in the result: `problem` says why it ended.
  /// Throws only where the desk fails.
  package func evaluate(
    _ text: String, number: Int, arguments: [String] = [],
  ) throws -> PromptResult {
    interruption.clear()
    var result = PromptResult()
    let rulebook = try desk.read { $1 }
    let reading = LiveReading(rulebook: rulebook, now: desk.clock.now(), readers: desk.readers)
    let acts = PromptActs()
    let run = PromptBox.Run(
      desk: reading, bulk: mayWrite ? DeskBulks(desk: desk) : nil, network: ClosedNetwork.dryRun,
      milliseconds: PromptSession.milliseconds
    ) { [self] request in try perform(request, acts) }
    do throws(PromptProblem) {
      result.values = try box.evaluate(text, number: number, arguments: arguments, in: run)
    } catch {
      result.problem = error
    }
    result.acts = acts.acts
    result.outbox = acts.outbox
    result.request = acts.name
    try writeLog()
    return result
  }

  /// Reads the desk at one moment, as the person sees it.
  package func reading<Result: Sendable>(_ body: (DeskSession) throws -> Result) throws -> Result {
    try desk.session(as: person, body)
  }

  private func perform(_ request: Request, _ acts: PromptActs) throws -> Outcome {
    var request = request
    guard mayWrite || request.isDryRun else { throw Refusal(.denied, Text.promptReadOnly) }
    if acts.name == nil {
      acts.name = try desk.writer().perform { transaction, _ in
        .keeping(try transaction.nextRequestName())
      }
    }
    request.name = acts.name ?? request.name
    let outcome = try desk.perform(request)
    if !request.isDryRun { acts.take(outcome, of: request) }
    return outcome
  }

  private func writeLog() throws {
    guard !log.lines.isEmpty else { return }
    let now = desk.clock.now()
    let lines = log.lines.map { LogLine($0, at: now) }
    log.lines = []
    try desk.writer().perform { _, _ in .keeping((), log: lines) }
  }
}

/// What came of an entry.
package struct PromptResult: Sendable {
  /// Its values; an expression has one or more, a statement none.
  package var values: [PromptValue] = []
  /// Why it ended before its end; `nil` where it did not.
  package var problem: PromptProblem?
  /// What it asked of the desk, done or refused.
  package var acts: [ScriptAct] = []
  /// Rows of the outbox that it wrote.
  package var outbox: [OutboxRow] = []
  /// The request that all its changes are known by; `nil` where it changed nothing.
  package var request: String?
}

/// What an evaluation does, while it runs.
private final class PromptActs {
  var acts: [ScriptAct] = []
  var outbox: [OutboxRow] = []
  var name: String?

  func take(_ outcome: Outcome, of request: Request) {
    acts.append(ScriptAct(outcome, of: request))
    if case .done(let receipt) = outcome.verdict { outbox += receipt.outbox }
  }
}

/// Lines for the desk's log that wait for the end of an evaluation.
private final class PromptLog {
  var lines: [PluginLogLine] = []
}
