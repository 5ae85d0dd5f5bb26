import System

/// The signals that ask a program to end, kept back so that it ends between two pieces of work.
struct Signals: ~Copyable {
  private let held = HeldSignals([.interrupt, .terminate])
  private var hasArrived = false

  /// Does something that they end at once, as they do to other programs: waiting for an answer.
  func released<Result>(_ body: () -> Result) -> Result { held.released(body) }

  /// Waits for one, but no longer than that; whether there was one, now or before.
  mutating func arrive(within time: Duration) -> Bool {
    hasArrived = hasArrived || held.wait(time) != nil
    return hasArrived
  }
}
