import ArgumentParser
import Desk
import Kernel

/// `docket work`: the worker, which does what follows from changes.
struct WorkCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "work",
    abstract: "Do what follows from changes: after hooks, notifications, timers.",
    discussion: """
      Goes on until it is stopped; with --once, until nothing is due.

      Examples:
        docket work
        docket work --once
      """)

  @Flag(help: "Do what is due now, then end.") var once = false
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    try stage.require("outbox.manage")
    let report = try stage.desk.work(once: once) { report in
      do { try stage.output.say(line(report)) } catch { return }
    }
    guard !stage.output.isJSON else {
      return try stage.output.write(
        .object([
          ("done", .integer(Int64(report.done))), ("retried", .integer(Int64(report.retried))),
          ("dead", .integer(Int64(report.dead))), ("waiting", .integer(Int64(report.waiting))),
        ]))
    }
    try stage.output.write(line(report))
  }

  private func line(_ report: WorkReport) -> String {
    "\(report.done) done, \(report.retried) to be tried again, \(report.dead) given up,"
      + " \(report.waiting) waiting"
  }
}
