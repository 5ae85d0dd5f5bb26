import Desk
import Kernel
import Texts

/// What follows from a change that was made: the command does what it can do at once.
struct Deliveries {
  let stage: Stage

  /// Runs the due rows of the change for at most a second, and says when rows wait and nobody is
  /// there to work on them.
  ///
  /// The change is done by now: what goes wrong here is said and left to the next worker.
  func follow(_ receipt: Receipt) throws(Failure) {
    guard !receipt.outbox.isEmpty else { return }
    do {
      try run(receipt)
      try tellOfRest()
    } catch {
      try stage.output.say(
        Text("said.follows_later", ["reason": Failure(error).text]))
    }
  }

  private func run(_ receipt: Receipt) throws {
    let end = stage.desk.clock.now().advanced(byMilliseconds: Deliveries.milliseconds)
    try Worker(desk: stage.desk).run(keys: receipt.outbox.map(\.key)) {
      stage.desk.clock.now() >= end
    }
  }

  private func tellOfRest() throws {
    let now = stage.desk.clock.now()
    let due = try stage.read { session in
      try session.outbox().count { $0.state == .waiting && $0.notBefore <= now }
    }
    guard due > 0, !WorkerSign.isUp(in: stage.desk.folder.path) else { return }
    try stage.output.say(Text("said.no_worker", ["count": due]))
  }

  private static let milliseconds: Int64 = 1_000
}
