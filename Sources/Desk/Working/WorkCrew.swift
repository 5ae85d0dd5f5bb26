import HTTP
import Kernel
import Storage
import Synchronization
import Texts

/// A worker with helpers for what may take its time: one slow channel holds up no other.
///
/// It belongs to one thread, which itself does all that needs no network: inboxes, timers, wakes.
/// Rows of plugins that may use the network go by lanes, each on one of a few threads at a time, with
/// sandboxes of that thread's own.
package final class WorkCrew {
  private let desk: Desk
  private let leaseMilliseconds: Int64
  private let makeNetwork: @Sendable () -> any Network
  private let own: Worker
  private let most: Int
  private let isEnding = Flag()
  private let reports = Mailbox<LaneReport>()
  private var idle: [LaneThread] = []
  private var busy: [OutboxLane: LaneThread] = [:]
  /// What lanes did since it was last told.
  private var done = Worker.Report()
  /// Hears every line that the work adds to the desk's log.
  package var onLine: ((LogLine) -> Void)? {
    didSet { own.onLine = onLine }
  }
  /// Is asked where the desk is locked by others for long: whether to go on waiting.
  package var onLock: ((any TextError) -> Bool)? {
    didSet { own.onLock = onLock }
  }

  /// Lanes that are at work at once; others wait for one of them.
  package static let lanes = 8

  /// `network` makes the way out to the web for each thread.
  package init(
    desk: Desk, leaseMilliseconds: Int64 = Worker.lease, lanes most: Int = WorkCrew.lanes,
    network: @escaping @Sendable () -> any Network = { CurlNetwork() },
  ) {
    self.desk = desk
    self.leaseMilliseconds = leaseMilliseconds
    self.most = most
    makeNetwork = network
    own = Worker(desk: desk, leaseMilliseconds: leaseMilliseconds, network: network()) { rulebook in
      .besides(rulebook.networkUsers.lanes)
    }
  }

  deinit {
    end()
  }

  /// Does what is due and needs no network, has lanes do the rest, and waits for none of them.
  ///
  /// Gives what was done, by lanes also what they did since the last time.
  package func runDue(isStopped: @escaping () -> Bool = { false }) throws -> Worker.Report {
    try collect()
    try begin()
    done.add(try own.runDue(isStopped: isStopped))
    // What was done here may have led to work for lanes.
    try begin()
    try collect()
    defer { done = Worker.Report() }
    return done
  }

  /// Does all that is due, also what comes of it; `pause` waits a little while lanes are at work.
  package func finishDue(
    pause: () -> Void, isStopped: @escaping () -> Bool = { false },
  ) throws -> Worker.Report {
    var report = try runDue(isStopped: isStopped)
    while !isStopped() {
      guard isAtWork else {
        let more = try runDue(isStopped: isStopped)
        report.add(more)
        if more == Worker.Report(), !isAtWork { return report }
        continue
      }
      pause()
      report.add(try runDue(isStopped: isStopped))
    }
    end()
    try collect()
    report.add(done)
    return report
  }

  /// What lanes have done since this, or `runDue`, was last called.
  package func settle() throws -> Worker.Report {
    try collect()
    defer { done = Worker.Report() }
    return done
  }

  /// Whether a lane is at work.
  package var isAtWork: Bool { !busy.isEmpty }

  /// Has all lanes end what they are at; what waits for the network is broken off.
  package func end() {
    isEnding.raise()
    for thread in idle + busy.values { thread.end() }
    (idle, busy) = ([], [:])
  }

  /// Gives lanes that have something due to threads that have nothing to do.
  private func begin() throws {
    guard busy.count < most, !isEnding.isRaised else { return }
    let now = desk.clock.now()
    let due = try desk.read { reader, rulebook in
      try reader.due(rulebook.networkUsers.lanes, at: now)
    }
    for lane in due where busy[lane] == nil && busy.count < most {
      let thread = try idle.isEmpty ? makeThread() : takeIdle(for: lane)
      busy[lane] = thread
      thread.run(lane)
    }
  }

  /// The thread that did the lane last still has its sandboxes.
  private func takeIdle(for lane: OutboxLane) -> LaneThread {
    let place = idle.firstIndex { $0.last == lane } ?? 0
    return idle.remove(at: place)
  }

  private func makeThread() throws -> LaneThread {
    let (desk, lease, network) = (desk, leaseMilliseconds, makeNetwork)
    return try LaneThread(reportingTo: reports, until: isEnding) {
      Worker(desk: desk, leaseMilliseconds: lease, network: network(), scope: nil)
    }
  }

  /// Takes what lanes say; throws what one of them failed at.
  private func collect() throws {
    for report in reports.takeNow() {
      switch report {
      case .line(let line): onLine?(line)
      case .ended(let lane, let result):
        if let thread = busy.removeValue(forKey: lane) { idle.append(thread) }
        done.add(try result.get())
      }
    }
  }
}

extension Worker.Report {
  /// Adds what others did.
  package mutating func add(_ other: Worker.Report) {
    done += other.done
    failed += other.failed
    dead += other.dead
    dropped += other.dropped
  }
}
