import Kernel
import Storage
import Synchronization
import System

/// What a lane says to the thread that began it.
enum LaneReport: Sendable {
  /// A line that it added to the desk's log.
  case line(LogLine)
  /// Nothing of it is due any more, or it failed.
  case ended(OutboxLane, Result<Worker.Report, any Error>)
}

/// A sign that is raised once and for good, for several threads to see.
final class Flag: Sendable {
  private let value = Atomic<Bool>(false)

  var isRaised: Bool { value.load(ordering: .acquiring) }

  func raise() { value.store(true, ordering: .releasing) }
}

/// A thread that does one lane after the other, each until nothing of it is due.
///
/// All but the thread's own body belongs to the one who made it.
final class LaneThread {
  private let lanes: Mailbox<OutboxLane>
  private let thread: Thread
  /// The lane that it was given last.
  private(set) var last: OutboxLane?

  /// `makeWorker` is called on the thread, whose worker never leaves it.
  init(
    reportingTo reports: Mailbox<LaneReport>, until ending: Flag,
    _ makeWorker: @escaping @Sendable () -> Worker,
  ) throws {
    let lanes = Mailbox<OutboxLane>()
    self.lanes = lanes
    thread = try Thread {
      let worker = makeWorker()
      worker.onLine = { _ = reports.send(.line($0)) }
      worker.onLock = { _ in !ending.isRaised }
      while let given = lanes.takeAll() {
        for lane in given {
          let result = Result { try worker.runDue(.lane(lane)) { ending.isRaised } }
          _ = reports.send(.ended(lane, result))
        }
      }
    }
  }

  /// Has it do a lane.
  func run(_ lane: OutboxLane) {
    last = lane
    _ = lanes.send(lane)
  }

  /// Waits for the end of what it does, and of the thread; to be called once.
  func end() {
    lanes.close()
    thread.join()
  }
}
