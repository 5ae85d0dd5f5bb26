/// How much of the store a call may still read.
///
/// Steps decide: they are the same in every run. Time is the net, for what a step does not show.
package final class ReadAllowance {
  /// Steps for each millisecond of a call: one takes 10 to 50 ns.
  ///
  /// Reading has four fifths of a call's time, so that the call can still say what it read too much.
  package static let stepsPerMillisecond: Int64 = 16_000
  private static let nanosecondsPerMillisecond: Int64 = 800_000
  /// What a row that is read costs besides, since it is made into values.
  package static let stepsPerRow: Int64 = 20
  /// So many bytes of a row's texts cost a step.
  package static let bytesPerStep: Int64 = 64

  /// Steps that are left; below 0 once more was read.
  package var steps: Int64
  /// Nanoseconds of the thread's own time that are left for reading.
  package var nanoseconds: Int64

  /// Whether somebody wants reading to end at once; asked now and then.
  package var isStopped: (() -> Bool)?

  /// As much as can be read in so many milliseconds.
  package init(milliseconds: Int64) {
    steps = milliseconds * ReadAllowance.stepsPerMillisecond
    nanoseconds = milliseconds * ReadAllowance.nanosecondsPerMillisecond
  }

  /// So many steps, however long they take.
  package init(steps: Int64) {
    self.steps = steps
    nanoseconds = .max
  }

  /// From now on as much is left as of another one.
  package func set(to other: ReadAllowance) {
    (steps, nanoseconds) = (other.steps, other.nanoseconds)
  }

  /// Whether nothing more may be read.
  package var isSpent: Bool { steps < 0 || nanoseconds < 0 }
}
