import Glibc
import SystemPackage

/// A pipe by which one thread wakes another.
package final class Bell: Sendable {
  private let reading: FileDescriptor
  private let writing: FileDescriptor

  package init() throws(SystemError) {
    (reading, writing) = try doing(.makePipe) {
      try FileDescriptor.pipe(options: [.closeOnExec, .nonBlocking])
    }
  }

  deinit {
    try? reading.close()
    try? writing.close()
  }

  /// Wakes whoever waits; a full pipe wakes as well.
  package func ring() {
    _ = try? writing.writeAll([1])
  }

  /// Waits until it rings, but no longer than that.
  package func wait(_ time: Duration) {
    guard isReady(reading, for: POLLIN, within: time) else { return }
    _ = try? unsafe reading.bytes(64, for: .read, "") { try unsafe $0.read(into: $1) }
  }
}
