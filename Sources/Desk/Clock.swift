import Glibc
import Kernel

/// Where the desk has the time from; tests give one of their own.
package struct Clock: Sendable {
  package let now: @Sendable () -> Instant

  package init(_ now: @escaping @Sendable () -> Instant) {
    self.now = now
  }

  /// The system's clock.
  package static let system = Clock {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
