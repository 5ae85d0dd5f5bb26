import Desk
import Display
import Kernel
import Texts

extension PromptLoop {
  /// Fails where an entry was not evaluated, since what is held no longer fits.
  func refuse(_ result: PromptResult) throws {
    try refuse(result.conflicts)
    guard !result.moves.isEmpty else { return }
    let moves = result.moves.map { move in
      Text.promptMoved(seen: move.from.rawValue, ticket: move.to.rawValue)
    }
    throw Failure(.conflict, Text(joining: moves + [Text.promptEnterAgain], by: "\n"))
  }

  /// Shows what an entry tried, then says in a line what it did, and does what follows from it.
  func conclude(_ result: PromptResult) throws {
    let tried = result.acts.filter { $0.manner == .tried }
    if isReporting(tried) { try reading { desk in for act in tried { try report(act, in: desk) } } }
    let acts = result.acts.filter { $0.manner != .tried }
    try trace(acts)
    if session.transaction != nil, result.problem != nil, acts.contains(where: \.isChange) {
      try say(Text.promptNotHeld)
    } else {
      try tell(acts, as: result.requests.first)
    }
    for bulk in result.bulks { try tell(bulk) }
    try tellOfPlugins(acts)
    try deliver(result.outbox, result.bulks.flatMap(\.outbox))
  }

  /// The values of an entry that are to be shown: what is reported in words is not shown again.
  func shown(_ result: PromptResult) -> [PromptValue] {
    let isReported = mode == .table && result.acts.contains { $0.refusal == nil }
    guard isReported, result.values.allSatisfy(\.isReceipt) else { return result.values }
    return result.values.flatMap(\.answers)
  }

  /// Whether what was tried is told as the command line tells it; programs read it in the values.
  private func isReporting(_ tried: [PromptAct]) -> Bool { !tried.isEmpty && mode != .json }

  /// Reads the desk as the person does, to show something of it.
  func reading<Result: Sendable>(_ body: (DeskSession) throws -> Result) throws -> Result {
    try session.read { desk in
      var desk = desk
      desk.language = output.language
      return try body(desk)
    }
  }

  /// Shows what a request would come to, as a dry run of the command line does.
  func report(_ act: PromptAct, in desk: DeskSession) throws {
    try page(of: act, in: desk)?.write()
  }

  private func page(of act: PromptAct, in desk: DeskSession) -> ActionReport? {
    act.outcome.map { outcome in
      ActionReport(
        outcome: outcome, isDryRun: act.manner == .tried, action: act.action, session: desk,
        output: output)
    }
  }

  /// The hooks of what was done, where they are asked for.
  func trace(_ acts: [PromptAct]) throws {
    guard session.isTracing, !acts.isEmpty else { return }
    try reading { desk in
      for act in acts {
        let lines = page(of: act, in: desk)?.trace(on: output.error) ?? []
        guard !lines.isEmpty else { continue }
        let head = Text.promptTraceOf(action: act.action, ticket: words(for: act.ticket))
        try output.say(output.error.styled(output.error.words(head), .heading))
        for line in lines { try output.say(line) }
      }
    }
  }

  func tellOfPlugins(_ acts: [PromptAct]) throws {
    let acts = acts.filter { $0.refusal == nil && $0.outcome != nil }
    guard !acts.isEmpty else { return }
    try reading { desk in
      for act in acts { try page(of: act, in: desk)?.tellOfPlugins() }
    }
  }

  private func tell(_ acts: [PromptAct], as request: String?) throws {
    guard acts.count != 1 else { return try tell(acts[0], as: request) }
    guard !acts.isEmpty else { return }
    let refused = acts.count { $0.refusal != nil }
    let tail = refused > 0 ? Text.scriptAndRefused(count: refused) : nil
    let changes = acts.filter(\.isChange)
    guard let first = changes.first else {
      return try say(Text.promptDidNothing(refused: tail))
    }
    let list = actions(of: changes)
    try say(
      first.manner == .held
        ? Text.promptHeldMany(actions: list, refused: tail, count: held)
        : Text.promptDidMany(actions: list, refused: tail, request: request ?? ""))
  }

  private func tell(_ act: PromptAct, as request: String?) throws {
    if let refusal = act.refusal {
      return try say(
        Text.promptRefused(
          action: act.action, ticket: words(for: act.ticket), problem: refusal.text))
    }
    guard act.isChange, let ticket = act.ticket?.rawValue else {
      return try say(act.isRepeated ? Text.saidDoneBefore : Text.saidNothingToChange)
    }
    try say(
      act.manner == .held
        ? Text.promptHeld(action: act.action, ticket: ticket, count: held)
        : Text.promptDid(action: act.action, ticket: ticket, request: request ?? ""))
  }

  private var held: Int { session.transaction?.requests.count ?? 0 }

  /// `update 10, note 2`, in the order in which they came.
  private func actions(of acts: [PromptAct]) -> Text {
    var order: [Action] = []
    var counts: [Action: Int] = [:]
    for act in acts {
      if counts[act.action] == nil { order.append(act.action) }
      counts[act.action, default: 0] += 1
    }
    return Text(
      joining: order.map { action in
        Text(
          joining: [action.text, Text(words: "\(counts[action] ?? 0)")],
          by: " ")
      }, by: ", ")
  }

  /// What a bulk or an undo came to.
  func tell(_ result: BulkResult) throws {
    guard let name = result.name else {
      guard !result.refused.isEmpty else { return try say(Text.saidNothingToChange) }
      return try say(
        Text.bulkAllRefused(refused: result.refused.count, count: result.total))
    }
    var parts = [Text.bulkChanged(count: result.changed)]
    if result.unchanged > 0 { parts.append(Text.bulkSoAlready(count: result.unchanged)) }
    if !result.refused.isEmpty { parts.append(Text.bulkRefused(count: result.refused.count)) }
    try say(Text.frameOf(owner: name, problem: Text(joining: parts, by: ", ")))
    try reading { desk in
      let report = UndoReport(session: desk, surface: output.error)
      for line in report.lines(result.undone, isDone: true) { try output.say(line) }
    }
    guard !result.isFinished else { return }
    let left = result.total - result.done - result.refused.count
    try say(Text.bulkStopped(count: left, name: name))
  }
}

extension PromptValue {
  /// What a plugin's action gave, of what stands in its receipt.
  fileprivate var answers: [PromptValue] {
    guard case .table(let table) = self else { return [] }
    return ["data", "answer"].flatMap { name in
      table.pairs.filter { $0.key == .text(name) }.map(\.value)
    }
  }

  /// Whether it is what an action gives: what it did is told in words.
  fileprivate var isReceipt: Bool {
    guard case .table(let table) = self else { return false }
    let names = table.pairs.compactMap { pair -> String? in
      if case .text(let name) = pair.key { name } else { nil }
    }
    return Set(["edits", "outbox", "trace"]).isSubset(of: names)
  }
}
