import CSignal
import Synchronization

/// Somebody's wish that what is under way ends: said on one thread or by a signal, looked at on
/// others.
package final class Interruption: Sendable {
  private let requested = Atomic(false)
  private let hasEnded = Atomic(false)

  package init() {}

  /// Whether it is to end; a signal of a `SignalWatch` wants so too.
  package var isRequested: Bool {
    if requested.load(ordering: .relaxed) { return true }
    let number = signal_watch_take()
    guard number != 0 else { return false }
    requested.store(true, ordering: .relaxed)
    if number != TerminalInput.Signal.interrupt.rawValue {
      hasEnded.store(true, ordering: .relaxed)
    }
    return true
  }

  /// Whether the whole program is to end: its terminal is gone, or somebody said so.
  package var endsProgram: Bool { hasEnded.load(ordering: .relaxed) }

  /// Wants what is under way to end.
  package func request() { requested.store(true, ordering: .relaxed) }

  /// What begins now is not meant by an earlier wish.
  package func clear() { requested.store(false, ordering: .relaxed) }
}

/// The signals by which somebody ends what is under way, noted in place of ending the program.
///
/// They do again what they did before when the watch is gone. There is one at a time, and none while
/// a `TerminalInput` is there.
package final class SignalWatch {
  /// Throws an error of the cause `EBUSY` if there is another one.
  package init() throws(SystemError) {
    let signals: [TerminalInput.Signal] = [.interrupt, .hangUp, .terminate]
    let numbers = signals.map(\.rawValue)
    let code = unsafe signal_watch_begin(numbers, Int32(numbers.count))
    guard code == 0 else { throw SystemError(.makePipe, "", .number(code)) }
  }

  deinit { signal_watch_end() }
}
