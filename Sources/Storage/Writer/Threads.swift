import Glibc
import Texts

/// A queue that one thread waits at while others send: a mutex, a condition and what was sent.
///
/// The system's own, since the standard library's `Mutex` has no condition to wait for.
///
/// The proof for `@unchecked Sendable`: `state` is read and written only between `lock` and
/// `unlock` of the mutex, and the two pointers never change between `init` and `deinit`.
@safe package final class Mailbox<Element: Sendable>: @unchecked Sendable {
  private struct State {
    var elements: [Element] = []
    var isClosed = false
    /// Whether somebody waits: only then is a signal worth its price.
    var isAwaited = false
  }

  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>
  private var state = State()

  package init() {
    unsafe mutex = .allocate(capacity: 1)
    unsafe condition = .allocate(capacity: 1)
    unsafe mutex.initialize(to: pthread_mutex_t())
    unsafe condition.initialize(to: pthread_cond_t())
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  /// Adds an element; `false` where the mailbox is closed, and the element is not taken.
  package func send(_ element: Element) -> Bool {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    guard !state.isClosed else { return false }
    state.elements.append(element)
    if state.isAwaited { unsafe pthread_cond_signal(condition) }
    return true
  }

  /// Waits until there is something and takes all of it; `nil` once it is closed and empty.
  package func takeAll() -> [Element]? {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while state.elements.isEmpty {
      guard !state.isClosed else { return nil }
      state.isAwaited = true
      unsafe pthread_cond_wait(condition, mutex)
      state.isAwaited = false
    }
    var taken: [Element] = []
    swap(&taken, &state.elements)
    return taken
  }

  /// Takes all that there is, and waits for nothing.
  package func takeNow() -> [Element] {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    var taken: [Element] = []
    swap(&taken, &state.elements)
    return taken
  }

  /// Takes nothing more; what is in it is still given out.
  package func close() {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    state.isClosed = true
    unsafe pthread_cond_broadcast(condition)
  }
}

/// A thread of the system with a stack of 8 MB: hooks and C libraries need more than the default.
package final class Thread: Sendable {
  private static let stackSize = 8 << 20
  private let thread: pthread_t

  /// Starts `body` on a new thread; throws the system's error number where there can be none.
  package init(_ body: @escaping @Sendable () -> Void) throws {
    let start = unsafe Unmanaged.passRetained(Start(body))
    var made = pthread_t()
    let code = unsafe withUnsafeTemporaryAllocation(of: pthread_attr_t.self, capacity: 1) { room in
      guard let attributes = room.baseAddress else { return ENOMEM }
      unsafe pthread_attr_init(attributes)
      unsafe pthread_attr_setstacksize(attributes, Thread.stackSize)
      defer { unsafe pthread_attr_destroy(attributes) }
      return unsafe pthread_create(
        &made, attributes,
        { argument in
          guard let argument = unsafe argument else { return nil }
          unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        }, start.toOpaque())
    }
    guard code == 0 else {
      unsafe start.release()
      throw ThreadError(code: code)
    }
    thread = made
  }

  /// Waits until the thread has ended; on the thread itself it only lets go of it.
  ///
  /// To be called once.
  package func join() {
    if pthread_equal(pthread_self(), thread) != 0 {
      pthread_detach(thread)
    } else {
      pthread_join(thread, nil)
    }
  }

  /// Lets the thread end by itself.
  ///
  /// To be called once, instead of `join`.
  package func detach() {
    pthread_detach(thread)
  }

  private final class Start: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }
}

/// The system has no room for another thread.
struct ThreadError: TextError {
  /// The number that `pthread_create` returned.
  let code: Int32

  var description: String { text.description }

  var text: Text {
    Text("storage.no_thread", ["code": code])
  }
}
