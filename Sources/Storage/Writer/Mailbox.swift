import System

/// A queue that one thread waits at while others send.
///
/// The proof for `@unchecked Sendable`: `state` is read and written only between `lock` and
/// `unlock` of the monitor.
package final class Mailbox<Element: Sendable>: @unchecked Sendable {
  private struct State {
    var elements: [Element] = []
    var isClosed = false
    /// Whether somebody waits: only then is a signal worth its price.
    var isAwaited = false
  }

  private let monitor = Monitor()
  private var state = State()

  package init() {}

  /// Adds an element; `false` where the mailbox is closed, and the element is not taken.
  package func send(_ element: Element) -> Bool {
    monitor.lock()
    defer { monitor.unlock() }
    guard !state.isClosed else { return false }
    state.elements.append(element)
    if state.isAwaited { monitor.wakeOne() }
    return true
  }

  /// Waits until there is something and takes all of it; `nil` once it is closed and empty.
  package func takeAll() -> [Element]? {
    monitor.lock()
    defer { monitor.unlock() }
    while state.elements.isEmpty {
      guard !state.isClosed else { return nil }
      state.isAwaited = true
      monitor.wait()
      state.isAwaited = false
    }
    var taken: [Element] = []
    swap(&taken, &state.elements)
    return taken
  }

  /// Takes all that there is, and waits for nothing.
  package func takeNow() -> [Element] {
    monitor.lock()
    defer { monitor.unlock() }
    var taken: [Element] = []
    swap(&taken, &state.elements)
    return taken
  }

  /// Takes nothing more; what is in it is still given out.
  package func close() {
    monitor.lock()
    defer { monitor.unlock() }
    state.isClosed = true
    monitor.wakeAll()
  }
}
