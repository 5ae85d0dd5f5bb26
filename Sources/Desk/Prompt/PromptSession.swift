import HTTP
import Kernel
import PluginHost
import Storage
import System
import Texts

/// A person at a prompt: evaluates Lua in their name, and keeps what it makes until the end.
///
/// It belongs to one thread. Between two evaluations it holds no transaction, no lock and no epoch:
/// an open transaction is a list of requests.
package final class PromptSession {
  package let desk: Desk
  package let person: Person
  /// Ends what is being evaluated when it is requested; a new evaluation begins without it.
  package let interruption: Interruption
  /// Whether what is evaluated may change the desk.
  package var mayWrite: Bool
  /// The words that make a text a query: fields that the person may name, and words such as `not`.
  package private(set) var queryNames: Set<String> = []
  /// Whether requests that are done are told of with what happened on the way.
  package var isTracing = false
  /// What is held until it is committed; `nil` where no transaction is open.
  package internal(set) var transaction: PromptTransaction?
  /// The requests of the last entry that changed something.
  var lastRequests: [String] = []
  private var rehearsal: PromptRehearsal?
  /// The language that dates are typed in; the person's own if it is `nil`.
  package var typed: Language?
  /// With whose eyes it looks beside the person's own.
  package internal(set) var eyes: Person?
  /// As of when it looks; `nil` for now.
  package internal(set) var moment: Instant?
  /// That moment in words: the day alone where it is the day's first moment.
  package internal(set) var momentName: String?
  private(set) var box: PromptBox
  private let rest = PromptRest()
  private let printed: PromptPrints

  /// The time of its own that an evaluation has, in milliseconds: waiting for the desk is not counted.
  package static let milliseconds: Int64 = 5_000
  /// The way in, as it stands in the history.
  static let source = Source.repl

  /// Begins a session; `print` takes what `print` writes.
  package init(
    _ desk: Desk, as person: Person, mayWrite: Bool, interruption: Interruption = Interruption(),
    print: @escaping (String) -> Void,
  ) throws {
    self.desk = desk
    self.person = person
    self.mayWrite = mayWrite
    self.interruption = interruption
    let printed = PromptPrints(print)
    self.printed = printed
    box = try PromptSession.box(desk, of: person, interruption, printed, rest)
    queryNames = try read { Set($0.viewer.schema.names) }.union(QuerySchema.words)
  }

  /// Begins the sandbox anew, by the rules of now: all variables are gone.
  package func reload() throws {
    box = try PromptSession.box(desk, of: person, interruption, printed, rest)
    queryNames = try read { Set($0.viewer.schema.names) }.union(QuerySchema.words)
  }

  private static func box(
    _ desk: Desk, of person: Person, _ interruption: Interruption, _ printed: PromptPrints,
    _ rest: PromptRest,
  ) throws -> PromptBox {
    let rulebook = try desk.read { $1 }
    return try PromptBox(
      of: person, registry: rulebook.registry, traits: desk.traits(by: rulebook.settings),
      interruption: interruption, print: printed.take, log: { [rest] in rest.lines.append($0) })
  }

  /// Evaluates an entry; gives its values and what it did.
  ///
  /// What it changed before it failed stays, and is in the result: `problem` says why it ended. An
  /// open transaction holds all that the entry asks, or nothing where it failed. A dry run leaves
  /// nothing, and needs no permission to write. Throws only where the desk fails.
  package func evaluate(
    _ text: String, number: Int, arguments: [String] = [], isDryRun: Bool = false,
  ) throws -> PromptResult {
    interruption.clear()
    let entry = EvaluatedText(text: text, number: number, arguments: arguments)
    if isDryRun, let stop = lookingStop { throw Refusal(.denied, stop.text) }
    var result =
      lookingStop == nil && (transaction != nil || isDryRun)
      ? try evaluateInTurn(entry, isDryRun: isDryRun) : try evaluateLive(entry)
    if !result.requests.isEmpty { lastRequests = result.requests }
    try leave(&result)
    return result
  }

  /// Why nothing can be changed; `nil` where it can.
  var stop: PromptStop? { lookingStop ?? (mayWrite ? nil : PromptStop(Text.promptReadOnly)) }

  private func evaluateLive(_ entry: EvaluatedText) throws -> PromptResult {
    let (rulebook, eyes) = try current()
    let reading = LiveReading(rulebook: rulebook, now: desk.clock.now(), readers: desk.readers)
    let acts = PromptActs(isTraced: isTracing)
    let work = PromptLiveWork(
      desk: desk, stop: stop, trialStop: lookingStop, interruption: interruption, acts: acts)
    var run = PromptBox.Run(
      desk: moment.map { PastReading(reading, at: $0) } ?? reading, bulk: work,
      network: ClosedNetwork.dryRun, eyes: eyes, milliseconds: PromptSession.milliseconds,
      submit: answering(work.perform))
    run.closed = stop
    run.leave = { [rest] left in rest.left = left }
    return evaluate(entry, in: run, acts)
  }

  /// Evaluates with what is held done, in one turn at the writer's place, which is taken back.
  private func evaluateInTurn(
    _ entry: EvaluatedText, isDryRun: Bool,
  ) throws -> PromptResult {
    let held = transaction ?? PromptTransaction()
    printed.isHeld = true
    defer { printed.release() }
    return try turn { turn in
      var result = PromptResult()
      let replay = try held.replay(versions: desk.versions, perform: turn.perform)
      result.conflicts = replay.conflicts
      guard replay.conflicts.isEmpty else { return result }
      result.moves = replay.moves
      guard replay.moves.isEmpty else {
        transaction = replay.transaction
        return result
      }
      let acts = PromptActs(isTraced: isTracing)
      let work = PromptHeldWork(
        on: desk, in: turn, held, entry: entry.number, isDryRun: isDryRun, acts: acts)
      let reading = TransactionReading(turn.transaction, rulebook: turn.rulebook, now: turn.now)
      var run = PromptBox.Run(
        desk: reading, bulk: work, network: ClosedNetwork.dryRun,
        milliseconds: max(1, turn.milliseconds), submit: answering(work.perform))
      run.isHurried = true
      // What is only tried may leave what it likes: nothing takes it.
      run.closed = isDryRun ? nil : PromptStop(Text.promptOnlyRequests)
      result = evaluate(entry, in: run, acts)
      if !isDryRun, result.problem == nil { transaction = work.transaction }
      return result
    }
  }

  /// Asks so that refusals are in the language that the person asked for.
  private func answering(
    _ perform: @escaping (Request) throws -> Outcome,
  ) -> (Request) throws -> Outcome {
    { [typed] in try perform($0.typed(in: typed)) }
  }

  private func evaluate(
    _ entry: EvaluatedText, in run: PromptBox.Run, _ acts: PromptActs,
  ) -> PromptResult {
    var run = run
    run.typed = typed
    var result = PromptResult()
    do throws(PromptProblem) {
      result.values = try box.evaluate(
        entry.text, number: entry.number, arguments: entry.arguments, in: run)
    } catch {
      result.problem = error
    }
    acts.put(into: &result)
    return result
  }

  /// Does something in a turn; one that is over before its end is a refusal.
  func turn<Result>(_ body: (PromptTurn) throws -> Result) throws -> Result {
    let rehearsal = try self.rehearsal ?? PromptRehearsal(desk)
    self.rehearsal = rehearsal
    do {
      return try rehearsal.turn(body)
    } catch let stop as PromptStop {
      throw Refusal(.busy, stop.text)
    }
  }

  /// Writes what an entry leaves besides its requests: state, messages, lines of the log.
  private func leave(_ result: inout PromptResult) throws {
    guard rest.left != nil || !rest.lines.isEmpty else { return }
    let now = desk.clock.now()
    let (left, lines) = (rest.left, rest.lines.map { LogLine($0, at: now) })
    (rest.left, rest.lines) = (nil, [])
    guard let key = try desk.leave(left, log: lines, at: now), result.problem == nil else { return }
    result.problem = PromptProblem(.failed, Text.scriptStateMoved(key: key).description)
  }
}

/// A text that is evaluated, with what it is given.
private struct EvaluatedText {
  let text: String
  /// The one that its results are known by.
  let number: Int
  let arguments: [String]
}

/// What an entry leaves besides its requests, until it is written.
private final class PromptRest {
  var lines: [PluginLogLine] = []
  var left: ReactionResult?
}

/// What `print` writes; in a turn it is kept until the end, since whoever reads it may be slow.
private final class PromptPrints {
  var isHeld = false
  private let print: (String) -> Void
  private var lines: [String] = []

  init(_ print: @escaping (String) -> Void) {
    self.print = print
  }

  func take(_ line: String) {
    guard isHeld else { return print(line) }
    lines.append(line)
  }

  func release() {
    isHeld = false
    for line in lines { print(line) }
    lines = []
  }
}

extension PromptSession {
  /// What a path of keys, which begins with a variable, leads to; without keys the variables.
  ///
  /// No code of the session runs for it.
  package func held(at path: [PromptHeld.Key] = []) -> PromptHeld { box.held(at: path) }

  /// Whether a text is an expression, whose value an entry would give.
  package func isExpression(_ text: String) -> Bool { box.isExpression(text) }
}
