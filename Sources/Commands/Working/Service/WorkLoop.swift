import Desk
import Display
import Kernel
import Texts

/// A worker that goes on until it is asked to end, whatever happens to the desk meanwhile.
final class WorkLoop {
  private let signals: SignalWatch
  private let notice = ServiceNotice()
  private let log: WorkLog
  private let leaseMilliseconds: Int64
  private let open: () throws -> Desk
  private var desk: Desk
  private var crew: WorkCrew
  private var watch: DeskWatch
  private var housekeeping: Housekeeping
  private var total = Worker.Report()
  private var isLocked = false
  /// When to try again, where what was due could not be taken; `nil` for at once.
  private var nextTry: Instant?
  private var lastSign = Instant(milliseconds: 0)
  private var lastWarning = Instant(milliseconds: 0)

  /// How often to look whether others have written, in milliseconds: a look costs a few µs.
  private static let pause = 50
  /// How long what could not be taken is left alone while nobody writes, in milliseconds.
  private static let retryPause: Int64 = 1_000
  /// How long to wait where the desk cannot be written, in milliseconds.
  private static let longPause = 1_000
  /// How often something that goes on is said again, in milliseconds.
  private static let silence: Int64 = 600_000

  /// `open` opens the desk anew, with its configuration as it is by then.
  init(
    _ desk: Desk, leaseMilliseconds: Int64, signals: SignalWatch, log: WorkLog,
    open: @escaping () throws -> Desk,
  ) throws {
    self.desk = desk
    self.leaseMilliseconds = leaseMilliseconds
    self.signals = signals
    self.log = log
    self.open = open
    crew = WorkCrew(desk: desk, leaseMilliseconds: leaseMilliseconds)
    watch = try DeskWatch(desk)
    housekeeping = try Housekeeping(desk)
    listen()
  }

  /// Works until a signal asks to end; returns what was done.
  ///
  /// Throws only what waiting does not mend: a database that is damaged or gone, say.
  func run() throws -> Worker.Report {
    notice.ready(log.words(Text.workWorking))
    // What is due already needs no change to be noticed.
    var isDue = true
    while !signals.isEnding {
      if signals.takeReload() { reload() }
      let isWell = try patiently {
        if isDue { try work() } else if crew.isAtWork { tell(try crew.settle()) }
        try keepHouse()
      }
      isDue = !isWell
      signals.wait(upToMilliseconds: isWell ? WorkLoop.pause : WorkLoop.longPause)
      if isWell, !signals.isEnding { isDue = try look() }
      sendSign()
    }
    notice.stopping()
    crew.end()
    desk.close()
    return total
  }

  private func work() throws {
    let report = try crew.runDue { [signals] in
      self.sendSign()
      return signals.isEnding
    }
    // What is due and was not to be had waits for an earlier row that somebody else is at.
    let isIdle = report == Worker.Report()
    nextTry = isIdle ? desk.clock.now().advanced(byMilliseconds: WorkLoop.retryPause) : nil
    tell(report)
  }

  /// Says what was done, if anything was.
  private func tell(_ report: Worker.Report) {
    guard report != Worker.Report() else { return }
    total.add(report)
    log.say(.info, report.line)
    notice.status(log.words(Text.workSince(done: total.line)))
  }

  /// Whether there may be something to do: a row is due, and since the last look somebody has
  /// written, or the time has come.
  private func look() throws -> Bool {
    var isDue = false
    _ = try patiently {
      let hasChanged = try watch.hasChanged()
      guard let next = try watch.nextDue() else { return }
      let now = desk.clock.now()
      isDue = next <= now && (hasChanged || nextTry.map { $0 <= now } ?? true)
    }
    return isDue
  }

  private func keepHouse() throws {
    let count = try housekeeping.prune()
    if count > 0 { log.say(.debug, Text.workDeleted(count: count)) }
    guard let blockage = try housekeeping.checkpoint() else { return }
    let now = desk.clock.now()
    guard now.milliseconds(since: lastWarning) >= WorkLoop.silence else { return }
    lastWarning = now
    log.say(.warning, blockage.text)
  }

  /// Does something; where the desk cannot be written for now, says so once and gives `false`.
  private func patiently(_ body: () throws -> Void) throws -> Bool {
    do {
      try body()
      if isLocked { log.say(.info, Text.workWritable) }
      isLocked = false
      return true
    } catch let error where DeskError.isPassing(error) {
      tellOfWaiting(Text(of: error))
      return false
    }
  }

  private func tellOfWaiting(_ problem: Text) {
    if !isLocked { log.say(.warning, Text.workWaiting(problem: problem)) }
    isLocked = true
  }

  /// Reads the configuration again; where it is wrong, the old one stays.
  private func reload() {
    notice.reloading()
    do {
      let fresh = try open()
      let (freshWatch, freshHousekeeping) = (
        try DeskWatch(fresh), try Housekeeping(fresh)
      )
      crew.end()
      desk.close()
      (desk, watch, housekeeping) = (fresh, freshWatch, freshHousekeeping)
      crew = WorkCrew(desk: fresh, leaseMilliseconds: leaseMilliseconds)
      listen()
      log.say(.info, Text.workReadAgain)
    } catch {
      log.say(.error, Text.workOldConfiguration(problem: Text(of: error)))
    }
    notice.ready(log.words(Text.workWorking))
  }

  /// Has the worker say what fails, and wait where the desk is locked.
  private func listen() {
    crew.onLine = { [log] in log.say($0) }
    crew.onLock = { [unowned self] error in
      tellOfWaiting(error.text)
      sendSign()
      return !signals.isEnding
    }
  }

  /// Tells systemd that the program is alive, twice as often as it wants to hear it.
  private func sendSign() {
    guard let interval = notice.watchdogMilliseconds else { return }
    let now = Clock.system.now()
    guard now.milliseconds(since: lastSign) >= interval / 2 else { return }
    lastSign = now
    notice.alive()
  }
}

extension Worker.Report {
  /// What was done, in a line.
  var line: Text {
    let line =
      if failed == 0 {
        Text.workDone(count: done)
      } else if dead == 0 {
        Text.workDoneAndRetried(done: done, failed: failed)
      } else {
        Text.workDoneAndFailed(done: done, failed: failed, dead: dead)
      }
    return dropped > 0 ? Text.workAndDropped(line: line, count: dropped) : line
  }
}

extension Housekeeping.Blockage {
  /// What is in the way, and who.
  var text: Text {
    let who =
      readers.isEmpty
      ? Text.workSomebody : Text(words: readers.joined(separator: ", "))
    return Text.workBlocked(megabytes: bytes >> 20, seconds: milliseconds / 1_000, who: who)
  }
}
