import Glibc

/// The system's clocks, and waiting.
package enum SystemTime {
  /// Milliseconds since 1970, UTC.
  package static var milliseconds: Int64 { nanoseconds(CLOCK_REALTIME) / 1_000_000 }

  /// Nanoseconds of a clock that nobody sets.
  package static var monotonicNanoseconds: Int64 { nanoseconds(CLOCK_MONOTONIC) }

  /// The time in nanoseconds that the processor has spent on the calling thread.
  package static var threadNanoseconds: Int64 { nanoseconds(CLOCK_THREAD_CPUTIME_ID) }

  private static func nanoseconds(_ clock: clockid_t) -> Int64 {
    var now = timespec()
    unsafe clock_gettime(clock, &now)
    return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
  }

  /// Holds the calling thread up for that time, whatever signals arrive.
  package static func pause(_ time: Duration) {
    var (wanted, rest) = (time.timespec, timespec())
    while unsafe nanosleep(&wanted, &rest) < 0, errno == EINTR { wanted = rest }
  }
}
