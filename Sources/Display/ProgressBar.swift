import Desk
import Kernel
import Synchronization
import System
import Texts

/// How far long work has come, on standard error where that is a terminal; else nothing.
package final class ProgressBar: Sendable {
  private let surface: Surface
  private let label: String
  private let drawn = Mutex(Instant(milliseconds: 0))

  package init(_ label: Text, on surface: Surface) {
    self.label = surface.words(label)
    self.surface = surface
  }

  /// Shows how much is done, at most ten times a second but for the end; `note` says it in words.
  package func show(_ done: Int, of total: Int, note: Text? = nil) {
    guard surface.isTerminal, isDue(atEnd: done >= total) else { return }
    let note = note ?? Text.progressDone(done: done, total: total)
    draw("\r\u{1B}[K\(line(done, of: total, note: surface.words(note)))")
  }

  /// Takes the bar away, once: what is written behind it stays.
  package func finish() {
    let isDrawn = drawn.withLock { last in
      defer { last = Instant(milliseconds: 0) }
      return last.milliseconds > 0
    }
    guard surface.isTerminal, isDrawn else { return }
    draw("\r\u{1B}[K")
  }

  private func isDue(atEnd isAtEnd: Bool) -> Bool {
    let now = Clock.system.now()
    return drawn.withLock { last in
      guard isAtEnd || now.milliseconds(since: last) >= 100 else { return false }
      last = now
      return true
    }
  }

  private func line(_ done: Int, of total: Int, note: String) -> String {
    let share = total > 0 ? min(1, Double(done) / Double(total)) : 0
    let room = max(10, min(40, (surface.columns ?? 80) - label.displayWidth - 30))
    let filled = Int(share * Double(room))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: room - filled)
    return "\(label) \(bar) \(Int(share * 100)) % (\(note))"
  }

  /// A bar that cannot be drawn is no reason to stop the work.
  private func draw(_ text: String) {
    do {
      try surface.stream.put(Array(text.utf8))
    } catch {
      drawn.withLock { $0 = Instant(milliseconds: .max / 2) }
    }
  }
}
