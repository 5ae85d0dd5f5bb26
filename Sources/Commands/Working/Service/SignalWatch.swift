import Display
import Synchronization
import System
import Texts

/// The signals that ask a long running program to end, or to read its configuration again.
///
/// A thread of its own waits for them. The first that asks to end lets the work in hand come to its
/// end, within `grace`; a second one, or the end of that time, ends the program at once.
final class SignalWatch: Sendable {
  private struct State {
    var isEnding = false
    var isReloading = false
  }

  private let state = Mutex(State())
  /// What wakes the one who waits: written to by the thread that gets the signals.
  private let bell: Bell
  private let signals: HeldSignals
  private let graceSeconds: Int
  private let say: @Sendable (Text) -> Void

  /// Takes the signals from now on, in this process and for good; `say` tells what comes of them.
  init(graceSeconds: Int, say: @escaping @Sendable (Text) -> Void) throws {
    bell = try Bell()
    self.graceSeconds = graceSeconds
    self.say = say
    // Threads that are started later hold them back as well, so that only the thread here gets them.
    signals = HeldSignals([.interrupt, .terminate, .hangUp])
  }

  /// Begins to wait for signals.
  func start() throws {
    // The thread goes with the process.
    _ = try Thread { [self] in listen() }
  }

  /// Whether the work is to end.
  var isEnding: Bool { state.withLock(\.isEnding) }

  /// Whether the configuration is to be read again; says so once for each time it was asked.
  func takeReload() -> Bool {
    state.withLock { state in
      defer { state.isReloading = false }
      return state.isReloading
    }
  }

  /// Waits for a signal, but no longer than that.
  func wait(upToMilliseconds milliseconds: Int) {
    guard !isEnding else { return }
    bell.wait(.milliseconds(milliseconds))
  }

  private func listen() {
    while true {
      guard signals.wait() != .hangUp else {
        state.withLock { $0.isReloading = true }
        bell.ring()
        continue
      }
      say(Text.workEnding)
      state.withLock { $0.isEnding = true }
      bell.ring()
      endAtOnce(after: signals.wait(.seconds(graceSeconds), for: [.interrupt, .terminate]))
    }
  }

  /// What is in hand is not lost: its lease runs out, and another worker does it.
  private func endAtOnce(after signal: HeldSignals.Signal?) -> Never {
    guard let signal else {
      say(Text.workTooLong(seconds: graceSeconds))
      ThisProcess.end(Failure.Code.failed.exitStatus)
    }
    ThisProcess.end(128 + signal.rawValue)
  }
}
