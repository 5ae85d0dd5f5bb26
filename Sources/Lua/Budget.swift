import CLuaSandbox

/// What code may still use: each call takes from it, so that several sandboxes can share one.
package struct Budget: Equatable, Sendable {
  /// Lua instructions, and work in C billed as such; decides, because it is the same in every run.
  package var instructions: Int64
  /// Nanoseconds of the monotonic clock after which all is killed; 0 for no deadline.
  ///
  /// A call moves it by the time in which the machine ran something else.
  package var deadline: UInt64

  /// The monotonic clock's reading in nanoseconds, by which deadlines are.
  package static var now: UInt64 { sandbox_now() }

  /// Allows so many instructions, and so much time from now on.
  package init(instructions: Int64, time: Duration? = nil) {
    self.instructions = instructions
    deadline = time.map { sandbox_now() &+ UInt64(clamping: $0.nanoseconds) } ?? 0
  }

  /// Allows so many instructions, and so many milliseconds from `start` on, but no later than
  /// `latest`.
  package init(
    instructions: Int64, milliseconds: Int64, from start: UInt64 = Budget.now,
    latest: UInt64 = .max,
  ) {
    self.instructions = instructions
    deadline = min(start &+ UInt64(clamping: milliseconds) &* 1_000_000, latest)
  }
}

extension Duration {
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000
  }
}
