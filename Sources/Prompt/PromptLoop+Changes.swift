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
    let isReported = isReporting(result.acts.filter { $0.manner == .tried && $0.outcome.isDone })
    return isReported && result.values.allSatisfy(\.isReceipt) ? [] : result.values
  }

  /// Whether what was tried is told as the command line tells it; programs read it in the values.
  private func isReporting(_ tried: [PromptAct]) -> Bool { !tried.isEmpty && mode != .json }

  /// Reads the desk as the person does, to show something of it.
  func reading<Result>(_ body: (DeskSession) throws -> Result) throws -> Result {
    try session.desk.session(as: session.person) { desk in
      var desk = desk
      desk.language = output.language
      return try body(desk)
    }
  }

  /// Shows what a request would come to, as a dry run of the command line does.
  func report(_ act: PromptAct, in desk: DeskSession) throws {
    try ActionReport(
      outcome: act.outcome, isDryRun: true, action: act.action, session: desk, output: output
    ).write()
  }

  /// The hooks of what was done, where they are asked for.
  func trace(_ acts: [PromptAct]) throws {
    guard isTracing, !acts.isEmpty else { return }
    try reading { desk in
      for act in acts {
        let report = ActionReport(
          outcome: act.outcome, isDryRun: false, action: act.action, session: desk, output: output)
        let lines = report.trace(on: output.error)
        guard !lines.isEmpty else { continue }
        let head = Text.promptTraceOf(action: act.action, ticket: words(for: act.ticket))
        try output.say(output.error.styled(output.error.words(head), .heading))
        for line in lines { try output.say(line) }
      }
    }
  }

  func tellOfPlugins(_ acts: [PromptAct]) throws {
    let acts = acts.filter { !$0.outcome.idlePlugins.isEmpty || !$0.outcome.faults.isEmpty }
    guard !acts.isEmpty else { return }
    try reading { desk in
      for act in acts where act.outcome.isDone {
        try ActionReport(
          outcome: act.outcome, isDryRun: false, action: act.action, session: desk, output: output
        ).tellOfPlugins()
      }
    }
  }

  private func tell(_ acts: [PromptAct], as request: String?) throws {
    guard acts.count != 1 else { return try tell(acts[0], as: request) }
    guard !acts.isEmpty else { return }
    let refused = acts.count { !$0.outcome.isDone }
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
    switch act.outcome.verdict {
    case .refused(let refusal):
      try say(
        Text.promptRefused(
          action: act.action, ticket: words(for: act.ticket), problem: refusal.text))
    case .done(let receipt) where receipt.isRepeated:
      try say(Text.saidDoneBefore)
    case .done where !act.isChange:
      try say(Text.saidNothingToChange)
    case .done(let receipt) where act.manner == .held:
      try say(
        Text.promptHeld(action: act.action, ticket: receipt.ticket.rawValue, count: held))
    case .done(let receipt):
      try say(
        Text.promptDid(
          action: act.action, ticket: receipt.ticket.rawValue, request: request ?? ""))
    }
  }

  private var held: Int { session.transaction?.requests.count ?? 0 }

  /// `update 10, note 2`, in the order in which they came.
  private func actions(of acts: [PromptAct]) -> String {
    var order: [Action] = []
    var counts: [Action: Int] = [:]
    for act in acts {
      if counts[act.action] == nil { order.append(act.action) }
      counts[act.action, default: 0] += 1
    }
    return order.map { "\($0.name) \(counts[$0] ?? 0)" }.joined(separator: ", ")
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
  /// Whether it is what an action gives: what it did is told in words.
  fileprivate var isReceipt: Bool {
    guard case .table(let table) = self else { return false }
    let names = table.pairs.compactMap { pair -> String? in
      if case .text(let name) = pair.key { name } else { nil }
    }
    return Set(["edits", "outbox", "trace"]).isSubset(of: names)
  }
}
