import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// Does the backfills of plugins: shows a trial of each, asks, does it, tells what came of it.
struct BackfillRun {
  let context: CommandContext
  let isSure: Bool

  private var output: Output { context.output }

  /// After plugins were enabled or reloaded: offers what waits, or only says so.
  func offer(_ plugins: [String], isWanted: Bool) throws {
    let open = try context.desk.openBackfills(of: plugins).filter { one in
      guard isWanted, one.state == .waiting, one.matching == 0 else { return true }
      // With no ticket to be changed there is nothing to be asked.
      _ = try context.desk.performBackfill(
        one.spec.name, of: one.spec.plugin, as: .person(context.person.id))
      return false
    }
    let question = Question(output: output)
    let isAsking = isSure || question.isAnswerable && !output.isJSON
    guard isWanted, isAsking else {
      for one in open where one.state == .running || one.matching > 0 { try tellWaiting(one) }
      return
    }
    try perform(open, again: false, isOffer: true)
  }

  /// Does them, one after the other; sets the exit status where not all of it was done.
  func perform(_ backfills: [BackfillStatus], again: Bool, isOffer: Bool = false) throws {
    var results: [(BackfillSpec, BulkResult)] = []
    for one in backfills {
      guard let result = try perform(one, again: again) else { continue }
      results.append((one.spec, result))
      // Who stopped one wants none of the others.
      if !result.isFinished { break }
    }
    if output.isJSON, !isOffer {
      try context.read { session in
        let report = BulkReport(session: session, output: output)
        try output.write(
          .array(try results.map { $0.identified(in: try report.document($1)) }))
      }
    }
    guard results.allSatisfy({ $1.isFinished && $1.refused.isEmpty }) else {
      throw ExitCode(Failure.Code.refused.exitStatus)
    }
  }

  /// Shows all that they would change.
  func show(_ backfills: [BackfillSpec]) throws {
    var documents: [JSON] = []
    for spec in backfills {
      let order = try context.desk.backfillOrder(spec.name, of: spec.plugin)
      var signals = Signals()
      var changes: [BulkChange] = []
      let plan = try context.plan(order, &signals) { target, outcome, edits in
        if case .done(let receipt) = outcome.verdict, receipt.seq != nil {
          changes.append(BulkChange(ticket: target.ticket, edits: edits))
        }
      }
      try context.read { session in
        let report = BulkReport(session: session, output: output)
        let seen = try changes.compactMap { try $0.seen(in: session) }
        guard !output.isJSON else {
          return documents.append(spec.identified(in: try report.document(plan, all: seen)))
        }
        try output.write(trial(spec, of: order, tried: order.targets.count))
        try report.show(plan, all: seen)
      }
    }
    if output.isJSON { try output.write(.array(documents)) }
  }

  /// Does one; `nil` where that is not wanted.
  private func perform(_ status: BackfillStatus, again: Bool) throws -> BulkResult? {
    let spec = status.spec
    var signals = Signals()
    // What was begun was wanted.
    if status.state != .running {
      let order = try context.desk.backfillOrder(spec.name, of: spec.plugin)
      if !order.targets.isEmpty, !isSure, try !isWanted(spec, order, &signals) { return nil }
    }
    let result = try context.withBar(Text.progressBackfill) { bar in
      try context.desk.performBackfill(
        spec.name, of: spec.plugin, as: .person(context.person.id), again: again
      ) {
        signals.arrive(within: .zero)
      } progress: {
        bar.show($0, of: $1)
      }
    }
    try tell(result, of: spec)
    if result.changed > 0 { try Deliveries(context: context).follow(result.outbox) }
    return result
  }

  private func tell(_ result: BulkResult, of spec: BackfillSpec) throws {
    guard result.total > 0 else {
      return try output.say(Text.backfillNoTicket(plugin: spec.plugin, name: spec.name))
    }
    try context.read { session in
      let report = BulkReport(session: session, output: output)
      guard !output.isJSON else { return }
      try report.tell(result, goingOn: Text.backfillGoesOn(plugin: spec.plugin))
    }
  }

  /// Shows a trial of the first tickets and asks whether all are wanted.
  private func isWanted(
    _ spec: BackfillSpec, _ order: BulkOrder, _ signals: inout Signals,
  ) throws -> Bool {
    let question = Question(output: output)
    guard question.isAnswerable, !output.isJSON else {
      throw Failure(
        .usage,
        Text.backfillWantsYes(
          plugin: spec.plugin, name: spec.name, count: order.targets.count))
    }
    var sample = order
    sample.targets = Array(order.targets.prefix(BulkOrder.part))
    let plan = try context.plan(sample, &signals)
    try context.read { session in
      try output.say(trial(spec, of: order, tried: sample.targets.count))
      try BulkReport(session: session, output: output)
        .preview(try plan.showing { try $0.seen(in: session) })
    }
    let isWanted = try signals.released { () throws(Failure) in
      try question.isAffirmed(Text.backfillAsk(count: order.targets.count))
    }
    if !isWanted {
      try output.say(Text.saidUnchanged)
      try tellWaiting(spec, order.targets.count)
    }
    return isWanted
  }

  private func trial(_ spec: BackfillSpec, of order: BulkOrder, tried: Int) -> Text {
    Text.backfillTrial(
      plugin: spec.plugin, name: spec.name, count: order.targets.count, query: spec.query,
      tried: tried)
  }

  private func tellWaiting(_ status: BackfillStatus) throws {
    guard status.state == .waiting else {
      return try output.say(
        status.text(by: context.read { $0.values.times }))
    }
    try tellWaiting(status.spec, status.matching)
  }

  private func tellWaiting(_ spec: BackfillSpec, _ count: Int) throws {
    try output.say(
      Text.backfillWantsYes(plugin: spec.plugin, name: spec.name, count: count))
  }
}

extension BulkChange {
  /// The change as the person sees it, who may see less than the plugin; `nil` where there is no such
  /// ticket for them.
  fileprivate func seen(in session: DeskSession) throws -> BulkChange? {
    guard try session.ticket(ticket) != nil else { return nil }
    return BulkChange(ticket: ticket, edits: edits.filter { session.viewer.mayName($0.field) })
  }
}

extension BackfillSpec {
  /// A document about it, with what it is.
  fileprivate func identified(in document: JSON) -> JSON {
    .object(
      [("plugin", .string(plugin)), ("backfill", .string(name))] + (document.members ?? []))
  }
}

extension BackfillStatus {
  /// Whether it waits or goes on.
  var isOpen: Bool { state == .waiting || state == .running }

  /// How it stands, in a line.
  func text(by times: TimeText) -> Text {
    let (name, query, plugin) = (spec.name, spec.query, spec.plugin)
    guard let result else {
      return Text.backfillWaiting(name: name, query: query, count: matching, plugin: plugin)
    }
    let reached = result.done + result.refused.count
    if let undoneBy {
      return Text.backfillUndone(
        name: name, query: query, request: result.name, undo: undoneBy, plugin: plugin)
    }
    switch state {
    case .waiting, .running:
      return Text.backfillRunning(
        name: name, query: query, done: reached, total: result.total, request: result.name,
        plugin: plugin)
    case .done:
      return Text.backfillDone(
        name: name, query: query, begun: begun.map(times.clock), request: result.name,
        changed: result.changed, unchanged: result.unchanged, refused: result.refused.count)
    case .abandoned:
      return Text.backfillAbandoned(
        name: name, query: query, done: reached, total: result.total, request: result.name,
        plugin: plugin)
    }
  }

  var json: JSON {
    .object([
      ("name", .string(spec.name)), ("query", .string(spec.query)),
      ("state", .string(state.rawValue)), ("matching", .integer(Int64(matching))),
      ("bulk", result?.name.map(JSON.string) ?? .null),
      ("begun", begun.map { .string($0.iso) } ?? .null),
      ("total", .integer(Int64(result?.total ?? 0))),
      ("changed", .integer(Int64(result?.changed ?? 0))),
      ("unchanged", .integer(Int64(result?.unchanged ?? 0))),
      ("refused", .integer(Int64(result?.refused.count ?? 0))),
      ("undone_by", undoneBy.map(JSON.string) ?? .null),
    ])
  }
}
