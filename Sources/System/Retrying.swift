import Glibc
import SystemPackage

/// Makes a system call again as long as a signal interrupts it; throws `Errno`.
@discardableResult
func retrying(_ call: () -> Int32) throws(Errno) -> Int32 {
  while true {
    let result = call()
    if result >= 0 { return result }
    guard errno == EINTR else { throw Errno(rawValue: errno) }
  }
}

/// Waits until a descriptor is ready for `events`, or that time is over; whether it is ready.
///
/// Without a time it waits as long as it takes. A signal does not make the wait longer.
@discardableResult
func isReady(_ file: FileDescriptor, for events: Int32, within time: Duration? = nil) -> Bool {
  let end = time.map { ContinuousClock.now + $0 }
  while true {
    var awaited = pollfd(fd: file.rawValue, events: Int16(events), revents: 0)
    let rest = end.map { max(.zero, $0 - ContinuousClock.now).wholeMilliseconds } ?? -1
    let count = unsafe poll(&awaited, 1, Int32(clamping: rest))
    if count >= 0 || errno != EINTR { return count > 0 }
  }
}

extension Duration {
  /// The time in milliseconds, rounded up.
  var wholeMilliseconds: Int64 {
    components.seconds * 1_000 + (components.attoseconds + 999_999_999_999_999)
      / 1_000_000_000_000_000
  }

  /// The time as the system's calls take it.
  var timespec: Glibc.timespec {
    Glibc.timespec(
      tv_sec: Int(components.seconds), tv_nsec: Int(components.attoseconds / 1_000_000_000))
  }
}
