import Kernel
import System

/// Where the desk has the time from; tests give one of their own.
package struct Clock: Sendable {
  package let now: @Sendable () -> Instant

  package init(_ now: @escaping @Sendable () -> Instant) {
    self.now = now
  }

  /// The system's clock.
  package static let system = Clock { Instant(milliseconds: SystemTime.milliseconds) }
}
