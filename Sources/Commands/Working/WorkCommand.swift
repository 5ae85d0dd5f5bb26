import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket work`: the worker, which does what follows from changes.
struct WorkCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "work",
    abstract: "Do what follows from changes: after hooks, notifications, timers.",
    discussion: """
      Goes on until it is stopped; with --once, until nothing is due. Several may work at once. It \
      notices what others change within a tenth of a second, waits where the desk is locked, and \
      keeps house: old lines of the desk log and rows of the outbox that are done are deleted \
      (docket.lua: log_limit, log_megabytes, log_days, outbox_days), and docket.db-wal is kept \
      small.

      A first SIGTERM or Ctrl-C lets the work in hand end, within --grace; a second one ends at \
      once, and the row in hand is done again by another worker. SIGHUP reads docket.lua again. As \
      a service of systemd it says when it is ready and that it is alive: scripts/docket.service.

      Examples:
        docket work
        docket work --once
        docket work --log-level warning
      """)

  @Flag(help: "Do what is due now, then end.") var once = false
  @Option(
    help: "How many seconds a piece of work may take before another worker takes it over.",
    completion: .nothing)
  var lease = 60
  @Option(
    help: "How many seconds the work in hand has to end when the worker is stopped.",
    completion: .nothing)
  var grace = 30
  @Option(help: "What to say on standard error, from this level upwards.")
  var logLevel = LogLine.Level.info
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (1...86_400).contains(lease) else {
      throw ValidationError(Text.usageLease.description)
    }
    guard (0...86_400).contains(grace) else {
      throw ValidationError(Text.usageGrace.description)
    }
  }

  func run(in context: CommandContext) throws {
    try context.require(.outboxManage)
    let log = WorkLog(context.output, from: logLevel)
    let signals = try SignalWatch(graceSeconds: grace) { log.say(.info, $0) }
    try signals.start()
    let sign = WorkerSign(in: context.desk.folder.path)
    let report = try once ? workOnce(context, signals, log) : workOn(context, signals, log)
    _ = consume sign
    try tell(report, on: context.output)
  }

  private func workOnce(
    _ context: CommandContext, _ signals: SignalWatch, _ log: WorkLog,
  ) throws -> Worker.Report {
    let crew = WorkCrew(desk: context.desk, leaseMilliseconds: Int64(lease) * 1_000)
    crew.onLine = { log.say($0) }
    defer { crew.end() }
    return try crew.finishDue(pause: { signals.wait(upToMilliseconds: 50) }) { signals.isEnding }
  }

  private func workOn(
    _ context: CommandContext, _ signals: SignalWatch, _ log: WorkLog,
  ) throws -> Worker.Report {
    log.say(.info, context.output.error.isTerminal ? Text.workWorkingHere : Text.workWorking)
    let (folder, absent) = (context.desk.folder.path, context.desk.absentPlugins)
    let loop = try WorkLoop(
      context.desk, leaseMilliseconds: Int64(lease) * 1_000, signals: signals, log: log
    ) { try Desk(at: folder, without: absent) }
    return try loop.run()
  }

  private func tell(_ report: Worker.Report, on output: Output) throws {
    guard output.isJSON else { return try output.write(report.line) }
    try output.write(
      .object([
        ("done", .integer(Int64(report.done))), ("failed", .integer(Int64(report.failed))),
        ("dead", .integer(Int64(report.dead))), ("dropped", .integer(Int64(report.dropped))),
      ]))
  }
}
