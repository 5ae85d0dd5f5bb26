import CSignal
import Glibc
import SystemPackage

/// What somebody types at standard input, and the signals that arrive meanwhile.
///
/// From `init` to `deinit` these signals do nothing but come as events; then they do again what
/// they did before. What the program ignores, it ignores. There is one at a time.
package final class TerminalInput {
  /// A signal that concerns whoever reads from a terminal.
  package enum Signal: Int32, CaseIterable, Sendable {
    case hangUp = 1
    case interrupt = 2
    case quit = 3
    case terminate = 15
    /// The program goes on after it was stopped.
    case resume = 18
    case suspend = 20
    /// The terminal has another size.
    case resize = 28
  }

  /// What happened.
  package enum Event: Equatable, Sendable {
    case bytes([UInt8])
    case signal(Signal)
    /// The terminal is gone.
    case ended
    case timeUp
  }

  /// Throws an error of the cause `EBUSY` if there is another one.
  package init() throws(SystemError) {
    let numbers = Signal.allCases.map(\.rawValue)
    let code = unsafe signal_watch_begin(numbers, Int32(numbers.count))
    guard code == 0 else { throw SystemError(.makePipe, "", .number(code)) }
  }

  deinit { signal_watch_end() }

  /// Waits for the next event, but no longer than that; signals come before bytes.
  package func next(upTo count: Int, within time: Duration? = nil) -> Event {
    let end = time.map { ContinuousClock.now + $0 }
    while true {
      let rest = end.map { max(.zero, $0 - ContinuousClock.now).wholeMilliseconds } ?? -1
      switch signal_watch_wait(StandardStream.input.rawValue, Int32(clamping: rest)) {
      case SIGNAL_WATCH_SIGNALLED:
        if let signal = Signal(rawValue: signal_watch_take()) { return .signal(signal) }
      case SIGNAL_WATCH_TIME_UP:
        return .timeUp
      case SIGNAL_WATCH_READY:
        guard let bytes = try? StandardStream.input.read(upTo: count), !bytes.isEmpty else {
          return .ended
        }
        return .bytes(bytes)
      default:
        continue
      }
    }
  }
}

extension ThisProcess {
  /// Sends a signal to the program, or to all programs that share its terminal's foreground.
  package static func send(_ signal: TerminalInput.Signal, toGroup: Bool = false) {
    _ = kill(toGroup ? 0 : getpid(), signal.rawValue)
  }

  /// Has the C library take texts as UTF-8 and know which letters are wide, whatever the
  /// environment says; not to be called while other threads ask it.
  package static func useTextLocale() {
    unsafe setlocale(LC_CTYPE, "")
    let coding = unsafe nl_langinfo(nl_item(CODESET)).map { unsafe String(cString: $0) }
    if coding != "UTF-8" { unsafe setlocale(LC_CTYPE, "C.UTF-8") }
  }
}
