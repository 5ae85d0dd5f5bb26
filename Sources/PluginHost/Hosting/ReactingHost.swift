import Kernel
import Lua
import Texts

/// Runs after hooks, timers and channels: the reacting lane, after the commit.
///
/// It belongs to one worker thread. What plugins write are requests, handed to `submit` of the run;
/// the same request of a retried run has the same key, so that it is done once.
package final class ReactingHost {
  /// One run: the outbox row that it is for, the desk to read, and the way to write.
  package struct Run {
    package var row: Int64
    package var desk: any DeskReading
    package var bulk: (any BulkDesk)?
    /// The way out to the web.
    package var network: any Network
    /// Whether the worker is to end, which ends requests on the web at once.
    package var isStopped: () -> Bool
    package var submit: (Request) throws -> Outcome

    package init(
      row: Int64, desk: any DeskReading, bulk: (any BulkDesk)? = nil, network: any Network,
      isStopped: @escaping () -> Bool = { false },
      submit: @escaping (Request) throws -> Outcome,
    ) {
      self.row = row
      self.desk = desk
      self.bulk = bulk
      self.network = network
      self.isStopped = isStopped
      self.submit = submit
    }
  }

  package let set: LoadedSet
  /// Counts what functions use; `nil` for what is only tried.
  private let meter: PluginMeter?
  let boxes: PluginBoxes
  let tracing: LaneTracing?

  /// Takes what was loaded; `log` takes what plugins write to the desk's log, `tracing` is where calls
  /// are asked for and told.
  package init(
    _ set: LoadedSet, meter: PluginMeter? = nil, post: WatchPost? = nil,
    tracing: TracePost? = nil, log: @escaping (PluginLogLine) -> Void,
  ) {
    self.set = set
    self.tracing = tracing.map(LaneTracing.init)
    boxes = PluginBoxes(of: set, meter: meter, post: post, log: log)
    self.meter = meter
  }

  /// Runs an after hook on an entry; `entries` are all of its ticket up to it, `present` is the
  /// ticket as it is now, by which it is judged what the plugin sees.
  package func after(
    _ hook: HookSpec, on entry: Entry, of entries: [Entry], present: Ticket?, in run: Run,
  ) throws(HookFault) -> ReactionResult {
    let cause = Cause(
      entry: entry.seq, origin: entry.origin ?? entry.seq, depth: entry.depth.addingSaturated(1),
      hook: hook.signature, laps: hook.laps, plugin: hook.plugin)
    return try react(
      .hook(hook.name), plugin: hook.plugin, signature: hook.signature, cause: cause,
      about: entry.ticket, in: run
    ) { context, writer in
      let change = CommittedChange(entry, of: entries)
      let sight = Sight(of: context, on: run.desk)
      context.writer.committed(sight.committed(change, present: present), into: &writer)
    }.result
  }

  /// Runs an after hook on an entry of the desk's own chain.
  package func desk(
    _ hook: HookSpec, on entry: Entry, in run: Run,
  ) throws(HookFault) -> ReactionResult {
    let cause = Cause(
      entry: entry.seq, origin: entry.origin ?? entry.seq, depth: entry.depth.addingSaturated(1),
      hook: hook.signature, laps: hook.laps, plugin: hook.plugin)
    let person: Person?
    do {
      person = try DeskChange.person(in: entry).flatMap { try run.desk.person($0) }
    } catch {
      throw HookFault(
        hook: hook.signature, plugin: hook.plugin, message: Text(of: error).description)
    }
    guard let change = DeskChange(entry, person: person) else {
      return ReactionResult(plugin: hook.plugin)
    }
    return try react(
      .hook(hook.name), plugin: hook.plugin, signature: hook.signature, cause: cause,
      occasion: change.event.name, in: run
    ) { context, writer in
      context.writer.desk(Sight(of: context, on: run.desk).desk(change), into: &writer)
    }.result
  }

  /// Runs a plugin's hooks on `timer.NAME` of a ticket, as `change:schedule` had set it.
  ///
  /// Those of which `holds` is not true have nothing to do; `nil` where there are none at all.
  package func ticketTimer(
    _ firing: TimerFiring, plugin: String, ticket: Ticket, in run: Run,
    where holds: (HookSpec) -> Bool,
  ) throws(HookFault) -> [ReactionResult]? {
    var results: [ReactionResult] = []
    // The hooks of one firing are committed together, and each sees what those before it wrote.
    let reading = ReactionReading(run.desk)
    let event = "timer.\(firing.name)"
    let hooks = set.registry.hooks.filter { $0.plugin == plugin && $0.event == event }
    guard !hooks.isEmpty else { return nil }
    for hook in hooks where holds(hook) {
      results.append(
        try react(
          .hook(hook.name), plugin: plugin, signature: hook.signature, cause: nil,
          occasion: event, about: ticket.id, in: run, reading
        ) { context, writer in
          let seen = Sight(of: context, on: run.desk).subject(ticket)
          context.writer.fired(firing, ticket: seen, into: &writer)
        }.result)
    }
    if !results.isEmpty { results[results.count - 1].state = reading.state(of: plugin) }
    return results
  }

  /// Runs what a plugin does at intervals.
  package func every(
    _ firing: TimerFiring, plugin: String, in run: Run,
  ) throws(HookFault) -> ReactionResult {
    try react(
      .timer(firing.name), plugin: plugin, signature: signature(of: plugin, firing.name),
      cause: nil, occasion: "timer.\(firing.name)", in: run
    ) { context, writer in
      writer.value(firing.lua, keys: context.layout.layout.keys)
    }.result
  }

  /// Gives a channel a message to send.
  package func send(
    _ message: SeenMessage, by channel: ChannelSpec, in run: Run,
  ) throws(HookFault) -> ReactionResult {
    let signature = signature(of: channel.plugin, channel.name)
    var (result, values) = try react(
      .channel(channel.name), plugin: channel.plugin, signature: signature, cause: nil,
      about: message.message.value.ticket?.id, in: run
    ) { context, writer in
      context.writer.message(message.message, into: &writer)
    }
    result.delivery = ReactionResult.Delivery(values) { words($0, of: channel.plugin) }
    return result
  }

  /// A text that a plugin gave, in the desk's language; `nil` where it is none.
  private func words(_ value: LuaValue, of plugin: String) -> String? {
    guard let box = try? boxes.box(for: plugin) else { return value.text }
    return (try? box.context.words(value, in: set.desk.language)) ?? nil
  }

  private func signature(of plugin: String, _ name: String) -> String {
    "\(plugin)@\(set.plugin(plugin)?.spec.version ?? ""):\(name)"
  }
}

extension ReactingHost {
  private func react(
    _ key: FunctionKey, plugin: String, signature: String, cause: Cause?, occasion: String? = nil,
    about ticket: Ticket.ID? = nil, in run: Run, _ shared: ReactionReading? = nil,
    arguments: (SandboxContext, inout WireWriter) -> Void,
  ) throws(HookFault) -> (result: ReactionResult, values: [LuaValue]) {
    let start = Budget.now
    var used: Int64 = 0
    var memory = 0
    var isFault = true
    var traced = beginTracing(key, of: plugin, occasion: occasion, cause, about: ticket, in: run)
    defer {
      if var traced {
        (traced.nanoseconds, traced.instructions) = (Int64(Budget.now - start), used)
        tracing?.end(traced)
      }
      if let meter {
        meter.count(
          in: meter.counter(of: key.use(of: plugin)), nanoseconds: Int64(Budget.now - start),
          instructions: used, memory: memory, isFault: isFault)
      }
    }
    do throws(PluginProblem) {
      let box = try boxes.box(for: plugin)
      defer { memory = box.sandbox.statistics.peakMemory }
      let reading = shared ?? ReactionReading(run.desk)
      let reaction = Reaction(
        row: run.row, hook: signature, cause: cause, occasion: occasion, about: ticket,
        bulk: run.bulk,
        web: WebAccess(run.network, isStopped: run.isStopped), submit: run.submit)
      let values = try box.react(reaction, reading, by: key, used: &used) {
        arguments(box.context, &$0)
      }
      var result = ReactionResult(plugin: plugin)
      result.instructions = used
      result.take(reaction)
      if shared == nil { result.state = reading.state(of: plugin) }
      isFault = false
      traced?.effects = [
        TracedEffect.requests.rawValue: reaction.requests,
        TracedEffect.notifications.rawValue: Int64(result.notifications.count),
        TracedEffect.timers.rawValue: Int64(result.timers.count),
      ].filter { $0.value > 0 }
      return (result, values)
    } catch {
      traced?.fault = error.description
      boxes.drop(plugin)
      throw HookFault(
        hook: signature, plugin: plugin, message: error.description, traceback: error.traceback)
    }
  }
}

extension PluginBox {
  /// Calls a function in the reacting lane, for one run.
  fileprivate func react(
    _ reaction: Reaction, _ reading: ReactionReading, by key: FunctionKey, used: inout Int64,
    arguments: (inout WireWriter) -> Void,
  ) throws(PluginProblem) -> [LuaValue] {
    forget()
    defer { forget() }
    context.rows.reset()
    context.beginCall(
      milliseconds: context.reacting.milliseconds, limit: PluginLimits.reactingMilliseconds)
    sandbox.setClock(milliseconds: reading.now.milliseconds)
    sandbox.reseed(UInt64(truncatingIfNeeded: reaction.row))
    return try context.doing(.reacting(reaction, context.limited(reading))) {
      () throws(PluginProblem) in
      try call(try function(key), used: &used, arguments: arguments)
    }
  }

  private func call(
    _ function: LuaFunction, used: inout Int64, arguments: (inout WireWriter) -> Void,
  ) throws(PluginProblem) -> [LuaValue] {
    let (limits, most) = (context.limits, context.reacting)
    var budget = Budget(instructions: most.instructions, milliseconds: most.milliseconds)
    defer {
      used = most.instructions - max(0, budget.instructions)
    }
    do throws(LuaError) {
      return try running(budget, milliseconds: most.milliseconds) {
        () throws(LuaError) in
        try sandbox.call(function, budget: &budget, arguments: arguments)
      }
    } catch {
      throw PluginProblem(error, plugin: context.plugin, limits: limits, isReacting: true)
    }
  }
}

extension ReactionResult {
  /// Takes what a run leaves to be written, its state left out.
  mutating func take(_ reaction: Reaction) {
    for effect in reaction.effects {
      switch effect {
      case .notify(let ticket, let told): notifications.append((ticket, told))
      case .schedule(let ticket, let change): timers.append((ticket, change))
      }
    }
  }
}

extension ReactionResult.Delivery {
  /// The codes that an answer may have.
  private static let codes = ["retry", "later", "drop", "pass"]

  /// Reads what `send` gave back: true, or nil and what went wrong; `words` reads texts of the plugin.
  fileprivate init(_ values: [LuaValue], _ words: (LuaValue) -> String?) {
    guard values.first != .boolean(true) else {
      self = .sent
      return
    }
    let failure = values.count > 1 ? values[1] : .null
    // A text alone says why, and leaves all else to the desk.
    let said = failure["message"].flatMap(words) ?? words(failure)
    let message = said ?? Text.apiChannelFailed.description
    let wait = failure["after"].flatMap(Durations.milliseconds)
    switch failure["code"]?.text {
    case "drop": self = .drop(message: message)
    case "later": self = .later(after: wait, message: message)
    case "pass":
      self = .pass(
        to: failure["channel"]?.text ?? "", together: failure["together"] == .boolean(true))
    case let code? where code != "retry":
      let unknown = Names.unknown(code, among: ReactionResult.Delivery.codes)
      self = .retry(after: wait, message: Text.apiChannelCode(unknown: unknown).description)
    default: self = .retry(after: wait, message: message)
    }
  }
}
