import Kernel
import Lua
import Synchronization
import System

/// Where lanes learn whether somebody wants to see a plugin's calls, and leave what they saw.
package final class TracePost: Sendable {
  /// The order in force; asked for each request and each run, so it costs next to nothing without one.
  let present: @Sendable () -> TraceOrder?
  let leave: @Sendable (TracedCall) -> Void

  package init(
    present: @escaping @Sendable () -> TraceOrder?, leave: @escaping @Sendable (TracedCall) -> Void,
  ) {
    self.present = present
    self.leave = leave
  }
}

/// How long a plugin's lines take, from one to the next.
package final class LineTimes: Sendable {
  private struct Place: Hashable {
    let file: String
    let line: Int
  }

  private struct Notes {
    var lines: [Place: (count: Int64, nanoseconds: Int64)] = [:]
    var last: Place?
    var since: UInt64 = 0

    mutating func leave(at now: UInt64) {
      if let last { lines[last, default: (0, 0)].nanoseconds += Int64(now &- since) }
    }
  }

  let plugin: String
  private let notes = Mutex(Notes())

  init(of plugin: String) { self.plugin = plugin }

  /// So many lines are kept of a call, those that took longest.
  private static let most = 100

  func begin() { notes.withLock { $0 = Notes() } }

  /// Notes that a line begins.
  func note(file: String, line: Int) {
    let now = Budget.now
    notes.withLock { notes in
      notes.leave(at: now)
      let place = Place(file: file, line: line)
      notes.lines[place, default: (0, 0)].count += 1
      notes.last = place
      // What noting takes is nobody's.
      notes.since = Budget.now
    }
  }

  func end() -> [TracedLine] {
    let now = Budget.now
    let lines = notes.withLock { notes in
      notes.leave(at: now)
      defer { notes = Notes() }
      return notes.lines
    }
    let sorted = lines.sorted {
      ($0.value.nanoseconds, $1.key.line) > ($1.value.nanoseconds, $0.key.line)
    }
    return sorted.prefix(LineTimes.most).map { place, use in
      TracedLine(
        file: String(place.file.dropFirst(plugin.utf8.count + 1)), line: Int64(place.line),
        count: use.count, nanoseconds: use.nanoseconds)
    }
  }
}

extension LineTimes: Equatable {
  package static func == (one: LineTimes, other: LineTimes) -> Bool { one === other }
}

/// The tracing of one lane: it belongs to the lane's thread.
final class LaneTracing {
  private let post: TracePost
  private(set) var order: TraceOrder?
  private(set) var times: LineTimes?

  init(_ post: TracePost) {
    self.post = post
  }

  /// Looks whether there is an order; gives the plugins whose sandboxes are to be made anew, with or
  /// without their lines told.
  func look() -> [String] {
    let next = post.present()
    guard next?.id != order?.id else { return [] }
    let plugins = [order?.plugin, next?.plugin].compactMap(\.self)
    order = next
    times = next.map { LineTimes(of: $0.plugin) }
    return plugins
  }

  /// Begins to trace a call; `nil` where it is not meant.
  func begin(
    _ plugin: String, kind: String, name: String, event: String, goingBy names: [String],
    at moment: Instant,
  ) -> TracedCall? {
    guard let order, order.plugin == plugin, order.isAbout([event] + names) else { return nil }
    times?.begin()
    return TracedCall(
      order: order.id, at: moment, process: Int64(ThisProcess.number), kind: kind, name: name,
      event: event)
  }

  /// Leaves what was seen.
  func end(_ call: TracedCall) {
    var call = call
    call.lines = times?.end() ?? []
    post.leave(call)
  }
}

/// A call of the deciding lane under way, and what the proposal had before it.
struct TracedDecision {
  var call: TracedCall
  let edits: [Edit]
  let problems: Int
  private let counts: [String: Int64]

  init(_ call: TracedCall, _ proposal: Proposal) {
    self.call = call
    edits = proposal.change.edits
    problems = proposal.problems.count
    counts = TracedDecision.counts(proposal)
  }

  /// What it did by now, by kind: those that there are more of.
  func effects(of proposal: Proposal) -> [String: Int64] {
    var effects = TracedDecision.counts(proposal)
    for (kind, count) in counts { effects[kind, default: 0] -= count }
    return effects.filter { $0.value > 0 }
  }

  private static func counts(_ proposal: Proposal) -> [String: Int64] {
    [
      TracedEffect.notes.rawValue: Int64(proposal.change.notes.count),
      TracedEffect.requests.rawValue: Int64(proposal.effects.followUps.count),
      TracedEffect.notifications.rawValue: Int64(proposal.effects.notifications.count),
    ]
  }
}

extension LaneTracing {
  func begin(_ function: DecidingFunction, on proposal: Proposal) -> TracedDecision? {
    guard let order, order.plugin == function.hook.plugin else { return nil }
    let (hook, submission) = (function.hook, proposal.submission)
    let isAction = function.isAction
    let events = [proposal.change.action.rawValue, submission.request.action.name]
    let names = isAction ? ["ticket.\(hook.name)"] : events.map { "ticket.\($0)" }
    let event = isAction ? "action.\(hook.name)" : hook.event
    guard
      var call = begin(
        hook.plugin, kind: isAction ? "action" : hook.kind.rawValue, name: hook.name, event: event,
        goingBy: isAction || hook.event == HookEvent.every ? names : [], at: submission.now)
    else { return nil }
    call.isDryRun = submission.isDryRun
    call.action = submission.request.action.name
    call.ticket = submission.id.rawValue
    call.actor = submission.person?.id.rawValue
    call.params = proposal.change.params.mapValues(TracedEdit.short)
    call.given = proposal.change.edits.map { TracedEdit($0) }
    return TracedDecision(call, proposal)
  }

  func end(
    _ traced: TracedDecision, _ proposal: Proposal, _ cost: HookCost, _ problem: PluginProblem?,
  ) {
    var call = traced.call
    call.amended = proposal.change.edits.filter { !traced.edits.contains($0) }.map {
      TracedEdit($0)
    }
    call.refused = proposal.problems.dropFirst(traced.problems).map {
      TracedRefusal(field: $0.field, message: $0.message)
    }
    call.effects = traced.effects(of: proposal)
    call.fault = problem?.description
    (call.nanoseconds, call.instructions) = (cost.nanoseconds, cost.instructions)
    end(call)
  }
}

extension PluginHost {
  /// A host of the same plugins whose code never stops: for decisions that are only compared.
  static func unpaused(_ set: LoadedSet) -> PluginHost {
    let host = PluginHost(set) { _ in }
    host.boxes.mayPause = false
    return host
  }

  /// Begins or ends the tracing of a plugin, in sandboxes of its own.
  func lookForTraces() {
    guard let tracing else { return }
    for plugin in tracing.look() {
      boxes.drop(plugin)
      functions.drop(plugin)
    }
    boxes.times = tracing.times
  }
}
