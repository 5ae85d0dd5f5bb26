import ArgumentParser
import Desk
import Kernel

/// `docket work`: the worker, which does what follows from changes.
struct WorkCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "work",
    abstract: "Do what follows from changes: after hooks, notifications, timers.",
    discussion: """
      Goes on until it is stopped; with --once, until nothing is due. Several may work at once.

      Examples:
        docket work
        docket work --once
      """)

  @Flag(help: "Do what is due now, then end.") var once = false
  @Option(help: "How many seconds a piece of work may take before another worker takes it over.")
  var lease = 60
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (1...86_400).contains(lease) else {
      throw ValidationError("--lease is a number of seconds from 1 to 86400, a day")
    }
  }

  func run(on stage: Stage) throws {
    try stage.require("outbox.manage")
    var signals = Signals()
    let sign = WorkerSign(in: stage.desk.folder.path)
    var total = Worker.Report()
    if !once { try stage.output.say("working; stop with Ctrl-C") }
    let worker = Worker(desk: stage.desk, leaseMilliseconds: Int64(lease) * 1_000)
    repeat {
      let report = try worker.runDue { signals.arrive(withinMilliseconds: 0) }
      total.done += report.done
      total.failed += report.failed
      total.dead += report.dead
      if !once, report != Worker.Report() { try stage.output.say(line(report)) }
    } while !once && !signals.arrive(withinMilliseconds: WorkCommand.pause)
    _ = consume sign
    try tell(total, on: stage.output)
  }

  /// Other processes write rows too: how often to look for them, in milliseconds.
  private static let pause = 250

  private func tell(_ report: Worker.Report, on output: Output) throws {
    guard output.isJSON else { return try output.write(line(report)) }
    try output.write(
      .object([
        ("done", .integer(Int64(report.done))), ("failed", .integer(Int64(report.failed))),
        ("dead", .integer(Int64(report.dead))),
      ]))
  }

  private func line(_ report: Worker.Report) -> String {
    guard report.failed > 0 else { return "\(report.done) done" }
    return "\(report.done) done, \(report.failed) failed, of them \(report.dead) for good;"
      + " docket log says why"
  }
}
