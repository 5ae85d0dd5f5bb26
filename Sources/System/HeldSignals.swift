import Glibc

/// Signals that are kept back from their usual effect, and are waited for instead.
///
/// The calling thread keeps them back from now on, and so do the threads that it starts later.
package struct HeldSignals: Sendable {
  package enum Signal: Int32, Sendable {
    case hangUp = 1
    case interrupt = 2
    case quit = 3
    case pipe = 13
    case terminate = 15
  }

  private let set: sigset_t

  package init(_ signals: [Signal]) {
    set = HeldSignals.set(signals)
    change(SIG_BLOCK)
  }

  private static func set(_ signals: [Signal]) -> sigset_t {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for signal in signals { unsafe sigaddset(&set, signal.rawValue) }
    return set
  }

  /// Keeps them back on the calling thread; gives what to `restore`.
  static func holdBack(_ signals: [Signal]) -> sigset_t {
    var (set, before) = (set(signals), sigset_t())
    unsafe pthread_sigmask(SIG_BLOCK, &set, &before)
    return before
  }

  /// Keeps back on the calling thread what it kept back before.
  static func restore(_ before: sigset_t) {
    var before = before
    unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
  }

  private func change(_ how: Int32) {
    var set = set
    unsafe pthread_sigmask(how, &set, nil)
  }

  /// Does something that the signals end at once, as they do to other programs.
  package func released<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result,
  ) throws(Failure) -> Result {
    change(SIG_UNBLOCK)
    defer { change(SIG_BLOCK) }
    return try body()
  }

  /// Waits for one of them.
  package func wait() -> Signal {
    var set = set
    var number: Int32 = 0
    while true {
      if unsafe sigwait(&set, &number) == 0, let signal = Signal(rawValue: number) { return signal }
    }
  }

  /// Waits for one of `some`, or of all, but no longer than that; `nil` if none came.
  package func wait(_ time: Duration, for some: [Signal]? = nil) -> Signal? {
    var set = some.map(HeldSignals.set) ?? set
    let end = ContinuousClock.now + time
    while true {
      var rest = max(.zero, end - ContinuousClock.now).timespec
      let number = unsafe sigtimedwait(&set, nil, &rest)
      if number >= 0 || errno != EINTR { return Signal(rawValue: number) }
    }
  }
}
