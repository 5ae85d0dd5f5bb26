import Glibc

/// A thread of the system with a stack of 8 MB: hooks and C libraries need more than the default.
///
/// Signals that ask the program to end never arrive on it: the program's first thread has them, holds
/// them back or ends by them, whichever threads there are already.
package final class Thread: Sendable {
  private static let stackSize = 8 << 20
  private let thread: pthread_t

  /// Starts `body` on a new thread.
  package init(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
    let start = unsafe Unmanaged.passRetained(Start(body))
    var made = pthread_t()
    // A thread begins with the signals held back that its maker holds back.
    let before = HeldSignals.holdBack([.interrupt, .terminate, .hangUp])
    defer { HeldSignals.restore(before) }
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
      throw SystemError(.startThread, "", .number(code))
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

/// A mutex and a condition that threads wait for.
///
/// The system's own, since the standard library's `Mutex` has no condition to wait for.
///
/// The proof for `@unchecked Sendable`: the two pointers never change between `init` and `deinit`,
/// and what they point to is made for several threads.
@safe package final class Monitor: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

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

  package func lock() { unsafe pthread_mutex_lock(mutex) }
  package func unlock() { unsafe pthread_mutex_unlock(mutex) }

  /// Unlocks, waits to be woken, and locks again; may return without a reason.
  package func wait() { unsafe pthread_cond_wait(condition, mutex) }

  /// Wakes one thread that waits.
  package func wakeOne() { unsafe pthread_cond_signal(condition) }

  /// Wakes all threads that wait.
  package func wakeAll() { unsafe pthread_cond_broadcast(condition) }
}
