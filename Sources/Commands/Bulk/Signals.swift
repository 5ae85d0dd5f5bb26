import Glibc

/// The signals that ask a program to end, kept back so that it ends between two pieces of work.
struct Signals: ~Copyable {
  private var set = sigset_t()
  private var hasArrived = false

  /// Holds them back from now on, in this thread and in those that it starts.
  init() {
    unsafe sigemptyset(&set)
    unsafe sigaddset(&set, SIGINT)
    unsafe sigaddset(&set, SIGTERM)
    unsafe sigprocmask(SIG_BLOCK, &set, nil)
  }

  /// Does something that they end at once, as they do to other programs: waiting for an answer.
  func released<Result>(_ body: () -> Result) -> Result {
    var set = set
    unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
    defer { unsafe pthread_sigmask(SIG_BLOCK, &set, nil) }
    return body()
  }

  /// Waits for one, but no longer than that; whether there was one, now or before.
  mutating func arrive(withinMilliseconds milliseconds: Int) -> Bool {
    guard !hasArrived else { return true }
    var time = timespec(
      tv_sec: milliseconds / 1_000, tv_nsec: milliseconds % 1_000 * 1_000_000)
    hasArrived = unsafe sigtimedwait(&set, nil, &time) > 0
    return hasArrived
  }
}
