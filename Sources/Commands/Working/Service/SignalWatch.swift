import Glibc
import Storage
import Synchronization
import Texts

/// The signals that ask a long running program to end, or to read its configuration again.
///
/// A thread of its own waits for them. The first that asks to end lets the work in hand come to its
/// end, within `grace`; a second one, or the end of that time, ends the program at once.
final class SignalWatch: Sendable {
  private struct State {
    var isEnding = false
    var isReloading = false
  }

  private let state = Mutex(State())
  /// What wakes the one who waits: written to by the thread that gets the signals.
  private let bell: Bell
  private let graceSeconds: Int
  private let say: @Sendable (Text) -> Void

  /// Takes the signals from now on, in this process and for good; `say` tells what comes of them.
  init(graceSeconds: Int, say: @escaping @Sendable (Text) -> Void) throws {
    bell = try Bell()
    self.graceSeconds = graceSeconds
    self.say = say
    var set = SignalWatch.signals
    // Threads that are started later hold them back as well, so that only the thread here gets them.
    unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Begins to wait for signals.
  func start() throws {
    // The thread goes with the process.
    _ = try Thread { [self] in listen() }
  }

  /// Whether the work is to end.
  var isEnding: Bool { state.withLock(\.isEnding) }

  /// Whether the configuration is to be read again; says so once for each time it was asked.
  func takeReload() -> Bool {
    state.withLock { state in
      defer { state.isReloading = false }
      return state.isReloading
    }
  }

  /// Waits for a signal, but no longer than that.
  func wait(upToMilliseconds milliseconds: Int) {
    guard !isEnding else { return }
    bell.wait(upToMilliseconds: milliseconds)
  }

  private func listen() {
    var set = SignalWatch.signals
    while true {
      var number: Int32 = 0
      guard unsafe sigwait(&set, &number) == 0 else { continue }
      guard number != SIGHUP else {
        state.withLock { $0.isReloading = true }
        bell.ring()
        continue
      }
      say(Text("work.ending"))
      state.withLock { $0.isEnding = true }
      bell.ring()
      endAtOnce(after: waitForSecond(&set))
    }
  }

  /// Waits for another signal that asks to end, or for the time to be over.
  private func waitForSecond(_ set: inout sigset_t) -> Int32 {
    unsafe sigdelset(&set, SIGHUP)
    var time = timespec(tv_sec: graceSeconds, tv_nsec: 0)
    while true {
      let number = unsafe sigtimedwait(&set, nil, &time)
      if number > 0 { return number }
      if errno != EINTR { return 0 }
    }
  }

  /// What is in hand is not lost: its lease runs out, and another worker does it.
  private func endAtOnce(after signal: Int32) -> Never {
    if signal == 0 {
      say(Text("work.too_long", ["seconds": graceSeconds]))
      _exit(Failure.Code.failed.exitStatus)
    }
    _exit(128 + signal)
  }

  private static var signals: sigset_t {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for number in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&set, number) }
    return set
  }
}

/// A pipe by which one thread wakes another.
private struct Bell: Sendable {
  private let reading: Int32
  private let writing: Int32

  init() throws(Failure) {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else {
      throw Failure(.failed, Text("work.no_pipe"))
    }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (reading, writing) = (ends[0], ends[1])
  }

  func ring() {
    // A full pipe wakes as well.
    _ = unsafe write(writing, [1], 1)
  }

  func wait(upToMilliseconds milliseconds: Int) {
    var awaited = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&awaited, 1, Int32(milliseconds)) > 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 64)
    _ = unsafe read(reading, &buffer, buffer.count)
  }
}
