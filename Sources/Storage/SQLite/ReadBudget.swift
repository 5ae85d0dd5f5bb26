import CSQLite
import Kernel
import System

/// Counts what a connection reads against an allowance, and ends a statement that goes beyond it.
@safe final class ReadBudget {
  /// SQLite asks after that many steps: often enough to stop soon, seldom enough to cost nothing.
  private static let stride: Int64 = 1_000
  let allowance: ReadAllowance
  /// The budget that counts again once this one is done.
  let outer: ReadBudget?
  /// Steps of the statements under way, which are billed exactly when they end.
  private var running: Int64 = 0
  private var lastLook = SystemTime.threadNanoseconds

  init(_ allowance: ReadAllowance, inside outer: ReadBudget?) {
    self.allowance = allowance
    self.outer = outer
  }

  /// Counts the connection's steps from now on; the connection must keep this object meanwhile.
  func watch(_ handle: OpaquePointer) {
    unsafe sqlite3_progress_handler(
      handle, Int32(ReadBudget.stride),
      { context in
        guard let context = unsafe context else { return 1 }
        let budget = unsafe Unmanaged<ReadBudget>.fromOpaque(context).takeUnretainedValue()
        return budget.goesOn() ? 0 : 1
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Takes what a statement has cost that has ended; others may still be under way.
  func take(steps: Int64) {
    running = max(0, running - steps / ReadBudget.stride * ReadBudget.stride)
    allowance.steps -= steps
  }

  /// Takes what it costs to make values of a row with so many bytes of texts.
  func take(rowOf bytes: Int64) throws(StorageError) {
    allowance.steps -= ReadAllowance.stepsPerRow + bytes / ReadAllowance.bytesPerStep
    if allowance.steps < 0 { throw .overBudget }
  }

  /// Takes the time since the last look.
  func takeTime() {
    let now = SystemTime.threadNanoseconds
    allowance.nanoseconds -= now - lastLook
    lastLook = now
  }

  private func goesOn() -> Bool {
    running += ReadBudget.stride
    takeTime()
    if let isStopped = allowance.isStopped, isStopped() { allowance.steps = -1 }
    return running <= allowance.steps && allowance.nanoseconds >= 0
  }
}
