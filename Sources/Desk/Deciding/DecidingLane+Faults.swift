import Kernel
import PluginHost
import Storage
import Texts

extension DecidingLane {
  /// What happens in every transaction: rules are read, faults counted, and use written down.
  static func steps(_ clock: Clock) -> TransactionSteps<DecidingLane> {
    var steps = TransactionSteps<DecidingLane>()
    steps.begin = { try $1.begin($0) }
    steps.log = { line, transaction, deciding in
      try deciding.write(line, to: transaction)
    }
    steps.end = { transaction, deciding, isLast in
      try deciding.writeUses(to: transaction, now: clock.now(), isLast: isLast)
    }
    steps.isPending = { !$0.meter.isEmpty }
    return steps
  }

  /// Writes a line of the log; a fault counts against its plugin, which too many suspend.
  private func write(_ line: LogLine, to transaction: WriteTransaction) throws {
    try transaction.write(line)
    guard line.isFault, !line.plugin.isEmpty else { return }
    var health =
      try transaction.pluginHealth(of: line.plugin) ?? PluginHealth(plugin: line.plugin)
    let isSuspended = health.fail(at: line.at, line.message)
    try transaction.write(health)
    guard isSuspended, let suspension = health.suspension else { return }
    try transaction.write(
      LogLine(
        at: line.at, level: .error, plugin: line.plugin,
        message: Text.logSuspended(
          end: suspension.words, count: PluginHealth.mostFaults,
          minutes: PluginHealth.window / 60_000, plugin: line.plugin
        ).rendered(in: Language(traits.language) ?? .english)))
    try RulebookSource.bumpRevision(in: transaction)
  }

  /// How often counts are written down: not with every request.
  private static let pause = Duration.seconds(1)

  private func writeUses(to transaction: WriteTransaction, now: Instant, isLast: Bool) throws {
    guard !meter.isEmpty else { return }
    let clock = ContinuousClock.now
    if !isLast, let lastCounted, clock - lastCounted < DecidingLane.pause { return }
    lastCounted = clock
    for (key, use) in meter.take() { try transaction.add(use, of: key, at: now) }
  }

  /// Tells the desk's log that a change was made without plugins that should have had their say.
  func absenceLine(
    _ request: Request, in transaction: WriteTransaction, at moment: Instant,
  ) throws -> LogLine {
    let name = try request.actor.person.flatMap { try transaction.person($0)?.name }
    let who = name.map { Text(words: $0) } ?? Text.deskItself
    let plugins = cache.absent.sorted().joined(separator: ", ")
    let text =
      request.ticket.map { ticket in
        Text.logWorkedWithoutOn(
          name: who, plugins: plugins, action: request.action, ticket: ticket.rawValue)
      }
      ?? Text.logWorkedWithout(name: who, plugins: plugins, action: request.action)
    return LogLine(
      at: moment, level: .warning, message: text.rendered(in: Language(traits.language) ?? .english)
    )
  }
}

extension RulebookSource {
  /// Tells this and other processes that rules made of roles, people and plugins' health are stale.
  static func bumpRevision(in transaction: WriteTransaction) throws {
    let count = Int64(try transaction.setting(revision) ?? "") ?? 0
    try transaction.set(revision, to: "\(count + 1)")
    transaction.noteRuleChange()
  }
}
