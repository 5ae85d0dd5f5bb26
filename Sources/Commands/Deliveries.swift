import Desk
import Kernel

/// What follows from a change that was made: the command does what it can do at once.
struct Deliveries {
  let stage: Stage

  /// Runs the due rows of the change that need no network, for at most a second, and says when
  /// rows wait and nobody works on them.
  func follow(_ receipt: Receipt) throws {
    guard !receipt.outbox.isEmpty else { return }
    let report = try stage.desk.work(on: receipt.request, milliseconds: 1_000)
    guard report.waiting > 0, !report.hasWorker else { return }
    let rows = report.waiting == 1 ? "1 row waits" : "\(report.waiting) rows wait"
    try stage.output.say("\(rows) in the outbox and no worker is alive: docket work --once")
  }
}
