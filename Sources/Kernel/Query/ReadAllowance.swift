/// How much of the store a call may still read.
///
/// Steps decide: they are the same in every run. Time is the net, for what a step does not show.
package final class ReadAllowance {
  /// Steps of the store's machine that are as much as a millisecond: one takes 10 to 50 ns.
  package static let stepsPerMillisecond: Int64 = 20_000
  /// What a row that is read costs besides, since it is made into values.
  package static let stepsPerRow: Int64 = 20
  /// So many bytes of a row's texts cost a step.
  package static let bytesPerStep: Int64 = 64

  /// Steps that are left; below 0 once more was read.
  package var steps: Int64
  /// Nanoseconds of the thread's own time that are left for reading.
  package var nanoseconds: Int64

  /// As much as can be read in so many milliseconds.
  package init(milliseconds: Int64) {
    steps = milliseconds * ReadAllowance.stepsPerMillisecond
    nanoseconds = milliseconds * 1_000_000
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
