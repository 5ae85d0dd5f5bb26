import ArgumentParser
import Desk
import Display
import Kernel
import System
import Texts

/// Does one request to many tickets: shows what it comes to, asks, does it, tells what came of it.
struct BulkRun {
  let context: CommandContext
  let options: ActionOptions
  let isAtomic: Bool

  private var output: Output { context.output }

  /// Finds the tickets and does the request to them.
  func perform(_ asked: Request, on target: TicketTarget) throws {
    let order = try context.read { session in
      var request = asked
      request.set = try AskedFields(asked.set, in: session).set
      // What `+3d` means is settled when it is planned.
      request.asked = session.now
      return BulkOrder(request, for: try target.targets(in: session))
    }
    try perform(order)
  }

  /// Does what is ordered, once it was looked at.
  func perform(_ asked: BulkOrder) throws {
    var order = asked
    // Files are not kept for later: what has them is done at once.
    order.isAtomic = order.isAtomic || isAtomic || !order.request.uploads.isEmpty
    guard !order.targets.isEmpty else {
      try output.say(Text.saidNothingMatched)
      guard output.isJSON else { return }
      return try tell(BulkResult(name: nil, total: 0))
    }
    var signals = Signals()
    if options.dryRun { return try show(order, &signals) }
    if !options.yes, try !isWanted(order, &signals) { return }
    let result = try context.withBar(Text.progressUpdating) { bar in
      try context.desk.perform(order) {
        signals.arrive(within: .zero)
      } progress: {
        bar.show($0, of: $1)
      }
    }
    try end(result, of: order.request.action)
  }

  /// Does a few tickets that belong together without asking: all of them, or nothing.
  func performAtOnce(_ order: BulkOrder) throws {
    var signals = Signals()
    if options.dryRun { return try show(order, &signals) }
    try end(try context.desk.perform(order), of: order.request.action)
  }

  /// Goes on with a bulk that was begun.
  func resume(_ name: String) throws {
    guard !options.dryRun else {
      return try perform(try context.desk.openOrder(ofBulk: name, as: context.person))
    }
    var signals = Signals()
    let result = try context.withBar(Text.progressUpdating) { bar in
      try context.desk.resume(name, as: context.person) {
        signals.arrive(within: .zero)
      } progress: {
        bar.show($0, of: $1)
      }
    }
    try end(result)
  }

  /// Gives up a bulk that was begun.
  func abandon(_ name: String) throws {
    let result = try context.desk.abandon(name, as: context.person)
    guard !output.isJSON else { return try tell(result) }
    let (done, count) = (result.changed, result.total)
    try output.write(
      options.dryRun
        ? Text.bulkWouldGiveUp(name: name, done: done, count: count)
        : Text.bulkGivenUp(name: name, done: done, count: count))
  }

  /// The bulks that may be gone on with.
  func listUnfinished() throws {
    try context.read(listUnfinished)
  }

  private func listUnfinished(in session: DeskSession) throws {
    let unfinished = try session.unfinishedBulks()
    let text = session.values
    guard !output.isJSON else {
      return try output.write(.array(try unfinished.map { try $0.json(text) }))
    }
    guard !unfinished.isEmpty else { return try output.say(Text.saidNothingUnfinished) }
    var table = Table([
      .init(Text.columnRequest), .init(Text.columnBegun), .init(Text.columnBy),
      .init(Text.columnAction), .init(Text.columnDone, isNumeric: true),
      .init(Text.columnOf, isNumeric: true),
    ])
    for one in unfinished {
      table.append(
        [
          one.request, text.times.clock(one.begun), try text.who(one.actor),
          output.standard.words(text.deed(Action(one.action))), "\(one.reached)", "\(one.total)",
        ].map { .init($0) })
    }
    try output.write(table.lines(on: output.standard))
  }

  /// Tells the end, does what can be done at once of what follows, and sets the exit status.
  private func end(_ result: BulkResult, of action: Action? = nil) throws {
    try tell(result, of: action)
    if !options.noWork, result.changed > 0 {
      try Deliveries(context: context).follow(result.outbox)
    }
    guard result.isFinished, result.refused.isEmpty else {
      throw ExitCode(Failure.Code.refused.exitStatus)
    }
  }

  private func tell(_ result: BulkResult, of action: Action? = nil) throws {
    try context.read { session in
      try BulkReport(session: session, output: output, action: action).tell(result)
    }
  }

  /// The whole plan, a line for each edit.
  private func show(_ order: BulkOrder, _ signals: inout Signals) throws {
    var changes: [BulkChange] = []
    let plan = try context.plan(order, &signals) { target, outcome, edits in
      if case .done(let receipt) = outcome.verdict, receipt.seq != nil {
        changes.append(BulkChange(ticket: target.ticket, edits: edits))
      }
    }
    try context.read { session in
      try BulkReport(session: session, output: output, action: order.request.action)
        .show(plan, all: changes)
    }
  }

  /// Shows what it comes to and asks whether that is wanted.
  private func isWanted(_ order: BulkOrder, _ signals: inout Signals) throws -> Bool {
    let plan = try context.plan(order, &signals)
    try context.read { session in
      try BulkReport(session: session, output: output, action: order.request.action)
        .preview(plan)
    }
    guard plan.changed > 0 else {
      throw ExitCode(plan.refused.isEmpty ? 0 : Failure.Code.refused.exitStatus)
    }
    let question = Question(output: output)
    if order.request.verb == .purge {
      try signals.released { () throws(Failure) in
        try question.confirm(
          Text.purgeAskingMany(count: plan.changed), answer: "\(plan.changed)", isSure: false)
      }
      return true
    }
    guard question.isAnswerable else {
      throw Failure(.usage, Text.bulkWantsYes(count: plan.changed))
    }
    let isWanted = try signals.released { () throws(Failure) in
      try question.isAffirmed(Text.bulkAsk(count: plan.changed))
    }
    guard isWanted else {
      try output.say(Text.saidUnchanged)
      return false
    }
    return true
  }
}

extension CommandContext {
  /// Tries every change of a bulk and gives what it comes to; a signal ends that.
  func plan(
    _ order: BulkOrder, _ signals: inout Signals,
    each: (BulkTarget, Outcome, [Edit]) throws -> Void = { _, _, _ in },
  ) throws -> BulkPlan {
    let plan = try withBar(Text.progressPlanning) { bar in
      try desk.plan(
        order, isStopped: { signals.arrive(within: .zero) },
        progress: { bar.show($0, of: $1) }, each: each)
    }
    if signals.arrive(within: .zero) {
      throw Failure(.failed, Text.bulkStoppedPlanning)
    }
    return plan
  }

  /// Shows on a terminal how far something is while it is done.
  func withBar<Result>(_ label: Text, _ body: (ProgressBar) throws -> Result) rethrows -> Result {
    let bar = ProgressBar(label, on: output.error)
    defer { bar.finish() }
    return try body(bar)
  }
}

extension UnfinishedBulk {
  fileprivate func json(_ text: ValueText) throws -> JSON {
    .object([
      ("bulk", .string(request)), ("begun", .string(begun.iso)),
      ("actor", .string(try text.actor(actor))), ("action", .string(action)),
      ("reached", .integer(Int64(reached))), ("total", .integer(Int64(total))),
    ])
  }
}

/// The signals that ask a program to end, kept back so that it ends between two pieces of work.
struct Signals: ~Copyable {
  private let held = HeldSignals([.interrupt, .terminate])
  private var hasArrived = false

  /// Does something that they end at once, as they do to other programs: waiting for an answer.
  func released<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result,
  ) throws(Failure) -> Result {
    try held.released(body)
  }

  /// Waits for one, but no longer than that; whether there was one, now or before.
  mutating func arrive(within time: Duration) -> Bool {
    hasArrived = hasArrived || held.wait(time) != nil
    return hasArrived
  }
}
