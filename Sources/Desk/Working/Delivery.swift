import Kernel
import PluginHost
import Storage
import Texts

/// Carries one row of the outbox out.
struct Delivery {
  let row: OutboxRow
  let worker: Worker
  let network: LaneNetwork

  /// What is to be written with the row's acknowledgement.
  struct Result: Sendable {
    var reactions: [ReactionResult] = []
    /// The next firing of something that happens again and again.
    var next: OutboxRow?
    /// A report that was made for somebody.
    var told: OutboxRow?
    var entry: EntryID?
    /// The message, where its channel passes it on to another one.
    var passing: Passing?
  }

  /// A message that is passed on, by whom, and whether others go with it.
  struct Passing: Sendable {
    let row: OutboxRow
    let channel: ChannelSpec
    let isTogether: Bool
    let owner: String
  }

  /// The row that led to it, and the time of its acknowledgement.
  struct Occasion: Sendable {
    let row: Int64
    let now: Instant
  }

  /// Does it; throws where it is to be tried again.
  func carryOut() throws -> Result {
    try refuseIfIdle(row.plugin)
    return switch row.kind {
    case .notify: try notify()
    case .after: try after()
    case .timer: try timer()
    case .every: try row.plugin.isEmpty ? weeklyReport() : every()
    }
  }

  private var now: Instant { worker.desk.clock.now() }

  private func run(_ rulebook: Rulebook) -> ReactingHost.Run {
    let desk = worker.desk
    return ReactingHost.Run(
      row: row.id, desk: LiveReading(rulebook: rulebook, now: now, readers: desk.readers),
      bulk: DeskBulks(desk: desk), network: network,
      submit: { request in
        let outcome = try worker.patiently { try desk.perform(request) }
        if case .refused(let refusal) = outcome.verdict, outcome.stoppedChain == nil {
          worker.note(refusal, of: request, row)
        }
        return outcome
      })
  }

  private func after() throws -> Result {
    let (rulebook, host) = try worker.rules()
    let hooks = rulebook.afterHooks.map(\.spec)
    guard let seq = row.entry,
      let hook = hooks.first(where: { $0.plugin == row.plugin && $0.name == row.name })
    else { throw gone(Text.outboxHook(name: row.name)) }
    let found = try worker.desk.readers.read { reader -> (Entry, [Entry], Ticket?)? in
      guard let entry = try reader.entry(seq) else { return nil }
      guard entry.ticket != .desk else { return (entry, [], nil) }
      let entries = try reader.entries(of: entry.ticket).filter { $0.number <= entry.number }
      return (entry, entries, try reader.ticket(entry.ticket))
    }
    guard let (entry, entries, present) = found else {
      throw DeliveryFailure(.lost, Text.deskNoEntry(seq: seq.rawValue))
    }
    let reaction =
      try entry.ticket == .desk
      ? host.desk(hook, on: entry, in: run(rulebook))
      : host.after(hook, on: entry, of: entries, present: present, in: run(rulebook))
    return Result(reactions: [reaction], entry: seq)
  }

  private func timer() throws -> Result {
    let id = row.ticket ?? .desk
    if row.plugin.isEmpty { return try wake(id) }
    let (rulebook, host) = try worker.rules()
    let found = try worker.desk.readers.read { reader in
      try reader.ticket(id).map { ticket in
        (ticket, rulebook.hooks(of: row.plugin, on: ticket, at: now, reading: reader))
      }
    }
    guard let (ticket, hooks) = found else {
      throw DeliveryFailure(.needless, Text.ticketMissing(ticket: id.rawValue))
    }
    let reactions = try host.ticketTimer(
      firing, plugin: row.plugin, ticket: ticket, in: run(rulebook)
    ) { hooks.contains($0.name) }
    guard let reactions else { throw gone(Text.outboxTimer(name: row.name)) }
    return Result(reactions: reactions, entry: row.entry)
  }

  /// A postponed ticket comes back by itself.
  private func wake(_ id: Ticket.ID) throws -> Result {
    // Postponed anew, or woken, since the row was taken: then it is no longer this row's business.
    guard let ticket = try worker.desk.readers.read({ try $0.ticket(id) }),
      ticket.category == .postponed, let wake = ticket.wake, wake <= row.notBefore
    else { throw DeliveryFailure(.needless, Text.outboxAwake(ticket: id.rawValue)) }
    var request = Request(
      actor: .desk, source: .timer, action: .verb(.wake), ticket: id)
    request.key = "wake/\(row.id)"
    request.readVersion = ticket.version
    if case .refused(let refusal) = try worker.patiently({ try worker.desk.perform(request) })
      .verdict
    {
      throw DeliveryFailure(.retry(after: nil), refusal.text)
    }
    return Result()
  }

  private func every() throws -> Result {
    let (rulebook, host) = try worker.rules()
    guard
      let timer = rulebook.registry.timers.first(where: {
        $0.plugin == row.plugin && $0.name == row.name
      })
    else { throw gone(Text.outboxEvery(name: row.name)) }
    let reaction = try host.every(firing, plugin: row.plugin, in: run(rulebook))
    var result = Result(reactions: [reaction])
    result.next = timer.row(
      after: row.notBefore, now: now, zone: rulebook.settings.zone)
    result.next?.payload = "\(now.milliseconds)"
    return result
  }

  private var firing: TimerFiring {
    TimerFiring(
      name: row.name, now: now, last: row.kind == .every ? lastFiring : nil,
      late: max(0, now.milliseconds(since: row.notBefore)), data: timerData)
  }

  /// When an `every` fired before, which its row carries along.
  private var lastFiring: Instant? {
    Int64(row.payload).map(Instant.init(milliseconds:))
  }

  private var timerData: String { row.kind == .every ? "" : row.payload }
}

extension Delivery {
  /// Gives a message to a channel, with what its recipient may see of the ticket by now.
  private func notify() throws -> Result {
    let (rulebook, host) = try worker.rules()
    guard let channel = rulebook.registry.channels.first(where: { $0.name == row.name }) else {
      throw DeliveryFailure(.retry(after: nil), Text.outboxNoChannel(channel: row.name))
    }
    guard let message = try message(rulebook, through: channel) else {
      throw DeliveryFailure(.needless, Text.outboxNothingToTell)
    }
    try refuseIfIdle(channel.plugin)
    let reaction = try host.send(message, by: channel, in: run(rulebook))
    switch reaction.delivery {
    case .sent: break
    case .retry(let wait, let words): throw DeliveryFailure(.retry(after: wait), Text(words: words))
    case .drop(let words): throw DeliveryFailure(.dead, Text(words: words))
    case .later(let wait, let words):
      let until = now.advanced(byMilliseconds: wait ?? Worker.backoff(afterTry: row.tries))
      throw DeliveryFailure(.postponed(until: until), Text(words: words))
    case .pass(let name, let isTogether):
      var result = Result(reactions: [reaction], entry: row.entry)
      result.passing = try passing(to: name, together: isTogether, rulebook)
      return result
    }
    return Result(reactions: [reaction], entry: row.entry)
  }

  /// Where the channel's answer leads that it is not for itself; it does not lead on for ever.
  private func passing(
    to name: String, together isTogether: Bool, _ rulebook: Rulebook,
  ) throws -> Passing {
    guard name != row.name else {
      throw DeliveryFailure(.dead, Text.outboxPassedToItself(channel: name))
    }
    guard let channel = rulebook.registry.channels.first(where: { $0.name == name }) else {
      throw DeliveryFailure(.retry(after: nil), Text.outboxNoChannel(channel: name))
    }
    guard row.recipient != nil else {
      throw DeliveryFailure(.dead, Text.outboxPassedOutside(channel: row.name))
    }
    guard PassedMessages(of: row)?.passes ?? 0 < Limit.passes else {
      throw DeliveryFailure(.dead, Text.outboxPassedOn(count: Limit.passes, channel: name))
    }
    return Passing(row: row, channel: channel, isTogether: isTogether, owner: worker.owner)
  }
}

extension Delivery.Passing {
  /// Gives the other channel the message, with all that go with it, which are done by that.
  fileprivate func write(to transaction: WriteTransaction, at now: Instant) throws {
    let others =
      isTogether
      ? try transaction.acknowledgeOthers(
        like: row, owner: owner, now: now, limit: Limit.passedMessages - 1)
      : []
    let passed = (others + [row]).sorted { $0.id < $1.id }
    try transaction.enqueue(PassedMessages.row(passing: passed, from: row, to: channel, now: now))
  }
}

extension Delivery.Result {
  /// Writes all of it; the row's acknowledgement comes first in the same transaction.
  ///
  /// Gives the key of a plugin's state that others have changed since it was read: then nothing of it
  /// may stay.
  func write(
    to transaction: WriteTransaction, _ deciding: DecidingLane, on occasion: Delivery.Occasion,
  ) throws -> String? {
    for reaction in reactions where reaction.leavesAnything {
      if let key = try reaction.state.moved(in: transaction) { return key }
    }
    for reaction in reactions {
      if let key = try reaction.state.write(to: transaction) { return key }
      try writeTimers(of: reaction, to: transaction)
      try writeNotifications(of: reaction, to: transaction, deciding, occasion)
    }
    for row in [told, next].compactMap(\.self) { try transaction.enqueue(row) }
    try passing?.write(to: transaction, at: occasion.now)
    return nil
  }

  private func writeTimers(of reaction: ReactionResult, to transaction: WriteTransaction) throws {
    for (ticket, timer) in reaction.timers {
      let key = timer.key(of: ticket)
      guard let moment = timer.at else {
        try transaction.dropOutboxRow(key: key)
        continue
      }
      try transaction.enqueue(
        OutboxRow(
          key: key, kind: .timer, plugin: timer.plugin, name: timer.name, ticket: ticket,
          entry: entry, payload: timer.data, notBefore: moment))
    }
  }

  private func writeNotifications(
    of reaction: ReactionResult, to transaction: WriteTransaction, _ deciding: DecidingLane,
    _ occasion: Delivery.Occasion,
  ) throws {
    let rules = try deciding.rules(in: transaction)
    var planner = NotificationPlanner(
      rulebook: rules.rulebook, transaction: transaction, now: occasion.now)
    for (id, told) in Dictionary(grouping: reaction.notifications, by: \.ticket)
      .sorted(by: { $0.key.rawValue < $1.key.rawValue })
    {
      guard let ticket = try transaction.ticket(id),
        let last = try transaction.lastEntry(of: id)?.seq
      else { continue }
      let isAboutEntry = try entry.map { try transaction.entry($0)?.ticket == id } ?? false
      let rows = try planner.rows(
        told.map(\.notification), about: ticket, entry: isAboutEntry ? entry ?? last : last,
        from: occasion.row)
      for row in rows { try transaction.enqueue(row) }
    }
  }
}
